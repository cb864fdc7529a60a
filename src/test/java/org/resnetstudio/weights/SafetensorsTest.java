package org.resnetstudio.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.UnwritableFileException;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Variants;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrote() throws Exception {
        Random random = new Random(1);
        float[] large = new float[600_001]; // more than two buffers
        for (int i = 0; i < large.length; i++) {
            large[i] = Float.intBitsToFloat(random.nextInt());
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("z.weight", new Tensor(List.of(600_001), large));
        tensors.put("a \"quoted\" ünïcode", new Tensor(List.of(1, 2, 1, 3), new float[] {1, 2, 3, 4, 5, -0f}));
        tensors.put("scalar", new Tensor(List.of(), new float[] {7}));
        tensors.put("empty", new Tensor(List.of(0, 4), new float[0]));
        Path file = folder.resolve("new folder").resolve("weights.safetensors");

        Safetensors.write(file, new Weights(tensors), Map.of("variant", "resnet20"));
        Safetensors.Content content = Safetensors.read(file);

        assertThat(content.metadata()).isEqualTo(Map.of("variant", "resnet20"));
        assertThat(content.weights().names()).containsExactlyElementsOf(tensors.keySet());
        for (String name : tensors.keySet()) {
            assertThat(content.weights().get(name).shape())
                    .isEqualTo(tensors.get(name).shape());
            // Bits are compared, so that NaN and negative zero count too.
            assertThat(bits(content.weights().get(name))).isEqualTo(bits(tensors.get(name)));
        }
        assertThat(Files.size(file)).isEqualTo(Safetensors.sizeBytes(new Weights(tensors), content.metadata()));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).as("no temporary file stays behind").containsExactly(file);
        }
    }

    @Test
    void replacesAnOlderFileOnlyAsAWhole() throws Exception {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, new Weights(Map.of("a", Tensor.vector(1))), Map.of());
        Weights unwritable = new Weights(Map.of("__metadata__", Tensor.vector(2)));

        assertThatThrownBy(() -> Safetensors.write(file, unwritable, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rename it");

        assertThat(Safetensors.read(file).weights().get("a").values()).containsExactly(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saysWhatToDoWhenAFileCannotBeWritten() throws Exception {
        Weights weights = new Weights(Map.of("a", Tensor.vector(1)));
        Path notAFolder = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Safetensors.write(folder, weights, Map.of()))
                .isInstanceOf(UnwritableFileException.class)
                .hasMessageEndingWith("is a folder: give the name of a file.");
        assertThatThrownBy(() -> Safetensors.write(notAFolder.resolve("w.safetensors"), weights, Map.of()))
                .isInstanceOf(UnwritableFileException.class)
                .hasMessageContaining("choose another folder");
    }

    /**
     * The fixture was written by Python's safetensors 0.8.0 and torch 2.13.0:
     *
     * <pre>{@code
     * values = torch.tensor([[0.0, -0.0, 1.0], [-2.5, 65504.0, 6.103515625e-05]], dtype=torch.float64)
     * save_file({"doubles": values, "floats": values.float(),
     *            "halves": torch.cat([values.half().flatten(),
     *                                 torch.tensor([5.960464477539063e-08, float("inf"), float("nan")]).half()]),
     *            "brains": values.bfloat16(), "counter": torch.tensor(7), "empty": torch.zeros(0, 3)},
     *           "python.safetensors", metadata={"author": "Zoë", "format": "pt"})
     * }</pre>
     */
    @Test
    void readsWhatPythonWroteInAnyPrecision() throws Exception {
        Path file = folder.resolve("python.safetensors");
        try (var in = SafetensorsTest.class.getResourceAsStream("python.safetensors")) {
            Files.copy(in, file);
        }

        Safetensors.Content content = Safetensors.read(file);

        Weights weights = content.weights();
        assertThat(content.metadata()).isEqualTo(Map.of("author", "Zoë", "format", "pt"));
        assertThat(weights.names())
                .containsExactlyInAnyOrder("doubles", "floats", "halves", "brains", "counter", "empty");
        float[] values = {0, -0f, 1, -2.5f, 65504, 6.1035156e-5f};
        assertThat(weights.get("doubles")).usingRecursiveComparison().isEqualTo(new Tensor(List.of(2, 3), values));
        assertThat(weights.get("floats")).usingRecursiveComparison().isEqualTo(new Tensor(List.of(2, 3), values));
        assertThat(weights.get("halves").values())
                .containsExactly(
                        0, -0f, 1, -2.5f, 65504, 6.1035156e-5f, 5.9604645e-8f, Float.POSITIVE_INFINITY, Float.NaN);
        assertThat(weights.get("brains").values()).containsExactly(0, -0f, 1, -2.5f, 65536, 6.1035156e-5f);
        assertThat(weights.get("counter")).usingRecursiveComparison().isEqualTo(new Tensor(List.of(), new float[] {7}));
        assertThat(weights.get("empty").shape()).containsExactly(0, 3);
    }

    @Test
    void keepsTheWeightsOfANetwork() throws Exception {
        NetworkGraph graph = NetworkGraph.compile(Variants.spec("resnet20", 32, 10));
        Path file = folder.resolve("weights.safetensors");

        Safetensors.write(file, WeightInitializer.initialize(graph, 5), Map.of());

        Safetensors.read(file).weights().requireFit(graph);
    }

    static Stream<Arguments> hostileHeaders() {
        String a = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
        return Stream.of(
                Arguments.of("not JSON at all", 4, "its header is not JSON"),
                Arguments.of("{\"a\":", 4, "not valid JSON"),
                Arguments.of("{} {}", 0, "goes on after its end"),
                Arguments.of("{\"a\":1}", 4, "the entry a is not an object"),
                Arguments.of("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "the entry a is incomplete"),
                Arguments.of(a + "}", 3, "the file ends before a does"),
                Arguments.of(a + "}", 5, "1 bytes that belong to no tensor"),
                Arguments.of(
                        a + ",\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "Duplicate field"),
                Arguments.of(a + ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}}", 8, "b overlaps"),
                Arguments.of(
                        a + ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}", 12, "hole before b"),
                Arguments.of(a.replace("[1]", "[2]") + "}", 4, "its shape [2] needs 8"),
                Arguments.of(a.replace("[1]", "[-1]") + "}", 4, "negative"),
                Arguments.of(a.replace("[1]", "[1.5]") + "}", 4, "not whole numbers"),
                Arguments.of(a.replace("[1]", "\"x\"") + "}", 4, "not a list"),
                Arguments.of(a.replace("[1]", "[4294967296,4294967296,0]") + "}", 4, "too large"),
                Arguments.of(a.replace("[1]", "[65536,65536,65536,65536]") + "}", 4, "too large"),
                Arguments.of(a.replace("[1]", "[99999999999999999999]") + "}", 4, "not valid JSON"),
                Arguments.of(a.replace("[0,4]", "[4,0]") + "}", 4, "run backwards"),
                Arguments.of(a.replace("[0,4]", "[0,4,8]") + "}", 4, "3 offsets"),
                Arguments.of(a.replace("F32", "C64") + "}", 4, "C64 of a cannot be turned into float32"),
                Arguments.of("{\"__metadata__\":{\"k\":1}}", 0, "the metadata k is not text"),
                Arguments.of("{\"a\":" + "[".repeat(5000), 0, "the entry a is not an object"),
                Arguments.of("{\"a\":{\"x\":" + "[".repeat(5000), 0, "not valid JSON"));
    }

    @ParameterizedTest
    @MethodSource("hostileHeaders")
    void refusesAHostileHeaderInOneSentence(String header, int dataBytes, String reason) throws Exception {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);

        assertRefused(file(bytes.length, bytes, dataBytes), reason);
    }

    @Test
    void refusesImpossibleHeaderLengths() throws Exception {
        byte[] header = "{}".getBytes(StandardCharsets.UTF_8);

        assertRefused(file(-1, header, 0), "18446744073709551615 bytes");
        assertRefused(file(Long.MAX_VALUE, header, 0), "claims a length");
        assertRefused(file(3, header, 0), "claims a length of 3 bytes");
        assertRefused(file(0, header, 0), "claims a length of 0 bytes");
        assertRefused(file(100_000_001, header, 0), "claims a length");
        assertRefused(Files.write(folder.resolve("short"), new byte[7]), "it has only 7 bytes");
        assertRefused(file(2, new byte[] {'{', (byte) 0xFF, '}'}, 0), "its header");
    }

    @Test
    void saysThatAMissingFileIsMissing() {
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("none.safetensors")))
                .isInstanceOf(WeightsFileException.class)
                .hasMessageContaining("There is no file")
                .hasMessageContaining("check the path");
    }

    @Test
    void convertsEveryHalfPrecisionNumberExactly() {
        // 2^-24 is the smallest step of binary16, so every finite value is a whole multiple of it.
        for (int bits = 0; bits < 0x7C00; bits++) {
            int exponent = bits >> 10;
            double expected = exponent == 0
                    ? (bits & 0x3FF) * Math.pow(2, -24)
                    : (1 + (bits & 0x3FF) / 1024.0) * Math.pow(2, exponent - 15);
            assertThat(ElementType.half((short) bits)).isEqualTo((float) expected);
            assertThat(ElementType.half((short) (bits | 0x8000))).isEqualTo((float) -expected);
        }
        assertThat(ElementType.half((short) 0xFC00)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(WeightsFileException.class)
                .hasMessageStartingWith(file + " is damaged or not a safetensors file, because ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith("export it again, or choose another file.");
    }

    private Path file(long headerLength, byte[] header, int dataBytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Channels.newChannel(out)
                .write(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(headerLength)
                        .flip());
        out.write(header);
        out.write(new byte[dataBytes]);
        return Files.write(folder.resolve("hostile.safetensors"), out.toByteArray());
    }

    private static int[] bits(Tensor tensor) {
        int[] bits = new int[tensor.values().length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(tensor.values()[i]);
        }
        return bits;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceIsNotReplacedByAFile() {
        assertThatThrownBy(() -> AtomicFile.write(
                        Path.of("/dev/null"), channel -> channel.write(java.nio.ByteBuffer.wrap(new byte[] {1}))))
                .isInstanceOf(UnwritableFileException.class)
                .hasMessageContaining("/dev/null is a device");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }
}
