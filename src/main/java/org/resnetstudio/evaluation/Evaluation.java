package org.resnetstudio.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well a network does on a set of labelled pictures.
 *
 * @param classes names, in the order of the network's outputs
 * @param loss mean cross-entropy in nats; empty without pictures
 * @param confusionMatrix rows actual, columns predicted
 * @param samples one result a picture, in the order in which they came
 */
public record Evaluation(
        List<String> classes, OptionalDouble loss, ConfusionMatrix confusionMatrix, List<SampleResult> samples) {
    public Evaluation {
        classes = List.copyOf(classes);
        samples = List.copyOf(samples);
        if (classes.size() != confusionMatrix.classes()) {
            throw new IllegalArgumentException("There are " + classes.size() + " classes, but the confusion matrix has "
                    + confusionMatrix.classes() + ": give each class a row.");
        }
    }

    /** Share of right predictions; empty without pictures. */
    public OptionalDouble accuracy() {
        return confusionMatrix.accuracy();
    }

    /** Figures for each class, in the classes' order. */
    public List<ClassMetrics> perClass() {
        List<ClassMetrics> metrics = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            metrics.add(new ClassMetrics(
                    classes.get(i),
                    confusionMatrix.precision(i),
                    confusionMatrix.recall(i),
                    confusionMatrix.f1(i),
                    confusionMatrix.support(i)));
        }
        return metrics;
    }

    /**
     * Mean precision over the classes that occur or were predicted; empty if there is none. A class that occurs and was never
     * predicted has no precision of its own, and counts 0 here, as in scikit-learn: otherwise a network that gives up on a
     * class would look better for it.
     */
    public OptionalDouble macroPrecision() {
        return perClass().stream()
                .filter(metrics -> metrics.support() > 0 || metrics.precision().isPresent())
                .mapToDouble(metrics -> metrics.precision().orElse(0))
                .average();
    }

    /** Classes that occur and were never predicted, in order. */
    public List<String> neverPredicted() {
        return perClass().stream()
                .filter(metrics -> metrics.support() > 0 && metrics.precision().isEmpty())
                .map(ClassMetrics::className)
                .toList();
    }

    /** Mean recall over the classes that occur, also called balanced accuracy; empty if there is none. */
    public OptionalDouble macroRecall() {
        return confusionMatrix.meanRecall();
    }

    /** Mean F1 over the classes that occur or were predicted; empty if there is none. */
    public OptionalDouble macroF1() {
        return perClass().stream()
                .map(ClassMetrics::f1)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /** Wrong predictions, the most confidently wrong first: by the lowest probability of the actual class, then in order. */
    public List<SampleResult> worstMistakes(int atMost) {
        return samples.stream()
                .filter(sample -> !sample.correct())
                .sorted(Comparator.comparingDouble(SampleResult::actualProbability))
                .limit(atMost)
                .toList();
    }

    /** Collects predictions one by one. Used by one thread. */
    public static final class Builder {
        private final List<String> classes;
        private final ConfusionMatrix matrix;
        private final List<SampleResult> samples = new ArrayList<>();
        private double lossSum;

        /** For these classes, in the order of the network's outputs. */
        public Builder(List<String> classes) {
            this.classes = List.copyOf(classes);
            this.matrix = new ConfusionMatrix(classes.size());
        }

        /**
         * Takes one prediction.
         *
         * @param sampleIndex which picture
         * @param actual its class
         * @param probabilities one a class; a probability that float cannot hold (below 1.2e-38) counts as the least it can
         */
        public void add(int sampleIndex, int actual, float[] probabilities) {
            if (probabilities.length != classes.size()) {
                throw new IllegalArgumentException("The network gave " + probabilities.length + " probabilities for "
                        + classes.size() + " classes: evaluate it on the classes it was trained on.");
            }
            int predicted = 0;
            for (int i = 1; i < probabilities.length; i++) {
                if (probabilities[i] > probabilities[predicted]) {
                    predicted = i;
                }
            }
            matrix.add(actual, predicted);
            lossSum -= Math.log(Math.max(probabilities[actual], Float.MIN_NORMAL));
            samples.add(
                    new SampleResult(sampleIndex, actual, predicted, probabilities[predicted], probabilities[actual]));
        }

        /** The evaluation of everything taken so far. */
        public Evaluation build() {
            OptionalDouble loss =
                    samples.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(lossSum / samples.size());
            return new Evaluation(classes, loss, matrix.copy(), samples);
        }
    }
}
