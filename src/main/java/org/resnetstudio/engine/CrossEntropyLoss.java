package org.resnetstudio.engine;

import java.util.List;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * Cross-entropy with label smoothing and class weights, as PyTorch's <a
 * href="https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html">{@code CrossEntropyLoss(weight,
 * label_smoothing)}</a> defines it with its default reduction. With K classes, smoothing e and weights w, a target t of a picture becomes
 * {@code (1 - e) t + e / K}, and the picture's loss is minus the sum over the classes of w, that target and the log-probability. Losses are
 * added up over the batch and divided by the sum of the weights of the labels, or, where targets are probabilities, by the number of
 * pictures. A network with one output counts as one with the logits 0 and that output.
 *
 * @param labelSmoothing share of each target that is spread over all classes, 0 to 1
 * @param classWeights one above 0 for each class, in the order of the classes; empty for 1 each
 */
public record CrossEntropyLoss(double labelSmoothing, List<Double> classWeights) {
    /** The plain mean. */
    public static final CrossEntropyLoss PLAIN = new CrossEntropyLoss(0, List.of());

    public CrossEntropyLoss {
        classWeights = List.copyOf(classWeights);
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new InvalidValueException(Sentence.of("problem.engine.label-smoothing", labelSmoothing));
        }
        for (double weight : classWeights) {
            if (!(weight > 0 && Double.isFinite(weight))) {
                throw new InvalidValueException(Sentence.of("problem.engine.class-weight", weight));
            }
        }
    }

    /**
     * For pictures of one class each.
     *
     * @param labels class of each picture, 0 to {@code classes - 1}
     */
    public LossFunction ofLabels(int[] labels) {
        LossTargets targets = new LossTargets.Labels(labels);
        return equals(PLAIN)
                ? new PlainCrossEntropy(labels, targets, labels.length)
                : new WeightedCrossEntropy(this, targets, targets);
    }

    /**
     * For pictures that belong to several classes in part.
     *
     * @param probabilities {@code [pictures][classes]}, of each picture at least 0 and 1 together
     */
    public LossFunction ofProbabilities(float[][] probabilities) {
        LossTargets targets = new LossTargets.Probabilities(probabilities);
        return new WeightedCrossEntropy(this, targets, targets);
    }

    /** Of a class. */
    double weight(int index) {
        return classWeights.isEmpty() ? 1 : classWeights.get(index);
    }

    void requireClasses(int classes) {
        if (!classWeights.isEmpty() && classWeights.size() != classes) {
            throw new IllegalArgumentException("There are weights of " + classWeights.size()
                    + " classes, but the network tells " + classes + " apart: give one for each.");
        }
    }
}
