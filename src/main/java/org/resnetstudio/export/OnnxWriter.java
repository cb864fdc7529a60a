package org.resnetstudio.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx;
import org.nd4j.shade.protobuf.CodedOutputStream;
import org.nd4j.shade.protobuf.WireFormat;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.UnwritableFileException;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.weights.Tensor;

/**
 * Writes a network as an ONNX file: operator set 17, IR version 8.
 *
 * <p>Input {@code images}: float32 {@code [batch, 3, height, width]}, RGB, 0 to 1, batch size free; the {@link Normalization} is
 * inside the graph. Outputs: {@code probabilities}, {@code [batch, classes]} (a sigmoid output becomes two columns), and
 * {@code features}, the last feature map {@code [batch, channels, height, width]}. {@code metadata_props} as
 * {@link ModelMetadata#toProperties} says.
 *
 * <p>Weights are streamed: they are never in memory a second time.
 */
public final class OnnxWriter {
    private static final long IR_VERSION = 8;
    private static final long OPERATOR_SET = 17;
    private static final int CHUNK_VALUES = 1 << 16;

    private OnnxWriter() {}

    /**
     * Writes a file: whole or not at all.
     *
     * @throws UnwritableFileException if it cannot be written
     */
    public static void write(Path file, SavedModel model) throws UnwritableFileException {
        AtomicFile.write(file, channel -> write(Channels.newOutputStream(channel), model));
    }

    /** Writes the bytes of such a file; the stream stays open. */
    public static void write(OutputStream stream, SavedModel model) throws IOException {
        NetworkGraph network = model.network();
        byte[] graph = new OnnxNodes(network)
                .build(model.metadata().normalization())
                .build()
                .toByteArray();
        List<Initializer> initializers = new ArrayList<>();
        for (TensorSpec spec : network.tensors()) {
            initializers.add(Initializer.of(spec.name(), model.weights().get(spec.name())));
        }
        long graphBytes = graph.length
                + initializers.stream().mapToLong(Initializer::fieldBytes).sum();
        // A protobuf message may be written in pieces: its fields one after another, in any order.
        CodedOutputStream out = CodedOutputStream.newInstance(stream, 1 << 16);
        out.writeRawBytes(frame(model.metadata()));
        out.writeTag(Onnx.ModelProto.GRAPH_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt64NoTag(graphBytes);
        out.writeRawBytes(graph);
        for (Initializer initializer : initializers) {
            initializer.write(out);
        }
        out.flush();
    }

    /** Everything of the model but its graph. */
    private static byte[] frame(ModelMetadata metadata) {
        Onnx.ModelProto.Builder model = Onnx.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("ResNet Studio")
                .addOpsetImport(
                        Onnx.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET));
        metadata.toProperties()
                .forEach((key, value) ->
                        model.addMetadataPropsBuilder().setKey(key).setValue(value));
        return model.build().toByteArray();
    }

    /**
     * One tensor of the network as an {@code initializer} of the graph.
     *
     * @param head all fields of the message but the values
     * @param values float32, written as little-endian {@code raw_data}
     */
    private record Initializer(byte[] head, float[] values) {
        static Initializer of(String name, Tensor tensor) {
            Onnx.TensorProto.Builder head =
                    Onnx.TensorProto.newBuilder().setName(name).setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE);
            tensor.shape().forEach(head::addDims);
            return new Initializer(head.build().toByteArray(), tensor.values());
        }

        private int rawBytes() {
            return Math.multiplyExact(4, values.length);
        }

        private int messageBytes() {
            return head.length
                    + CodedOutputStream.computeTagSize(Onnx.TensorProto.RAW_DATA_FIELD_NUMBER)
                    + CodedOutputStream.computeUInt32SizeNoTag(rawBytes())
                    + rawBytes();
        }

        /** Size of the whole field in the graph: tag, length, message. */
        long fieldBytes() {
            return (long) CodedOutputStream.computeTagSize(Onnx.GraphProto.INITIALIZER_FIELD_NUMBER)
                    + CodedOutputStream.computeUInt32SizeNoTag(messageBytes())
                    + messageBytes();
        }

        void write(CodedOutputStream out) throws IOException {
            out.writeTag(Onnx.GraphProto.INITIALIZER_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(messageBytes());
            out.writeRawBytes(head);
            out.writeTag(Onnx.TensorProto.RAW_DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(rawBytes());
            ByteBuffer chunk = ByteBuffer.allocate(4 * Math.min(CHUNK_VALUES, values.length))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int offset = 0; offset < values.length; offset += CHUNK_VALUES) {
                int count = Math.min(CHUNK_VALUES, values.length - offset);
                chunk.clear().asFloatBuffer().put(values, offset, count);
                out.writeRawBytes(chunk.array(), 0, 4 * count);
            }
        }
    }
}
