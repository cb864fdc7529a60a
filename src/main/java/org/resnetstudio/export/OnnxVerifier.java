package org.resnetstudio.export;

import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/** Checks that an exported model says what the trained network says: the same pictures through both. */
public final class OnnxVerifier {
    /** How far two probabilities of the same class and picture may lie apart: more than any rounding, less than anyone would see. */
    public static final double TOLERANCE = 1e-3;

    private static final int BATCH = 32;

    /** Something that classifies. */
    @FunctionalInterface
    public interface Predictor {
        /**
         * Class probabilities of prepared pictures.
         *
         * @param pictures square, of the model's size, at least 1
         * @return {@code [pictures][classes]}
         */
        float[][] probabilities(List<RgbImage> pictures) throws Exception;
    }

    /**
     * How well two predictors agree.
     *
     * @param images number of pictures, at least 1
     * @param agreement share of pictures with the same most probable class, 0 to 1; a picture for which either gives anything
     *     but numbers does not count as one, and two classes that are as probable count as the same
     * @param maxProbabilityDifference largest difference between two probabilities of the same class and picture; 1 where one is
     *     no number
     */
    public record Agreement(int images, double agreement, double maxProbabilityDifference) {
        /** Whether every picture got the same class, and no probability differs by more than that. */
        public boolean holds(double tolerance) {
            return agreement == 1 && maxProbabilityDifference <= tolerance;
        }
    }

    private OnnxVerifier() {}

    /**
     * Compares two predictors, a few pictures at a time: the pictures may be prepared while they are asked for.
     *
     * @param exported the exported file
     * @param trained the network as it was trained
     * @param pictures square, of the model's size
     * @param tolerance how far two probabilities may lie apart where which of two classes comes first is a matter of rounding
     * @throws IllegalArgumentException if there are no pictures
     * @throws Exception whatever a predictor throws
     */
    public static Agreement compare(
            Predictor exported, Predictor trained, Iterable<RgbImage> pictures, double tolerance) throws Exception {
        Tally tally = new Tally(tolerance);
        List<RgbImage> batch = new ArrayList<>();
        for (RgbImage picture : pictures) {
            batch.add(picture);
            if (batch.size() == BATCH) {
                tally.add(exported.probabilities(batch), trained.probabilities(batch));
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            tally.add(exported.probabilities(batch), trained.probabilities(batch));
        }
        if (tally.images == 0) {
            throw new InvalidValueException(Sentence.of("problem.export.no-picture"));
        }
        return new Agreement(tally.images, (double) tally.agreeing / tally.images, tally.maxDifference);
    }

    private static final class Tally {
        private final double tolerance;
        private int images;
        private int agreeing;
        private double maxDifference;

        Tally(double tolerance) {
            this.tolerance = tolerance;
        }

        void add(float[][] exported, float[][] trained) {
            for (int i = 0; i < exported.length; i++) {
                images++;
                agreeing += isSameClass(exported[i], trained[i]) ? 1 : 0;
                for (int c = 0; c < exported[i].length; c++) {
                    double difference = Math.abs((double) exported[i][c] - trained[i][c]);
                    // A value that is not a number is as far away as can be.
                    maxDifference = Math.max(maxDifference, Double.isFinite(difference) ? difference : 1);
                }
            }
        }

        private boolean isSameClass(float[] exported, float[] trained) {
            for (int c = 0; c < exported.length; c++) {
                if (!Float.isFinite(exported[c]) || !Float.isFinite(trained[c])) {
                    return false;
                }
            }
            int first = argMax(exported);
            int second = argMax(trained);
            // Which of two equal ones comes first is a matter of the last bit.
            return first == second
                    || (exported[first] - exported[second] <= tolerance
                            && trained[second] - trained[first] <= tolerance);
        }

        private static int argMax(float[] values) {
            int best = 0;
            for (int i = 1; i < values.length; i++) {
                best = values[i] > values[best] ? i : best;
            }
            return best;
        }
    }
}
