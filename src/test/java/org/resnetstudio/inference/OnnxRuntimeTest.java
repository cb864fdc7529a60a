package org.resnetstudio.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.export.OnnxWriter;
import org.resnetstudio.export.TestModels;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.network.Variants;

/** What has to hold before ONNX Runtime's version may be raised; 1.29.0 fails both. */
class OnnxRuntimeTest {
    @TempDir
    Path folder;

    /** Opens the model named by the first argument. */
    public static final class OpenModel {
        private OpenModel() {}

        public static void main(String[] args) throws Exception {
            try (Classifier classifier = Classifier.open(Path.of(args[0]))) {
                System.out.println("opened " + classifier.classNames().size());
            }
        }
    }

    /** Somebody classifies a hundred files at once from the command line. */
    @Test
    void worksHoweverLongTheCommandLineIs() throws Exception {
        Path onnx = folder.resolve("model.onnx");
        OnnxWriter.write(
                onnx, TestModels.random(Variants.spec("resnet20", 16, 3), ResizeMode.CROP, Normalization.NONE));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OpenModel.class.getName(),
                onnx.toString()));
        for (int i = 0; i < 300; i++) {
            command.add("a picture with a rather long name " + i + ".jpg");
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("opened 3");
        assertThat(process.exitValue()).isZero();
    }

    /** Nothing may leave the user's machine. */
    @Test
    void holdsNoUsageReporting() throws Exception {
        Path jar = Path.of(OrtEnvironment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        int libraries = 0;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName();
                if ((name.endsWith("/libonnxruntime.so") || name.endsWith("/libonnxruntime.dylib"))
                        && !name.contains(".dSYM/")) {
                    libraries++;
                    try (InputStream in = zip.getInputStream(entry)) {
                        String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                        assertThat(text.contains("events.data.microsoft.com"))
                                .as("%s sends usage reports", name)
                                .isFalse();
                    }
                }
            }
        }
        assertThat(libraries).isGreaterThanOrEqualTo(3);
    }
}
