package org.resnetstudio.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import onnx.Onnx;
import org.nd4j.shade.protobuf.CodedOutputStream;
import org.nd4j.shade.protobuf.WireFormat;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.UnwritableFileException;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.TensorSpec;

/**
 * Writes a network as an ONNX file: operator set 17, IR version 8.
 *
 * <p>Input {@code images}: float32 {@code [batch, 3, height, width]}, RGB, 0 to 1, batch size free; the {@link Normalization} is
 * inside the graph. Outputs: {@code probabilities}, {@code [batch, classes]} (a sigmoid output becomes two columns), and
 * {@code features}, the last feature map {@code [batch, channels, height, width]}. {@code metadata_props} as
 * {@link ModelMetadata#toProperties} says.
 *
 * <p>Batch norms are folded into the convolutions before them. Weights are streamed: they are never in memory a second time.
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
        FoldedLayers layers = new FoldedLayers(network, model.weights());
        byte[] graph = new OnnxNodes(network, layers.nodes())
                .build(model.metadata().normalization())
                .build()
                .toByteArray();
        List<Initializer> initializers = new ArrayList<>();
        layers.tensors()
                .forEach((tensor, layer) ->
                        initializers.add(Initializer.of(tensor, () -> layers.values(tensor, layer))));
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
     * @param rawBytes of its values
     * @param values float32, written as little-endian {@code raw_data}; asked for when they are written, so that not all of them are
     *     in memory a second time
     */
    private record Initializer(byte[] head, int rawBytes, Supplier<float[]> values) {
        static Initializer of(TensorSpec tensor, Supplier<float[]> values) {
            Onnx.TensorProto.Builder head = Onnx.TensorProto.newBuilder()
                    .setName(tensor.name())
                    .setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE);
            tensor.shape().forEach(head::addDims);
            return new Initializer(
                    head.build().toByteArray(), Math.toIntExact(Float.BYTES * tensor.elements()), values);
        }

        private int messageBytes() {
            return head.length
                    + CodedOutputStream.computeTagSize(Onnx.TensorProto.RAW_DATA_FIELD_NUMBER)
                    + CodedOutputStream.computeUInt32SizeNoTag(rawBytes)
                    + rawBytes;
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
            out.writeUInt32NoTag(rawBytes);
            float[] floats = values.get();
            ByteBuffer chunk = ByteBuffer.allocate(Float.BYTES * Math.min(CHUNK_VALUES, floats.length))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int offset = 0; offset < floats.length; offset += CHUNK_VALUES) {
                int count = Math.min(CHUNK_VALUES, floats.length - offset);
                chunk.clear().asFloatBuffer().put(floats, offset, count);
                out.writeRawBytes(chunk.array(), 0, Float.BYTES * count);
            }
        }
    }
}
