package org.resnetstudio.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/**
 * The ONNX file of {@link OnnxWriter} with weights and computation in float16 (IEEE 754 half precision): half the size, and twice the
 * speed where the hardware has it. Input and outputs stay float32, under the same names. The file is made in memory.
 */
public final class HalfOnnxFormat implements ExportFormat {
    private static final int HALF = Onnx.TensorProto.DataType.FLOAT16_VALUE;
    private static final int SINGLE = Onnx.TensorProto.DataType.FLOAT_VALUE;
    /** Largest number of half precision. */
    private static final float LARGEST = 65_504;
    /** What half precision costs: eleven bits for each of a few dozen layers. */
    private static final double TOLERANCE = 2e-2;

    @Override
    public String name() {
        return "onnx-half";
    }

    @Override
    public String extension() {
        return "onnx";
    }

    @Override
    public String title() {
        return "ONNX, half precision";
    }

    @Override
    public String explanation() {
        return "The same in half the size, for graphics cards and phones; probabilities differ by about a hundredth at most.";
    }

    @Override
    public double tolerance() {
        return TOLERANCE;
    }

    @Override
    public void write(Exported exported, Path file) throws IOException {
        ByteArrayOutputStream single = new ByteArrayOutputStream();
        OnnxWriter.write(single, exported.model());
        Onnx.ModelProto.Builder model = Onnx.ModelProto.parseFrom(single.toByteArray()).toBuilder();
        Onnx.GraphProto.Builder graph = model.getGraphBuilder();
        for (Onnx.TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            if (tensor.getDataType() == SINGLE) {
                halve(tensor);
            }
        }
        graph.getValueInfoBuilderList()
                .forEach(value -> value.getTypeBuilder().getTensorTypeBuilder().setElemType(HALF));
        convertEnds(graph);
        byte[] bytes = model.build().toByteArray();
        AtomicFile.write(file, bytes);
    }

    @Override
    public Optional<Exported.Opener> opener() {
        return Optional.of((exported, file, with) -> with.onnx(file));
    }

    /** Casts behind the input, and before the outputs. */
    private static void convertEnds(Onnx.GraphProto.Builder graph) {
        Map<String, String> inside = Map.of(
                OnnxNodes.IMAGES, OnnxNodes.IMAGES + ".half",
                OnnxNodes.FEATURES, OnnxNodes.FEATURES + ".half",
                OnnxNodes.PROBABILITIES, OnnxNodes.PROBABILITIES + ".half");
        for (Onnx.NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (int i = 0; i < node.getInputCount(); i++) {
                node.setInput(i, inside.getOrDefault(node.getInput(i), node.getInput(i)));
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                node.setOutput(i, inside.getOrDefault(node.getOutput(i), node.getOutput(i)));
            }
        }
        graph.addNode(0, cast(OnnxNodes.IMAGES, inside.get(OnnxNodes.IMAGES), HALF));
        for (String output : new String[] {OnnxNodes.FEATURES, OnnxNodes.PROBABILITIES}) {
            graph.addNode(cast(inside.get(output), output, SINGLE));
        }
    }

    private static Onnx.NodeProto cast(String from, String to, int type) {
        return Onnx.NodeProto.newBuilder()
                .setOpType("Cast")
                .setName(to + ".cast")
                .addInput(from)
                .addOutput(to)
                .addAttribute(Onnx.AttributeProto.newBuilder()
                        .setName("to")
                        .setType(Onnx.AttributeProto.AttributeType.INT)
                        .setI(type))
                .build();
    }

    private static void halve(Onnx.TensorProto.Builder tensor) throws UserIOException {
        FloatBuffer values = tensor.getRawData().isEmpty()
                ? FloatBuffer.wrap(floats(tensor))
                : tensor.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
        ByteBuffer halves =
                ByteBuffer.allocate(Short.BYTES * values.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        while (values.hasRemaining()) {
            float value = values.get();
            if (Math.abs(value) > LARGEST) {
                throw new UserIOException(Sentence.of("problem.export.half", tensor.getName(), value));
            }
            halves.putShort(half(value));
        }
        tensor.clearFloatData().setDataType(HALF).setRawData(ByteString.copyFrom(halves.flip()));
    }

    private static float[] floats(Onnx.TensorProto.Builder tensor) {
        float[] values = new float[tensor.getFloatDataCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.getFloatData(i);
        }
        return values;
    }

    /** The nearest half-precision number, of two the even one; magnitudes of up to 65,504. */
    static short half(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7FFFFFFF;
        if (magnitude < 0x38800000) { // below 2^-14: a multiple of 2^-24
            return (short) (sign | (int) Math.rint(Math.abs((double) value) * (1 << 24)));
        }
        int rounded = magnitude + 0xFFF + (magnitude >>> 13 & 1);
        return (short) (sign | (rounded - 0x38000000) >>> 13);
    }
}
