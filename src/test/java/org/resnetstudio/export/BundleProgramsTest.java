package org.resnetstudio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.inference.Classifier;
import org.resnetstudio.inference.FileResult;
import org.resnetstudio.inference.Prediction;
import org.resnetstudio.network.Variants;

/** The programs of a bundle, run as people run them, say of every kind of picture what the studio says, or refuse it. */
class BundleProgramsTest {
    private static final int SIZE_PX = 32;
    private static final double TOLERANCE = 1e-3;

    /** What a program printed for one picture: probabilities by class, or a sentence. */
    private record Answer(Map<String, Double> probabilities, String problem) {}

    private record Output(int code, String out, String err) {}

    @TempDir
    Path folder;

    /** Unpacks a bundle, and writes the pictures beside it. */
    private List<Path> prepare(ResizeMode resize) throws Exception {
        return prepare(resize, SIZE_PX, ProgramPictures.all(SIZE_PX));
    }

    private List<Path> prepare(ResizeMode resize, int sizePx, Map<String, byte[]> pictures) throws Exception {
        SavedModel model = TestModels.random(Variants.spec("resnet20", sizePx, 3), resize, Normalization.IMAGENET);
        Path bundle = folder.resolve("bundle.zip");
        TestModels.writeBundle(bundle, model);
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Files.copy(zip.getInputStream(entry), folder.resolve(entry.getName()));
            }
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
            files.add(Files.write(folder.resolve(picture.getKey()), picture.getValue()));
        }
        return files;
    }

    private Output run(List<Path> files, Map<String, String> environment, String... command) throws Exception {
        List<String> whole = new ArrayList<>(List.of(command));
        files.forEach(file -> whole.add(file.getFileName().toString()));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Output(code, Files.readString(out), Files.readString(err));
    }

    private static Map<String, Answer> answers(Output output) {
        Map<String, Answer> answers = new HashMap<>();
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (String line : output.out().lines().toList()) {
            int colon = line.lastIndexOf(": ");
            if (colon < 0) {
                probabilities = new LinkedHashMap<>();
                answers.put(line, new Answer(probabilities, ""));
            } else {
                probabilities.put(line.substring(0, colon), Double.valueOf(line.substring(colon + 2)));
            }
        }
        output.err().lines().filter(line -> line.contains(": ")).forEach(line -> {
            int colon = line.indexOf(": ");
            answers.putIfAbsent(line.substring(0, colon), new Answer(Map.of(), line.substring(colon + 2)));
        });
        return answers;
    }

    private static void assertAgreement(
            List<Path> files, Map<String, Answer> answers, Classifier studio, String... refused) throws ModelException {
        for (Path file : files) {
            String name = file.getFileName().toString();
            FileResult expected = studio.classifyFile(file, 3);
            assertThat(expected.problem()).as(name).isEmpty();
            Answer answer = answers.get(name);
            assertThat(answer).as(name).isNotNull();
            if (List.of(refused).contains(name)) {
                assertThat(answer.problem()).as(name).contains("read here").endsWith(".");
                continue;
            }
            assertThat(answer.problem()).as(name).isEmpty();
            for (Prediction prediction : expected.predictions()) {
                assertThat(Math.abs(answer.probabilities().get(prediction.className()) - prediction.probability()))
                        .as("%s: the probability of %s", name, prediction.className())
                        .isLessThan(TOLERANCE);
            }
        }
    }

    private Output runJava(List<Path> files) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path library = Path.of(OrtEnvironment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return run(files, Map.of(), java, "-cp", library.toString(), "Classify.java");
    }

    /** Photos that are not much larger than the network's pictures are decoded by FFmpeg in the studio. */
    @ParameterizedTest
    @EnumSource
    void theJavaProgramSaysWhatTheStudioSaysOfPhotos(ResizeMode resize) throws Exception {
        List<Path> files = prepare(resize, 160, ProgramPictures.photos());

        Output output = runJava(files);

        assertThat(output.code()).as(output.err()).isZero();
        try (Classifier studio = Classifier.open(folder.resolve("model.onnx"))) {
            assertAgreement(files, answers(output), studio);
        }
    }

    /**
     * Photos of at least twice or four times the size of the network's pictures are decoded at a half or a quarter of theirs. At an
     * eighth not every one of these agrees to {@link #TOLERANCE}: one of 512 x 384 pixels whose chroma has half of the columns is
     * 0.0011 off.
     */
    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void theJavaProgramSaysWhatTheStudioSaysOfLargePhotos(int sizePx) throws Exception {
        List<Path> files = prepare(ResizeMode.SQUASH, sizePx, ProgramPictures.sampledPhotos());

        Output output = runJava(files);

        assertThat(output.code()).as(output.err()).isZero();
        try (Classifier studio = Classifier.open(folder.resolve("model.onnx"))) {
            assertAgreement(files, answers(output), studio);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theJavaProgramSaysWhatTheStudioSays(ResizeMode resize) throws Exception {
        List<Path> files = prepare(resize);

        Output output = runJava(files);

        try (Classifier studio = Classifier.open(folder.resolve("model.onnx"))) {
            assertAgreement(
                    files,
                    answers(output),
                    studio,
                    "cmyk.jpg",
                    "lossy.webp",
                    "alpha.webp",
                    "orientation6.webp",
                    "animated.webp",
                    "lzw.tif",
                    "alpha.tif",
                    "cmyk.tif",
                    "grey16.tif");
        }
        assertThat(output.code()).as(output.err()).isEqualTo(1);
        Output one = runJava(files.subList(0, 1));
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(one.out().lines()).hasSize(3);
    }

    /** Stands for ONNX Runtime, which is not everywhere: it keeps what it is given, and the studio's classifies that. */
    private static final String RECORDER = """
            import json
            import types

            import numpy


            class InferenceSession:
                def __init__(self, path):
                    with open("model.json", encoding="utf-8") as file:
                        self.model = json.load(file)
                    open("inputs.bin", "wb").close()

                def get_modelmeta(self):
                    classes = json.dumps(["class 0", "class 1", "class 2"])
                    return types.SimpleNamespace(custom_metadata_map={"classes": classes, "resize": "RESIZE"})

                def get_inputs(self):
                    return [types.SimpleNamespace(shape=["batch", 3, SIZE, SIZE])]

                def run(self, outputs, inputs):
                    images = inputs["images"]
                    assert images.dtype == numpy.float32 and images.shape == (1, 3, SIZE, SIZE)
                    with open("inputs.bin", "ab") as file:
                        file.write(images.tobytes())
                    return [numpy.zeros((1, 3), numpy.float32)]
            """;

    private Optional<String> python(String imports) throws Exception {
        for (String python : List.of("python3", "python", "/usr/bin/python3")) {
            try {
                if (run(List.of(), Map.of(), python, "-c", imports).code() == 0) {
                    return Optional.of(python);
                }
            } catch (IOException notInstalled) {
                assertThat(notInstalled).hasMessageContaining(python); // the next one may be
            }
        }
        return Optional.empty();
    }

    @ParameterizedTest
    @EnumSource
    void thePythonProgramSeesWhatTheStudioSees(ResizeMode resize) throws Exception {
        Optional<String> python = python("import numpy, PIL.WebPImagePlugin; from PIL import Image; Image.Transpose");
        assumeThat(python)
                .as("a Python with numpy and Pillow 9.1 or newer (apt-get install python3-numpy python3-pil)")
                .isPresent();
        List<Path> files = prepare(resize);
        Files.createDirectories(folder.resolve("recorder"));
        Files.writeString(
                folder.resolve("recorder/onnxruntime.py"),
                RECORDER.replace("RESIZE", resize.cliName()).replace("SIZE", Integer.toString(SIZE_PX)));

        Output output =
                run(files, Map.of("PYTHONPATH", folder.resolve("recorder").toString()), python.get(), "classify.py");

        assertThat(output.code()).as(output.err()).isEqualTo(1);
        Map<String, Answer> printed = answers(output);
        FloatBuffer inputs = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("inputs.bin")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        try (Classifier studio = Classifier.open(folder.resolve("model.onnx"))) {
            Map<String, Answer> answers = new HashMap<>();
            for (Path file : files) {
                String name = file.getFileName().toString();
                Answer answer = printed.get(name);
                answers.put(name, answer.problem().isEmpty() ? answer(studio, inputs) : answer);
            }
            assertAgreement(
                    files,
                    answers,
                    studio,
                    "rgb16.png",
                    "rgba16.png",
                    "lzw.tif",
                    "alpha.tif",
                    "cmyk.tif",
                    "grey16.tif");
        }
        assertThat(inputs.hasRemaining()).isFalse();
    }

    private static Answer answer(Classifier studio, FloatBuffer inputs) throws ModelException {
        byte[] pixels = new byte[3 * SIZE_PX * SIZE_PX];
        for (int channel = 0; channel < 3; channel++) {
            for (int pixel = 0; pixel < SIZE_PX * SIZE_PX; pixel++) {
                pixels[3 * pixel + channel] = (byte) Math.round(255 * inputs.get());
            }
        }
        Map<String, Double> probabilities = new HashMap<>();
        for (Prediction prediction : studio.classify(new RgbImage(SIZE_PX, SIZE_PX, pixels), 3)) {
            probabilities.put(prediction.className(), prediction.probability());
        }
        return new Answer(probabilities, "");
    }

    @Test
    void thePythonProgramHasNoSyntaxErrors() throws Exception {
        Optional<String> python = python("import sys; assert sys.version_info >= (3, 8)");
        assumeThat(python).as("a Python 3.8 or newer").isPresent();
        prepare(ResizeMode.SQUASH);

        Output output = run(List.of(), Map.of(), python.get(), "-m", "py_compile", "classify.py");

        assertThat(output.code()).as(output.err()).isZero();
    }

    @Test
    void theReadmeShowsTheProgramOfTheBundle() throws Exception {
        assertThat(Files.readString(Path.of("README.md")))
                .contains("python out/model/classify.py", "from classify import Model")
                .doesNotContain("Image.open(");
    }
}
