package org.resnetstudio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.inference.Classifier;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.UserIOException;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

class HalfOnnxFormatTest {
    private final HalfOnnxFormat format = new HalfOnnxFormat();

    @TempDir
    private Path folder;

    /** Two outputs, one output, and every operator that changes shapes. */
    @ParameterizedTest
    @ValueSource(strings = {"resnet20", "mini", "resnet18d", "seresnet18", "resnetv2-50"})
    void saysNearlyTheSameInHalfTheSize(String variant) throws Exception {
        int classes = variant.equals("mini") ? 2 : 3;
        SavedModel model = TestModels.random(Variants.spec(variant, 32, classes), ResizeMode.PAD, Normalization.CAFFE);
        Path single = folder.resolve("single.onnx");
        Path half = folder.resolve("half.onnx");
        OnnxWriter.write(single, model);
        format.write(new Exported(model, TestModels.details(), List.of()), half);

        assertThat(Files.size(half)).isLessThan(Files.size(single) * 6 / 10 + 20_000);
        try (Classifier before = Classifier.open(single);
                Classifier after = Classifier.open(half)) {
            List<RgbImage> pictures = pictures(4);
            OnnxVerifier.Agreement agreement =
                    OnnxVerifier.compare(after::probabilities, before::probabilities, pictures, format.tolerance());
            assertThat(agreement.holds(format.tolerance())).as("%s", agreement).isTrue();
            assertThat(agreement.maxProbabilityDifference()).as("it is rounded").isPositive();
        }
    }

    /** Every half-precision number is itself, and everything between two of them the nearer one, or the even one of both. */
    @Test
    void roundsToTheNearestHalf() {
        for (int bits = 0; bits < 0x7C00; bits++) {
            float value = valueOf(bits);
            assertThat(HalfOnnxFormat.half(value) & 0xFFFF).isEqualTo(bits);
            assertThat(HalfOnnxFormat.half(-value) & 0xFFFF).isEqualTo(bits | 0x8000);
            if (bits < 0x7BFF) {
                float between = (float) (((double) value + valueOf(bits + 1)) / 2);
                assertThat(HalfOnnxFormat.half(between) & 0xFFFF).isEqualTo(bits + (bits & 1));
                assertThat(HalfOnnxFormat.half(Math.nextDown(between)) & 0xFFFF).isEqualTo(bits);
                assertThat(HalfOnnxFormat.half(Math.nextUp(between)) & 0xFFFF).isEqualTo(bits + 1);
            }
        }
    }

    /** IEEE 754-2019 §3.4, binary16. */
    private static float valueOf(int bits) {
        int exponent = bits >> 10;
        int fraction = bits & 0x3FF;
        return exponent == 0
                ? (float) (fraction * Math.pow(2, -24))
                : (float) ((1 + fraction / 1024.0) * Math.pow(2, exponent - 15));
    }

    @Test
    void refusesWeightsBeyondItsRange() throws Exception {
        SavedModel model = TestModels.random(Variants.spec("resnet20", 16, 3), ResizeMode.PAD, Normalization.NONE);
        Map<String, Tensor> tensors = new LinkedHashMap<>(model.weights().tensors());
        tensors.put("fc.bias", Tensor.vector(1, 70_000, 3));
        SavedModel large = new SavedModel(model.network(), new Weights(tensors), model.metadata());
        Path file = folder.resolve("half.onnx");

        assertThatThrownBy(() -> format.write(new Exported(large, TestModels.details(), List.of()), file))
                .isInstanceOf(UserIOException.class)
                .hasMessage("The layer fc.bias holds 70000.0, which half precision cannot: export as onnx instead.");
        assertThat(file).doesNotExist();
    }

    private static List<RgbImage> pictures(int count) {
        Random random = new Random(5);
        List<RgbImage> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[3 * 32 * 32];
            random.nextBytes(pixels);
            pictures.add(new RgbImage(32, 32, pixels));
        }
        return pictures;
    }
}
