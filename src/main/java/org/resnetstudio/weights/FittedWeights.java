package org.resnetstudio.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.problem.Sentence;

/**
 * Weights from elsewhere as the first weights of a network.
 *
 * @param weights of the whole network
 * @param newHead whether the dense layers begin anew, because the source has none or others
 */
public record FittedWeights(Weights weights, boolean newHead) {
    private static final int NAMED = 5;
    /** The layer that gives one output for each class. */
    private static final String LAST = "fc.";

    /** As {@link #fit(NetworkGraph, Weights, HeadClasses, Weights, String)}, of a source that does not name its classes. */
    public static FittedWeights fit(NetworkGraph graph, Weights source, Weights first, String name)
            throws WeightsFileException {
        return fit(graph, source, HeadClasses.UNKNOWN, first, name);
    }

    /**
     * Takes the tensors that a network needs. Its dense layers are taken together or not at all: where a source has others, none, or
     * some for other classes, they keep their first weights.
     *
     * @param source under torchvision's names
     * @param classes of the source and of the network
     * @param first weights of the network, for a new head
     * @param name of the source in messages
     * @throws WeightsFileException if anything but the head does not fit; the message lists what
     */
    public static FittedWeights fit(NetworkGraph graph, Weights source, HeadClasses classes, Weights first, String name)
            throws WeightsFileException {
        Set<String> head = new LinkedHashSet<>();
        List<String> missing = new ArrayList<>();
        List<Sentence> misshapen = new ArrayList<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        boolean sameHead = true;
        for (Node node : graph.nodes()) {
            boolean dense = node.operation() instanceof Operation.Dense;
            for (TensorSpec spec : node.tensors()) {
                Tensor tensor = source.tensors().get(spec.name());
                boolean fits = tensor != null && tensor.shape().equals(spec.shape());
                if (dense) {
                    head.add(spec.name());
                    sameHead &= fits;
                } else if (tensor == null) {
                    missing.add(spec.name());
                } else if (!fits) {
                    misshapen.add(
                            Sentence.of("problem.weights.other-shape", spec.name(), tensor.shape(), spec.shape()));
                }
                tensors.put(spec.name(), fits ? tensor : first.get(spec.name()));
            }
        }
        List<String> surplus = source.names().stream()
                .filter(tensor -> !tensors.containsKey(tensor) && !isDense(tensor))
                .toList();
        sameHead &= source.names().stream().filter(FittedWeights::isDense).allMatch(head::contains);
        if (!missing.isEmpty() || !misshapen.isEmpty() || !surplus.isEmpty()) {
            throw new WeightsFileException(Sentence.of(
                    "problem.weights.fit",
                    name,
                    graph.spec().variant(),
                    some(missing, "problem.weights.missing"),
                    some(misshapen, "problem.weights.misshapen"),
                    some(surplus, "problem.weights.surplus")));
        }
        boolean newHead = !sameHead || !classes.same();
        for (String tensor : head) {
            if (newHead) {
                tensors.put(tensor, first.get(tensor));
            } else if (tensor.startsWith(LAST)) {
                tensors.put(tensor, classes.inOrder(tensors.get(tensor)));
            }
        }
        return new FittedWeights(new Weights(tensors), newHead);
    }

    private static boolean isDense(String tensor) {
        return tensor.startsWith(LAST) || tensor.startsWith("hidden.");
    }

    /** The first of them, in the clause of that key; nothing, of none. */
    private static Sentence some(List<?> tensors, String key) {
        if (tensors.isEmpty()) {
            return Sentence.EMPTY;
        }
        Sentence named = Sentence.list(tensors.subList(0, Math.min(NAMED, tensors.size())));
        int more = tensors.size() - NAMED;
        return Sentence.of(key, more > 0 ? Sentence.of("problem.weights.more", named, more) : named);
    }
}
