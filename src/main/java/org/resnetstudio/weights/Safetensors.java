package org.resnetstudio.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.UnwritableFileException;
import org.resnetstudio.problem.Sentence;

/**
 * Weights in the safetensors format (github.com/huggingface/safetensors), which Python reads with
 * {@code safetensors.torch.load_file}. Written as float32, little-endian, in the order of the {@link Weights}; read from F64, F32,
 * F16, BF16 and whole numbers. Values are streamed: beside the tensors themselves one buffer of {@value #BUFFER_BYTES} bytes is used.
 */
public final class Safetensors {
    /** Longest header that is read, as in the reference implementation. */
    static final int MAX_HEADER_BYTES = 100_000_000;

    private static final int BUFFER_BYTES = 1 << 20;

    private Safetensors() {}

    /**
     * What a file holds.
     *
     * @param weights in the order of the file's header
     * @param metadata free text by key; empty if there is none
     */
    public record Content(Weights weights, Map<String, String> metadata) {
        public Content {
            metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        }
    }

    /**
     * Writes a file: whole or not at all, see {@link AtomicFile}.
     *
     * @param metadata free text by key; may be empty
     * @throws UnwritableFileException if it cannot be written
     */
    public static void write(Path file, Weights weights, Map<String, String> metadata) throws UnwritableFileException {
        AtomicFile.write(file, channel -> write(channel, weights, metadata));
    }

    /** Writes the bytes of such a file to a channel, which stays open. */
    public static void write(WritableByteChannel channel, Weights weights, Map<String, String> metadata)
            throws IOException {
        byte[] header = SafetensorsHeader.format(weights, metadata);
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(header.length);
        drain(buffer, channel);
        AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
        FloatBuffer floats = buffer.asFloatBuffer();
        for (Tensor tensor : weights.tensors().values()) {
            float[] values = tensor.values();
            for (int offset = 0; offset < values.length; offset += floats.capacity()) {
                int count = Math.min(floats.capacity(), values.length - offset);
                floats.clear().put(values, offset, count);
                buffer.position(4 * count);
                drain(buffer, channel);
            }
        }
    }

    /** How many bytes {@link #write(WritableByteChannel, Weights, Map)} writes. */
    public static long sizeBytes(Weights weights, Map<String, String> metadata) throws IOException {
        long values = weights.tensors().values().stream()
                .mapToLong(tensor -> tensor.values().length)
                .sum();
        return 8 + SafetensorsHeader.format(weights, metadata).length + 4 * values;
    }

    /**
     * Reads a file.
     *
     * @throws WeightsFileException if it is missing, damaged or not a safetensors file
     * @throws IOException if the disk fails
     */
    public static Content read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WeightsFileException(Sentence.of("problem.weights.no-file", file));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, channel.size(), Sentence.inWords(file.toString()));
        }
    }

    /**
     * Reads such a file from a channel, from front to back; the channel stays open.
     *
     * @param sizeBytes of the whole file
     * @param name of the file in messages
     * @throws WeightsFileException if it is damaged or not a safetensors file
     */
    public static Content read(ReadableByteChannel channel, long sizeBytes, Sentence name) throws IOException {
        try {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            SafetensorsHeader header = readHeader(channel, sizeBytes, buffer);
            Map<String, Tensor> tensors = new HashMap<>();
            for (SafetensorsHeader.Entry entry : SafetensorsHeader.inFileOrder(header.entries())) {
                tensors.put(entry.name(), new Tensor(entry.shape(), readValues(channel, entry, buffer)));
            }
            Map<String, Tensor> inOrder = new LinkedHashMap<>();
            header.entries().forEach(entry -> inOrder.put(entry.name(), tensors.get(entry.name())));
            return new Content(new Weights(inOrder), header.metadata());
        } catch (SafetensorsHeader.Flaw | EOFException e) {
            throw new WeightsFileException(Sentence.of("problem.weights.damaged", name, Sentence.of(e)), e);
        }
    }

    private static SafetensorsHeader readHeader(ReadableByteChannel channel, long sizeBytes, ByteBuffer buffer)
            throws IOException, SafetensorsHeader.Flaw {
        if (sizeBytes < 8) {
            throw new SafetensorsHeader.Flaw(Sentence.of("problem.weights.short", sizeBytes));
        }
        fill(channel, buffer.clear().limit(8));
        long length = buffer.getLong();
        if (length < 2 || length > MAX_HEADER_BYTES || length > sizeBytes - 8) {
            throw new SafetensorsHeader.Flaw(
                    Sentence.of("problem.weights.header-length", Long.toUnsignedString(length)));
        }
        byte[] header = new byte[(int) length];
        fill(channel, ByteBuffer.wrap(header));
        return SafetensorsHeader.parse(header, sizeBytes - 8 - length);
    }

    private static float[] readValues(ReadableByteChannel channel, SafetensorsHeader.Entry entry, ByteBuffer buffer)
            throws IOException, SafetensorsHeader.Flaw {
        float[] values = new float[entry.elements()];
        int perBuffer = BUFFER_BYTES / entry.type().bytes();
        for (int offset = 0; offset < values.length; offset += perBuffer) {
            int count = Math.min(perBuffer, values.length - offset);
            fill(channel, buffer.clear().limit(count * entry.type().bytes()));
            entry.type().convert(buffer, values, offset);
        }
        return values;
    }

    private static void fill(ReadableByteChannel channel, ByteBuffer buffer)
            throws IOException, SafetensorsHeader.Flaw {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new SafetensorsHeader.Flaw(Sentence.of("problem.weights.ends-early"));
            }
        }
        buffer.flip();
    }

    private static void drain(ByteBuffer buffer, WritableByteChannel channel) throws IOException {
        AtomicFile.writeFully(channel, buffer.flip());
        buffer.clear();
    }
}
