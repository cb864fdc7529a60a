package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/** Named arrays of libtorch, one for each of some tensors of a network, that live as long as their manager. */
final class Tensors {
    private final NDManager manager;
    private final List<TensorSpec> specs;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    private Tensors(NDManager manager, List<TensorSpec> specs) {
        this.manager = manager;
        this.specs = specs;
    }

    static Tensors zeros(NDManager manager, List<TensorSpec> specs) {
        Tensors tensors = new Tensors(manager, specs);
        for (TensorSpec spec : specs) {
            tensors.arrays.put(spec.name(), manager.zeros(shape(spec)));
        }
        return tensors;
    }

    NDArray get(String name) {
        return arrays.get(name);
    }

    Map<String, NDArray> arrays() {
        return arrays;
    }

    /** Copies of all values, under the tensors' names and a suffix. */
    Map<String, Tensor> read(String suffix) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        for (TensorSpec spec : specs) {
            float[] values = arrays.get(spec.name()).toFloatArray();
            copies.put(spec.name() + suffix, new Tensor(spec.shape(), values));
        }
        return copies;
    }

    /**
     * Replaces all values by those under the tensors' names and a suffix.
     *
     * @throws IllegalArgumentException if one is missing or has another shape; then none was replaced
     */
    void write(Weights weights, String suffix) {
        List<Tensor> values =
                specs.stream().map(spec -> weights.get(spec, suffix)).toList();
        for (int i = 0; i < specs.size(); i++) {
            TensorSpec spec = specs.get(i);
            try (NDArray read = manager.create(values.get(i).values(), shape(spec))) {
                // a copy in libtorch's own memory: what Java handed over would stay in a Java buffer
                arrays.put(spec.name(), read.duplicate()).close();
            }
        }
    }

    private static Shape shape(TensorSpec spec) {
        return new Shape(spec.shape().stream().mapToLong(Integer::longValue).toArray());
    }
}
