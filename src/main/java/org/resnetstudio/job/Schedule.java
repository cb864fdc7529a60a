package org.resnetstudio.job;

import java.util.List;
import java.util.Locale;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * The learning rate over time, as a function of the iteration.
 *
 * @param kind its course after warm-up
 * @param learningRate the highest, above 0 and at most {@link #HIGHEST_RATE}
 * @param warmUpEpochs during which it rises linearly from near 0, at least 0; 0 for the courses that rise by themselves
 * @param milestones epochs after which it is multiplied by the factor, above 0 and rising; empty unless the course is {@link Kind#MILESTONES}
 * @param factor of {@link Kind#MILESTONES} and {@link Kind#PLATEAU}, above 0 and below 1
 * @param patience of {@link Kind#PLATEAU}: epochs without a lower loss that are waited for, 0 to {@link TrainingConfig#MOST_EPOCHS}
 */
public record Schedule(
        Kind kind, double learningRate, double warmUpEpochs, List<Double> milestones, double factor, int patience) {
    /** The courses. */
    public enum Kind {
        /** Stays. */
        CONSTANT,
        /** A tenth after half, a hundredth after three quarters of all iterations (He et al. 2015 §4.2). */
        STEP,
        /** Half a cosine down to 0 (Loshchilov and Hutter 2017). */
        COSINE,
        /** Multiplied by the factor at each of the milestones, as PyTorch's {@code MultiStepLR} does. */
        MILESTONES,
        /**
         * Rises from a 25th along a cosine during the first 30 % of all iterations, then falls along one to a 250,000th, as PyTorch's {@code
         * OneCycleLR} does (Smith and Topin 2018). The momentum stays as it is.
         */
        ONE_CYCLE,
        /** Rises in a line from a fifth during the first 23 % of all iterations, then falls in one to 7 % (Jordan 2024, airbench). */
        TRIANGLE,
        /** Multiplied by the factor whenever the validation loss has stopped falling, as PyTorch's {@code ReduceLROnPlateau} does. */
        PLATEAU;

        /** As the command line takes it: {@code one-cycle}. */
        public String shortName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it rises by itself, and so takes no warm-up. */
        public boolean rises() {
            return this == ONE_CYCLE || this == TRIANGLE;
        }
    }

    /** The highest learning rate that can be chosen. */
    public static final double HIGHEST_RATE = 10;
    /** The usual {@link #factor}. */
    public static final double USUAL_FACTOR = 0.1;
    /** The usual {@link #patience}. */
    public static final int USUAL_PATIENCE = 10;

    private static final double ONE_CYCLE_RISE = 0.3;
    private static final double ONE_CYCLE_FIRST = 1.0 / 25;
    private static final double ONE_CYCLE_LAST = ONE_CYCLE_FIRST / 1e4;
    private static final double TRIANGLE_RISE = 0.23;
    private static final double TRIANGLE_FIRST = 0.2;
    private static final double TRIANGLE_LAST = 0.07;

    public Schedule {
        milestones = List.copyOf(milestones);
        requireRate(learningRate);
        if (!(warmUpEpochs >= 0)) {
            throw new InvalidValueException(Sentence.of("problem.job.warm-up", warmUpEpochs));
        }
        if (kind.rises() && warmUpEpochs > 0) {
            throw new InvalidValueException(Sentence.of("problem.job.rises-by-itself", warmUpEpochs));
        }
        if (!(factor > 0 && factor < 1)) {
            throw new InvalidValueException(Sentence.of("problem.job.rate-factor", factor));
        }
        if (patience < 0 || patience > TrainingConfig.MOST_EPOCHS) {
            throw new InvalidValueException(
                    Sentence.of("problem.job.rate-patience", TrainingConfig.MOST_EPOCHS, patience));
        }
        requireMilestones(kind, milestones);
    }

    /**
     * Checks a learning rate.
     *
     * @throws InvalidValueException unless it is in its range
     */
    public static void requireRate(double rate) {
        if (!(rate > 0 && rate <= HIGHEST_RATE)) {
            throw new InvalidValueException(Sentence.of("problem.job.learning-rate", HIGHEST_RATE, rate));
        }
    }

    private static void requireMilestones(Kind kind, List<Double> milestones) {
        if ((kind == Kind.MILESTONES) == milestones.isEmpty()) {
            throw new InvalidValueException(
                    Sentence.of(milestones.isEmpty() ? "problem.job.no-milestones" : "problem.job.milestones-unused"));
        }
        double before = 0;
        for (double milestone : milestones) {
            if (!(milestone > before && milestone <= TrainingConfig.MOST_EPOCHS)) {
                throw new InvalidValueException(
                        Sentence.of("problem.job.milestones", TrainingConfig.MOST_EPOCHS, milestone));
            }
            before = milestone;
        }
    }

    /** One without milestones, with the usual factor and patience. */
    public Schedule(Kind kind, double learningRate, double warmUpEpochs) {
        this(kind, learningRate, warmUpEpochs, List.of(), USUAL_FACTOR, USUAL_PATIENCE);
    }

    /**
     * The learning rate of one update, as far as it does not follow from the losses.
     *
     * @param iteration 0-based, counted over the whole run
     * @param iterationsPerEpoch at least 1
     * @param epochs of the whole run
     */
    public double at(long iteration, int iterationsPerEpoch, int epochs) {
        double warmUp = linearIterations(iterationsPerEpoch, epochs);
        if (iteration < warmUp) {
            return learningRate * (iteration + 1) / (warmUp + 1);
        }
        long total = (long) iterationsPerEpoch * epochs;
        double progress = (iteration - warmUp) / Math.max(1, total - warmUp);
        return learningRate
                * switch (kind) {
                    case CONSTANT, PLATEAU -> 1;
                    case STEP -> progress < 0.5 ? 1 : progress < 0.75 ? 0.1 : 0.01;
                    case COSINE -> 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
                    case MILESTONES -> Math.pow(factor, (double) reached((double) iteration / iterationsPerEpoch));
                    case ONE_CYCLE -> oneCycle(iteration, total);
                    case TRIANGLE -> triangle(iteration, total);
                };
    }

    private long reached(double epoch) {
        return milestones.stream().filter(milestone -> epoch >= milestone).count();
    }

    private static double oneCycle(long iteration, long total) {
        double top = ONE_CYCLE_RISE * total - 1;
        if (iteration <= top) {
            return between(ONE_CYCLE_FIRST, 1, top == 0 ? 1 : iteration / top);
        }
        return between(1, ONE_CYCLE_LAST, Math.min(1, (iteration - top) / (total - 1 - top)));
    }

    /** Along half a cosine. */
    private static double between(double from, double to, double share) {
        return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }

    private static double triangle(long iteration, long total) {
        long top = (long) (TRIANGLE_RISE * total);
        if (iteration < top) {
            return TRIANGLE_FIRST + (1 - TRIANGLE_FIRST) * iteration / top;
        }
        double share = total == top ? 1 : Math.min(1, (double) (iteration - top) / (total - top));
        return 1 + (TRIANGLE_LAST - 1) * share;
    }

    /**
     * The learning rate of one update where nothing is warmed up any more: during warm-up the highest, behind it {@link #at}.
     *
     * @param iteration 0-based, counted over the whole run
     * @param iterationsPerEpoch at least 1
     * @param epochs of the whole run
     */
    public double warmedUp(long iteration, int iterationsPerEpoch, int epochs) {
        return iteration < warmUpIterations(iterationsPerEpoch, epochs)
                ? learningRate
                : at(iteration, iterationsPerEpoch, epochs);
    }

    private double warmUpIterations(int iterationsPerEpoch, int epochs) {
        double total = (double) iterationsPerEpoch * epochs;
        return switch (kind) {
            case ONE_CYCLE -> ONE_CYCLE_RISE * total - 1;
            case TRIANGLE -> (long) (TRIANGLE_RISE * total);
            case CONSTANT, STEP, COSINE, MILESTONES, PLATEAU -> linearIterations(iterationsPerEpoch, epochs);
        };
    }

    /** Of a warm-up that is no part of the course. */
    private double linearIterations(int iterationsPerEpoch, int epochs) {
        return Math.min(warmUpEpochs, epochs) * iterationsPerEpoch;
    }
}
