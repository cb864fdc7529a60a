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
    private static final int KERNEL_AXES = 4;

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
            try (NDArray zeros = manager.zeros(shape(spec))) {
                tensors.arrays.put(spec.name(), channelsLast(zeros));
            }
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
            try (NDArray inOrder = arrays.get(spec.name()).flatten()) {
                copies.put(spec.name() + suffix, new Tensor(spec.shape(), inOrder.toFloatArray()));
            }
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
                arrays.put(spec.name(), channelsLast(read)).close();
            }
        }
    }

    /**
     * A copy in libtorch's own memory; kernels {@code [out, in, height, width]} with their input channels next to each other. libtorch
     * then keeps all feature maps that way, which its convolutions and batch norms are faster with.
     */
    private static NDArray channelsLast(NDArray array) {
        if (!isKernel(array)) {
            return array.duplicate();
        }
        try (NDArray view = inMemoryOrder(array);
                NDArray values = view.flatten();
                NDArray reordered = values.reshape(view.getShape());
                NDArray kernel = reordered.transpose(0, 3, 1, 2)) {
            return kernel.duplicate();
        }
    }

    /** Whether an array is a kernel, whose axes lie in memory in another order than they are numbered. */
    static boolean isKernel(NDArray array) {
        return array.getShape().dimension() == KERNEL_AXES;
    }

    /** A view of a kernel with its axes in the order of memory: {@code [out, height, width, in]}. */
    static NDArray inMemoryOrder(NDArray kernel) {
        return kernel.transpose(0, 2, 3, 1);
    }

    private static Shape shape(TensorSpec spec) {
        return new Shape(spec.shape().stream().mapToLong(Integer::longValue).toArray());
    }
}
