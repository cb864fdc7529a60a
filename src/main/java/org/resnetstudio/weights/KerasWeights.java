package org.resnetstudio.weights;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.problem.Sentence;

/**
 * Reads the weights of Keras' ResNets from HDF5: the classic layout ({@code .h5} of weights or of a whole model, Keras 2 and 3) and that
 * of Keras 3's {@code .weights.h5}. Tensors come out under torchvision's names in its layout: kernels {@code [height, width, in, out]}
 * become {@code [out, in, height, width]}, dense ones {@code [in, out]} become {@code [out, in]}.
 */
public final class KerasWeights {
    private static final int MAX_DEPTH = 12;
    /** ResNet-152 has some 2,000, each layer a few. */
    private static final int MAX_GROUPS = 50_000;
    /** How much larger than its file a tensor may be: weights hardly shrink, and a file must not fill the memory. */
    private static final long COMPRESSION = 10;

    /** The first bytes of every HDF5 file. */
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    private final Path file;
    private final long mostElements;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private int groups;

    private KerasWeights(Path file) throws IOException {
        this.file = file;
        this.mostElements = COMPRESSION * Files.size(file) / Float.BYTES;
    }

    /** Whether a file begins as HDF5 files do. */
    public static boolean isHdf5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
        }
    }

    /**
     * Reads a file.
     *
     * @throws WeightsFileException if it is damaged, or its layers are not those of Keras' ResNets
     * @throws IOException if the disk fails
     */
    public static Weights read(Path file) throws IOException {
        KerasWeights reader = new KerasWeights(file);
        try (HdfFile hdf = new HdfFile(file)) {
            reader.readGroup(hdf, 0);
        } catch (RuntimeException e) {
            // whatever a library makes of bytes that anybody may have written
            throw new WeightsFileException(Sentence.of("problem.weights.not-keras", file), e);
        }
        if (!reader.unknown.isEmpty() || reader.tensors.isEmpty()) {
            throw new WeightsFileException(
                    reader.unknown.isEmpty()
                            ? Sentence.of("problem.weights.no-keras-resnet", file)
                            : Sentence.of("problem.weights.unknown-layers", file, reader.unknown.get(0)));
        }
        return new Weights(reader.tensors);
    }

    private void readGroup(Group group, int depth) throws IOException {
        if (depth > MAX_DEPTH || ++groups > MAX_GROUPS) {
            throw new IllegalArgumentException("There are too many groups, or they hold each other.");
        }
        if (group.getName().equals("optimizer_weights") || group.getName().equals("optimizer")) {
            return;
        }
        if (group.getName().equals("vars")) {
            readNumbered(group);
            return;
        }
        for (Node child : group.getChildren().values()) {
            if (child instanceof Group inner) {
                readGroup(inner, depth + 1);
            } else if (child instanceof Dataset dataset) {
                read(group.getName(), dataset.getName().replaceAll(":\\d+$", ""), dataset);
            }
        }
    }

    /** Keras 3 numbers the variables of a layer, and keeps the layer's own name beside them. */
    private void readNumbered(Group vars) throws IOException {
        Map<String, Node> children = vars.getChildren();
        if (children.isEmpty()) {
            return;
        }
        Attribute name = vars.getAttribute("name");
        String layer = name == null ? vars.getParent().getName() : String.valueOf(name.getData());
        String[] names = children.size() == 4
                ? new String[] {"gamma", "beta", "moving_mean", "moving_variance"}
                : new String[] {"kernel", "bias"};
        for (int i = 0; i < children.size(); i++) {
            if (i >= names.length || !(children.get(Integer.toString(i)) instanceof Dataset dataset)) {
                unknown.add(layer);
                return;
            }
            read(layer, names[i], dataset);
        }
    }

    private void read(String layer, String variable, Dataset dataset) throws IOException {
        Optional<String> name =
                KerasNames.layer(layer).flatMap(l -> KerasNames.tensor(variable).map(suffix -> l + "." + suffix));
        int[] shape = dataset.getDimensions();
        if (name.isEmpty()) {
            // other dense layers belong to a head of somebody's own, which no network here has
            if (shape.length > 2 || !(variable.equals("kernel") || variable.equals("bias"))) {
                unknown.add(layer);
            }
            return;
        }
        long elements = 1;
        for (int size : shape) {
            elements = Math.multiplyExact(elements, size);
        }
        if (elements > mostElements || !(dataset.getDataFlat() instanceof float[] values)) {
            throw new WeightsFileException(Sentence.of(
                    "problem.weights.not-float32",
                    file,
                    layer,
                    variable,
                    dataset.getJavaType().getSimpleName(),
                    Arrays.toString(shape)));
        }
        if (tensors.put(name.get(), converted(shape, values)) != null) {
            throw new IllegalArgumentException(name.get() + " occurs twice.");
        }
    }

    /** Kernels with their last two axes first and swapped; vectors as they are. */
    private static Tensor converted(int[] shape, float[] values) {
        if (shape.length != 2 && shape.length != 4) {
            return new Tensor(Arrays.stream(shape).boxed().toList(), values);
        }
        int inputs = shape[shape.length - 2];
        int outputs = shape[shape.length - 1];
        int plane = shape.length == 4 ? Math.multiplyExact(shape[0], shape[1]) : 1;
        float[] target = new float[values.length];
        for (int p = 0; p < plane; p++) {
            for (int i = 0; i < inputs; i++) {
                for (int o = 0; o < outputs; o++) {
                    target[(o * inputs + i) * plane + p] = values[(p * inputs + i) * outputs + o];
                }
            }
        }
        return new Tensor(
                shape.length == 4 ? List.of(outputs, inputs, shape[0], shape[1]) : List.of(outputs, inputs), target);
    }
}
