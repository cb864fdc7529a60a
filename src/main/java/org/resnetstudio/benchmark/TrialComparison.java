package org.resnetstudio.benchmark;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/**
 * Whether two engines, or two ways of one, learnt the same from the same weights and pictures. Compared are the losses and, tensor by
 * tensor, how the weights changed: the distance between both changes, relative to the change. Rounding makes that 1e-6 to 5e-3 in the
 * networks of the studio; an engine that is wrong by some per cent is found out.
 */
final class TrialComparison {
    /** Of the first loss, which follows from one forward pass. */
    static final double LOSS_TOLERANCE = 1e-5;
    /** Of later losses, which follow from updates. */
    static final double LATER_LOSS_TOLERANCE = 1e-3;
    /** Of the change of kernels and dense weights. */
    static final double CHANGE_TOLERANCE = 0.03;
    /** Of the change of gammas, betas and biases, which rounds more coarsely. */
    static final double VECTOR_CHANGE_TOLERANCE = 0.1;
    /** Of running means and variances. */
    static final double STATISTICS_TOLERANCE = 1e-3;
    /** Changes smaller than this share of the usual one count as that large. */
    private static final double SMALL_CHANGE = 0.01;
    /** What is lost when updates are added to a value of 1. */
    private static final double ROUNDING = 2e-7;

    private final NetworkGraph graph;
    private final Weights first;

    TrialComparison(TrialWork work) {
        this.graph = NetworkGraph.compile(work.network());
        this.first = EngineTrial.firstWeights(graph);
    }

    /**
     * Compares.
     *
     * @return empty if they agree; else what differs, to complete "it computes other numbers: …"
     * @throws IOException if the weights cannot be read
     */
    Optional<Sentence> difference(TrialResult one, TrialResult other) throws IOException {
        for (int step = 0; step < EngineTrial.STEPS; step++) {
            double a = one.losses().get(step);
            double b = other.losses().get(step);
            double tolerance = step == 0 ? LOSS_TOLERANCE : LATER_LOSS_TOLERANCE;
            // negated, so that it holds for a loss that is no number
            if (!(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)))) {
                return Optional.of(Sentence.of("problem.benchmark.loss", decimals(6, a), decimals(6, b), step));
            }
        }
        Deviation worst = worst(
                Safetensors.read(one.weights()).weights(),
                Safetensors.read(other.weights()).weights());
        return worst.share() <= 1
                ? Optional.empty()
                : Optional.of(Sentence.of("problem.benchmark.off", worst.tensor(), decimals(1, 100 * worst.off())));
    }

    private static String decimals(int places, double value) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }

    /**
     * How far a tensor is off.
     *
     * @param off distance of the changes, relative to the change
     * @param share of the tolerance; infinite where a value is no number
     */
    record Deviation(String tensor, double off, double share) {}

    /** The tensor that takes the largest share of its tolerance. */
    Deviation worst(Weights one, Weights other) {
        double usual = usualChange(other);
        Deviation worst = new Deviation("", 0, 0);
        for (Node node : graph.nodes()) {
            for (TensorSpec spec : node.tensors()) {
                float[] a = one.get(spec, "").values();
                float[] b = other.get(spec, "").values();
                // a bias before a batch norm has no gradient but rounding
                boolean absolute = !spec.role().trainable()
                        || (spec.role() == TensorSpec.Role.BIAS && node.operation() instanceof Operation.Convolution);
                double off = absolute
                        ? largest(a, b)
                        : relative(a, b, first.get(spec, "").values(), usual);
                double share = Double.isNaN(off) ? Double.POSITIVE_INFINITY : off / tolerance(spec, absolute);
                if (share > worst.share()) {
                    worst = new Deviation(spec.name(), off, share);
                }
            }
        }
        return worst;
    }

    private static double tolerance(TensorSpec spec, boolean absolute) {
        if (absolute) {
            return STATISTICS_TOLERANCE;
        }
        return spec.role() == TensorSpec.Role.WEIGHT ? CHANGE_TOLERANCE : VECTOR_CHANGE_TOLERANCE;
    }

    /** Distance of two changes, relative to the second one. */
    private static double relative(float[] a, float[] b, float[] begun, double usual) {
        double size = Math.sqrt(b.length);
        double rounding = ROUNDING * distance(begun, new float[begun.length]);
        double change = distance(b, begun) + SMALL_CHANGE * usual * size;
        return Math.max(0, distance(a, b) - rounding) / Math.max(change, Double.MIN_NORMAL);
    }

    /** Root mean square of the change of all weights. */
    private double usualChange(Weights weights) {
        double squares = 0;
        long count = 0;
        for (TensorSpec spec : graph.tensors()) {
            if (spec.role().trainable()) {
                Tensor tensor = weights.get(spec, "");
                double distance = distance(tensor.values(), first.get(spec, "").values());
                squares += distance * distance;
                count += tensor.values().length;
            }
        }
        return Math.sqrt(squares / Math.max(1, count));
    }

    /** Euclidean. */
    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    /** Largest difference, relative to values beyond 1. */
    private static double largest(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = Math.abs((double) a[i] - b[i]) / Math.max(1, Math.abs(b[i]));
            if (!(difference <= largest)) {
                largest = difference;
            }
        }
        return largest;
    }
}
