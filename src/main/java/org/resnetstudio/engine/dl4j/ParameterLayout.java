package org.resnetstudio.engine.dl4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/**
 * Where each tensor lies in Deeplearning4j's flat parameter vector, and in vectors of the same layout (gradients, momentum). No
 * tensor has to be turned round: convolution weights are {@code [out, in, kernel, kernel]} in C order on both sides, and dense
 * weights {@code [in, out]} in F order are {@code [out, in]} in C order.
 */
final class ParameterLayout {
    /** A tensor's place: its values start at {@code offset} and lie side by side. */
    record Slice(TensorSpec tensor, int offset) {
        int length() {
            return Math.toIntExact(tensor.elements());
        }
    }

    private final List<Slice> places;
    private final long length;

    private ParameterLayout(List<Slice> places, long length) {
        this.places = places;
        this.length = length;
    }

    static ParameterLayout of(NetworkGraph graph, ComputationGraph compiled) {
        INDArray flat = compiled.params();
        List<Slice> places = graph.nodes().stream()
                .flatMap(node -> node.tensors().stream().map(tensor -> place(node, tensor, compiled, flat)))
                .toList();
        long values = places.stream().mapToLong(Slice::length).sum();
        if (values != flat.length()) {
            throw new IllegalStateException("Deeplearning4j made " + flat.length() + " parameters of " + values + ".");
        }
        return new ParameterLayout(places, values);
    }

    private static Slice place(Node node, TensorSpec tensor, ComputationGraph compiled, INDArray flat) {
        INDArray parameter = compiled.getParam(node.name() + "_" + key(node.operation(), tensor.role()));
        if (parameter.length() != tensor.elements()) {
            throw new IllegalStateException(
                    "Deeplearning4j holds " + parameter.length() + " values for " + tensor.name() + ".");
        }
        return new Slice(tensor, Math.toIntExact(parameter.offset() - flat.offset()));
    }

    private static String key(Operation operation, TensorSpec.Role role) {
        boolean batchNorm = operation instanceof Operation.BatchNorm;
        return switch (role) {
            case WEIGHT -> "W";
            case BIAS -> "b";
            case GAMMA -> "gamma";
            case BETA -> "beta";
            case RUNNING_MEAN -> "mean";
            case RUNNING_VARIANCE -> batchNorm ? "var" : "";
        };
    }

    /** The tensors, in the graph's order. */
    List<Slice> places() {
        return places;
    }

    /** The tensors that gradient descent changes, at the same places of as long a vector. */
    ParameterLayout trainable() {
        List<Slice> trainable = places.stream()
                .filter(place -> place.tensor().role().trainable())
                .toList();
        return new ParameterLayout(trainable, length);
    }

    /** A new vector of this layout, all zeros. */
    INDArray zeros() {
        return Nd4j.zeros(DataType.FLOAT, length);
    }

    /** The part of a vector that a range of it spans, as a view. */
    static INDArray view(INDArray flat, int from, int to) {
        return flat.reshape(flat.length()).get(NDArrayIndex.interval(from, to));
    }

    /** Copies every tensor out of a vector, each named by its tensor's name and the suffix. */
    Map<String, Tensor> read(INDArray flat, String suffix) {
        float[] values = flat.data().asFloat();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Slice place : places) {
            float[] own = Arrays.copyOfRange(values, place.offset(), place.offset() + place.length());
            tensors.put(
                    place.tensor().name() + suffix, new Tensor(place.tensor().shape(), own));
        }
        return tensors;
    }

    /** Copies every tensor into a vector, with zeros everywhere else. */
    void write(Weights weights, String suffix, INDArray flat) {
        float[] values = new float[Math.toIntExact(flat.length())];
        for (Slice place : places) {
            Tensor tensor = weights.get(place.tensor(), suffix);
            System.arraycopy(tensor.values(), 0, values, place.offset(), place.length());
        }
        flat.assign(Nd4j.createFromArray(values).reshape(flat.shape()));
    }
}
