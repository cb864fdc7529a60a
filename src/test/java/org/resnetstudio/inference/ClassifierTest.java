package org.resnetstudio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onnx.Onnx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.export.BundleFormat;
import org.resnetstudio.export.CardDetails;
import org.resnetstudio.export.Exported;
import org.resnetstudio.export.ModelException;
import org.resnetstudio.export.ModelMetadata;
import org.resnetstudio.export.OnnxWriter;
import org.resnetstudio.export.ReferenceNetwork;
import org.resnetstudio.export.SavedModel;
import org.resnetstudio.export.TestModels;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.JpegEncoder;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.image.Resizer;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.network.Variants;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

class ClassifierTest {
    @TempDir
    Path folder;

    private SavedModel model;
    private Path onnx;

    @BeforeEach
    void export() throws Exception {
        model = TestModels.random(Variants.spec("resnet20", 16, 5), ResizeMode.CROP, Normalization.IMAGENET);
        onnx = folder.resolve("run").resolve("model.onnx");
        OnnxWriter.write(onnx, model);
    }

    @Test
    void saysWhatTheNetworkSays() throws Exception {
        List<RgbImage> images = pictures(3, 16, 16);
        ReferenceNetwork reference = new ReferenceNetwork(model.network(), model.weights());
        try (Classifier classifier = Classifier.open(onnx)) {
            float[][] probabilities = classifier.probabilities(images);
            for (int i = 0; i < images.size(); i++) {
                double[] expected = reference.probabilities(normalized(images.get(i)));
                for (int c = 0; c < 5; c++) {
                    assertThat((double) probabilities[i][c]).isCloseTo(expected[c], within(1e-5));
                }
                FeatureMap features = classifier.features(images.get(i));
                double[] map = reference
                        .run(normalized(images.get(i)))
                        .get(model.network().features().name());
                assertThat(new int[] {features.channels(), features.height(), features.width()})
                        .containsExactly(64, 4, 4);
                assertThat((double) features.at(3, 2, 1)).isCloseTo(map[3 * 16 + 2 * 4 + 1], within(1e-4));
            }
        }
    }

    @Test
    void opensRunFoldersBundlesAndOnnxFilesAlike() throws Exception {
        Path bundle = folder.resolve("bundle.ZIP");
        new BundleFormat()
                .write(new Exported(model, new CardDetails("t", Optional.empty(), Map.of()), List.of()), bundle);
        RgbImage image = pictures(1, 16, 16).get(0);
        List<List<Prediction>> answers = new ArrayList<>();
        for (Path path : List.of(onnx, onnx.getParent(), bundle)) {
            try (Classifier classifier = Classifier.open(path)) {
                assertThat(classifier.metadata()).isEqualTo(model.metadata());
                answers.add(classifier.classify(image, 5));
            }
        }
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(answers.get(2)).isEqualTo(answers.get(0));
    }

    @Test
    void ranksClasses() throws Exception {
        RgbImage square = Resizer.resize(pictures(1, 40, 23).get(0), 16, ResizeMode.CROP);
        try (Classifier classifier = Classifier.open(onnx)) {
            List<Prediction> top = classifier.classify(square, 3);
            float[] all = classifier.probabilities(List.of(square))[0];

            assertThat(top).hasSize(3);
            assertThat(top).extracting(Prediction::probability).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            for (Prediction prediction : top) {
                assertThat(prediction.className()).isEqualTo("class " + prediction.classIndex());
                assertThat(prediction.probability()).isEqualTo(all[prediction.classIndex()]);
            }
            assertThat(classifier.classify(square, 99)).hasSize(5);
            assertThatThrownBy(() -> classifier.classify(square, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Decoded at full size and resized afterwards, a photo has other pixels than in training. */
    @Test
    void takesOnlyPicturesThatWerePreparedForIt() throws Exception {
        RgbImage photo = pictures(1, 200, 150).get(0);
        Path jpeg = Files.write(folder.resolve("photo.jpg"), JpegEncoder.encode(photo, 90));
        try (Classifier classifier = Classifier.open(onnx)) {
            RgbImage prepared = new ImageDecoder().prepare(jpeg, 16, ResizeMode.CROP);

            assertThat(classifier.prepare(jpeg)).isEqualTo(prepared);
            assertThat(classifier.classifyFile(jpeg, 5).predictions()).isEqualTo(classifier.classify(prepared, 5));
            assertThatThrownBy(() -> classifier.classify(photo, 1)).hasMessageContaining("prepare it, to 16 x 16");
            assertThatThrownBy(() -> classifier.features(photo)).hasMessageContaining("prepare it, to 16 x 16");
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void saysThatANetworkGivesNoNumbers(float weight) throws Exception {
        Map<String, Tensor> tensors = new LinkedHashMap<>(model.weights().tensors());
        float[] values = tensors.get("fc.weight").values().clone();
        values[0] = weight;
        tensors.put("fc.weight", new Tensor(tensors.get("fc.weight").shape(), values));
        OnnxWriter.write(onnx, new SavedModel(model.network(), new Weights(tensors), model.metadata()));
        try (Classifier classifier = Classifier.open(onnx)) {
            assertThatThrownBy(() -> classifier.probabilities(pictures(2, 16, 16)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(onnx + " gives no probabilities but NaN")
                    .hasMessageEndingWith("choose another model.");
        }
    }

    @Test
    void takesAnyNumberOfPictures() throws Exception {
        List<RgbImage> images = pictures(131, 16, 16); // more than one batch
        try (Classifier classifier = Classifier.open(onnx)) {
            float[][] together = classifier.probabilities(images);

            assertThat(classifier.probabilities(List.of())).isEmpty();
            for (int i : new int[] {0, 127, 128, 130}) {
                float[] alone = classifier.probabilities(List.of(images.get(i)))[0];
                for (int c = 0; c < 5; c++) {
                    assertThat(together[i][c]).isCloseTo(alone[c], within(1e-5f));
                }
            }
        }
    }

    @Test
    void manyThreadsMayUseItUntilItIsClosed() throws Exception {
        List<RgbImage> images = pictures(8, 16, 16);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Classifier classifier = Classifier.open(onnx);
        try {
            float[][] expected = classifier.probabilities(images);
            List<Future<float[]>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                RgbImage image = images.get(i % 8);
                answers.add(threads.submit(() -> classifier.probabilities(List.of(image))[0]));
            }
            for (int i = 0; i < 40; i++) {
                assertThat(answers.get(i).get()).containsExactly(expected[i % 8], within(1e-5f));
            }
        } finally {
            threads.shutdown();
            classifier.close();
            classifier.close();
        }
        assertThatThrownBy(() -> classifier.classify(images.get(0), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open it again");
    }

    @Test
    void saysInOneSentenceWhyAModelCannotBeOpened() throws Exception {
        byte[] bytes = Files.readAllBytes(onnx);

        assertRefused(folder.resolve("none.onnx"), "There is no model");
        assertRefused(folder, "has no model.onnx");
        assertRefused(Files.write(folder.resolve("empty.onnx"), new byte[0]), "choose another file");
        assertRefused(Files.writeString(folder.resolve("text.onnx"), "hello"), "damaged or not an ONNX model");
        assertRefused(
                Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(bytes, bytes.length / 2)),
                "damaged or not an ONNX model");
        Onnx.ModelProto proto = Onnx.ModelProto.parseFrom(bytes);
        assertRefused(
                write("foreign.onnx", proto.toBuilder().clearMetadataProps().build()),
                "was not exported by ResNet Studio, because it has no entry \"classes\"");
        Onnx.ModelProto.Builder fewer = proto.toBuilder();
        fewer.getMetadataPropsBuilder(0).setValue("[\"a\",\"b\"]");
        assertRefused(write("fewer.onnx", fewer.build()), "it names 2 classes but tells 5 apart");
        Onnx.ModelProto.Builder other = proto.toBuilder();
        other.getGraphBuilder().getInputBuilder(0).setName("x");
        assertRefused(write("renamed.onnx", other.build()), "choose");
        Onnx.ModelProto.Builder noFeatures = proto.toBuilder();
        noFeatures.getGraphBuilder().removeOutput(1);
        assertRefused(write("outputs.onnx", noFeatures.build()), "it has no \"features\" of 4 axes");
    }

    @Test
    void reportsUnreadableFilesAndGoesOn() throws Exception {
        Path good = picture("good.png", 1);
        Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
        try (Classifier classifier = Classifier.open(onnx)) {
            List<FileResult> results = classifier.classifyFiles(List.of(good, bad, good), 2);

            assertThat(results).extracting(FileResult::file).containsExactly(good, bad, good);
            assertThat(results.get(0).predictions()).hasSize(2);
            assertThat(results.get(0).problem()).isEmpty();
            assertThat(results.get(1).predictions()).isEmpty();
            assertThat(results.get(1).problem())
                    .hasValueSatisfying(p -> assertThat(p.english()).contains("Not a picture"));
            assertThat(results.get(2).predictions()).isEqualTo(results.get(0).predictions());
        }
    }

    @Test
    void classifiesFoldersInOrderAndStopsWhenAsked() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 75; i++) {
            files.add(i % 10 == 3 ? Files.writeString(folder.resolve("bad" + i), "x") : picture("p" + i + ".png", i));
        }
        ExecutorService decoders = Executors.newFixedThreadPool(2);
        try (Classifier classifier = Classifier.open(onnx)) {
            FolderClassifier many = new FolderClassifier(classifier, decoders);
            List<FileResult> results = new ArrayList<>();
            List<Integer> progress = new ArrayList<>();
            boolean all = many.classify(
                    files,
                    1,
                    (result, done, total) -> {
                        results.add(result);
                        progress.add(done * 1000 + total);
                    },
                    () -> false);

            assertThat(all).isTrue();
            assertThat(results).extracting(FileResult::file).isEqualTo(files);
            assertThat(progress).hasSize(75).startsWith(1075, 2075).endsWith(75_075);
            for (int i : new int[] {0, 13, 31, 32, 74}) {
                FileResult alone = classifier.classifyFile(files.get(i), 1);
                assertThat(results.get(i).problem()).isEqualTo(alone.problem());
                assertThat(results.get(i).predictions())
                        .extracting(Prediction::className)
                        .isEqualTo(alone.predictions().stream()
                                .map(Prediction::className)
                                .toList());
            }
            results.clear();
            boolean stopped =
                    many.classify(files, 1, (result, d, t) -> results.add(result), () -> results.size() >= 32);
            assertThat(stopped).isFalse();
            assertThat(results).hasSize(32);
        } finally {
            decoders.shutdown();
        }
    }

    private static void assertRefused(Path path, String reason) {
        assertThatThrownBy(() -> Classifier.open(path).close())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(reason);
    }

    private Path write(String name, Onnx.ModelProto model) throws Exception {
        return Files.write(folder.resolve(name), model.toByteArray());
    }

    private Path picture(String name, int seed) throws Exception {
        java.awt.image.BufferedImage image = new java.awt.image.BufferedImage(20, 17, 1);
        Random random = new Random(seed);
        for (int i = 0; i < 20 * 17; i++) {
            image.setRGB(i % 20, i / 20, random.nextInt());
        }
        Path file = folder.resolve(name);
        javax.imageio.ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static List<RgbImage> pictures(int count, int width, int height) {
        Random random = new Random(11);
        List<RgbImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[3 * width * height];
            random.nextBytes(pixels);
            images.add(new RgbImage(width, height, pixels));
        }
        return images;
    }

    private double[] normalized(RgbImage image) {
        Normalization normalization = model.metadata().normalization();
        int plane = image.width() * image.height();
        double[] values = new double[3 * plane];
        for (int p = 0; p < 3; p++) {
            float[] table = normalization.table(p);
            for (int i = 0; i < plane; i++) {
                values[p * plane + i] = table[image.pixels()[3 * i + normalization.channelOfPlane(p)] & 0xFF];
            }
        }
        return values;
    }

    @Test
    void classNamesAndProvenanceInAnyScriptSurviveOnnxRuntime() throws Exception {
        List<String> names = List.of("Täschchen, \"klein\"", "中文 套衫", "boots \uD83E\uDD7E", "d", "e");
        ModelMetadata plain = model.metadata();
        OnnxWriter.write(
                onnx,
                new SavedModel(
                        model.network(),
                        model.weights(),
                        new ModelMetadata(
                                names,
                                plain.imageSizePx(),
                                plain.resize(),
                                plain.normalization(),
                                Map.of("dataset", "/home/\uD83E\uDD7E"))));

        try (Classifier classifier = Classifier.open(onnx)) {
            assertThat(classifier.classNames()).isEqualTo(names);
            assertThat(classifier.metadata().provenance()).containsEntry("dataset", "/home/\uD83E\uDD7E");
        }
    }
}
