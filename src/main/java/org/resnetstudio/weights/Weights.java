package org.resnetstudio.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/** Named tensors in a fixed order: the weights of a network, or the state of an optimizer. Immutable. */
public final class Weights {
    private final Map<String, Tensor> tensors;

    /** Keeps the order of the map. */
    public Weights(Map<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** Names in order. */
    public Set<String> names() {
        return tensors.keySet();
    }

    /** All tensors by name, in order. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /**
     * The tensor of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new InvalidValueException(Sentence.of("problem.weights.no-tensor", name));
        }
        return tensor;
    }

    /**
     * The tensor for a tensor of a network, under its name and a suffix.
     *
     * @throws IllegalArgumentException if there is none, or it has another shape
     */
    public Tensor get(TensorSpec spec, String suffix) {
        String name = spec.name() + suffix;
        Tensor tensor = tensors.get(name);
        if (tensor == null || !tensor.shape().equals(spec.shape())) {
            throw new InvalidValueException(
                    tensor == null
                            ? Sentence.of("problem.weights.tensor-missing", name, spec.shape())
                            : Sentence.of("problem.weights.tensor-shape", name, tensor.shape(), spec.shape()));
        }
        return tensor;
    }

    /** Those of the tensors that a network, or a part of one, has. */
    public Weights of(NetworkGraph graph) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        graph.tensors().forEach(spec -> own.put(spec.name(), get(spec.name())));
        return new Weights(own);
    }

    /** These tensors, and others behind them. */
    public Weights plus(Weights others) {
        Map<String, Tensor> all = new LinkedHashMap<>(tensors);
        all.putAll(others.tensors());
        return new Weights(all);
    }

    /**
     * Checks that these are the weights of a network: every tensor of it is there in its shape, and nothing else.
     *
     * @throws IllegalArgumentException naming what is missing, surplus or of another shape
     */
    public void requireFit(NetworkGraph graph) {
        List<TensorSpec> specs = graph.tensors();
        List<String> expected = specs.stream().map(TensorSpec::name).toList();
        List<String> missing =
                expected.stream().filter(name -> !tensors.containsKey(name)).toList();
        List<String> surplus =
                names().stream().filter(name -> !expected.contains(name)).toList();
        List<Sentence> misshapen = specs.stream()
                .filter(s ->
                        tensors.containsKey(s.name()) && !get(s.name()).shape().equals(s.shape()))
                .map(s -> Sentence.of(
                        "problem.weights.other-shape", s.name(), get(s.name()).shape(), s.shape()))
                .toList();
        if (!missing.isEmpty() || !surplus.isEmpty() || !misshapen.isEmpty()) {
            throw new InvalidValueException(Sentence.of(
                    "problem.weights.other-network",
                    graph.spec().variant(),
                    missing,
                    surplus,
                    Sentence.list(misshapen)));
        }
    }
}
