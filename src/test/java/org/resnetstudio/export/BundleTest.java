package org.resnetstudio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;

class BundleTest {
    @TempDir
    Path folder;

    private Path bundle;
    private SavedModel model;

    @BeforeEach
    void writeBundle() throws Exception {
        model = TestModels.random(Variants.spec("resnet20", 16, 3), ResizeMode.PAD, Normalization.CAFFE);
        bundle = folder.resolve("model.zip");
        TestModels.writeBundle(bundle, model);
    }

    @Test
    void readsBackTheWholeModel() throws Exception {
        SavedModel read = BundleReader.read(bundle);

        assertThat(read.metadata()).isEqualTo(model.metadata());
        assertThat(read.network().spec()).isEqualTo(model.network().spec());
        assertThat(read.network().nodes()).isEqualTo(model.network().nodes());
        for (String name : model.weights().names()) {
            assertThat(read.weights().get(name).values())
                    .isEqualTo(model.weights().get(name).values());
        }
        ByteArrayOutputStream onnx = new ByteArrayOutputStream();
        OnnxWriter.write(onnx, model);
        assertThat(BundleReader.readOnnx(bundle)).isEqualTo(onnx.toByteArray());
    }

    @Test
    void holdsItsPartsAndLeavesNothingElse() throws Exception {
        Map<String, byte[]> parts = parts();

        assertThat(parts.keySet())
                .containsExactlyInAnyOrder(
                        "classify.py",
                        "Classify.java",
                        "model-card.html",
                        "model.json",
                        "labels.txt",
                        "model.onnx",
                        "weights.safetensors",
                        "model-dl4j.zip");
        assertThat(parts.get("labels.txt")).asString().isEqualTo("class 0\nclass 1\nclass 2\n");
        assertThat(parts.get("model-dl4j.zip")).startsWith('P', 'K');
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(bundle);
        }
    }

    @Test
    void writesNothingWhenAFormatFails() throws Exception {
        Path other = folder.resolve("other.zip");

        assertThatThrownBy(() -> BundleWriter.write(
                        other, new Exported(model, TestModels.details(), List.of()), List.of(new Failing())))
                .hasMessage("no");

        assertThat(other).doesNotExist();
    }

    /** Deeplearning4j's own layers know no convolutions in groups. */
    @Test
    void leavesOutAFormatThatCannotHoldTheNetwork() throws Exception {
        SavedModel groups = TestModels.random(
                NetworkOptions.of(Variants.spec("resnext50-32x4d", 32, 3))
                        .with(NetworkOptions.STAGES, List.of(1, 1))
                        .with(NetworkOptions.CHANNELS, List.of(16, 16))
                        .with(NetworkOptions.STRIDES, List.of(1, 2))
                        .build("resnext50-32x4d", new ResNetSpec.Input(32, 3)),
                ResizeMode.PAD,
                Normalization.NONE);
        bundle = folder.resolve("groups.zip");
        TestModels.writeBundle(bundle, groups);

        Map<String, byte[]> parts = parts();
        assertThat(parts).containsKeys("model.onnx", "weights.safetensors").doesNotContainKey("model-dl4j.zip");
        assertThat(new String(parts.get("model-card.html"), StandardCharsets.UTF_8))
                .contains("weights.safetensors")
                .doesNotContain("model-dl4j");
        assertThat(BundleReader.read(bundle).network().spec())
                .isEqualTo(groups.network().spec());
    }

    @Test
    void refusesBundlesThatAreDamagedOrNotOurs() throws Exception {
        Path text = Files.writeString(folder.resolve("text.zip"), "hello");
        Path cut = Files.write(folder.resolve("cut.zip"), java.util.Arrays.copyOf(Files.readAllBytes(bundle), 5000));

        assertRefused(text, "damaged or not a zip file");
        assertRefused(cut, "damaged or not a zip file");
        assertRefused(folder.resolve("none.zip"), "There is no model");
        for (String part : new String[] {"model.json", "model.onnx", "weights.safetensors"}) {
            Map<String, byte[]> parts = parts();
            parts.remove(part);
            Path without = zip(parts);
            assertThatThrownBy(() -> {
                        BundleReader.read(without);
                        BundleReader.readOnnx(without);
                    })
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("it has no " + part);
        }
    }

    @Test
    void refusesDescriptionsThatDoNotFit() throws Exception {
        assertDescriptionRefused("\"channels\" : 16", "\"channels\" : 17", "belong to another network");
        assertDescriptionRefused("\"imageSizePx\" : 16", "\"imageSizePx\" : 99999", "8 to 2048 pixels, not 99999");
        assertDescriptionRefused("\"class 2\"", "null", "class");
        assertDescriptionRefused("\"version\" : 1", "\"version\" : 2", "newer version");
        assertDescriptionRefused("\"shortcut\" : \"A\"", "\"shortcut\" : \"Z\"", "cannot be understood");
        assertDescriptionRefused("\"shortcut\" : \"A\"", "\"shortcut\" : null", "cannot be understood");
        assertDescriptionRefused("\"blocks\" : 3", "\"blocks\" : 3.5", "cannot be understood");
        assertDescriptionRefused("\"pad\"", "\"stretch\"", "instead of squash, crop or pad");
    }

    @Test
    void refusesZipBombs() throws Exception {
        Map<String, byte[]> parts = parts();
        parts.put("weights.safetensors", new byte[40_000_000]);
        parts.put("model.onnx", new byte[40_000_000]);
        parts.remove("model-dl4j.zip");
        Path bomb = zip(parts);

        assertThat(Files.size(bomb)).isLessThan(500_000);
        assertRefused(bomb, "too large for its network");
        assertThatThrownBy(() -> BundleReader.readOnnx(bomb))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("too large for its network");

        parts = parts();
        parts.put("model.json", new byte[17 << 20]);
        assertRefused(zip(parts), "too large");
    }

    @Test
    void refusesNamesThatPointOutOfTheBundle() throws Exception {
        for (String name : new String[] {"../evil", "a/../../evil", "/etc/evil", "C:\\evil", "..\\evil"}) {
            Map<String, byte[]> parts = parts();
            parts.put(name, new byte[1]);
            assertRefused(zip(parts), "points out of the bundle");
        }
    }

    private void assertDescriptionRefused(String old, String replacement, String reason) throws Exception {
        Map<String, byte[]> parts = parts();
        String description = new String(parts.get("model.json"), StandardCharsets.UTF_8);
        assertThat(description).contains(old);
        parts.put("model.json", description.replace(old, replacement).getBytes(StandardCharsets.UTF_8));
        assertRefused(zip(parts), reason);
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> BundleReader.read(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }

    private Map<String, byte[]> parts() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    private Path zip(Map<String, byte[]> parts) throws IOException {
        Path file = Files.createTempFile(folder, "changed", ".zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return file;
    }

    private static final class Failing implements ExportFormat {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public String extension() {
            return "zip";
        }

        @Override
        public String title() {
            return "";
        }

        @Override
        public String explanation() {
            return "";
        }

        @Override
        public Optional<String> nameInBundle() {
            return Optional.of("failing.zip");
        }

        @Override
        public void write(Exported exported, Path file) throws IOException {
            throw new IOException("no");
        }
    }
}
