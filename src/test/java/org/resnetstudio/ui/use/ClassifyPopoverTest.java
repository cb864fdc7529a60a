package org.resnetstudio.ui.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.export.OnnxWriter;
import org.resnetstudio.export.TestModels;
import org.resnetstudio.image.JpegEncoder;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.inference.Classifier;
import org.resnetstudio.network.Variants;

class ClassifyPopoverTest {
    @Test
    void aPhotoGetsTheAnswerOfTheUseScreenAndTheCommandLine(@TempDir Path folder) throws Exception {
        byte[] pixels = new byte[3 * 400 * 300];
        new Random(5).nextBytes(pixels);
        Path photo = Files.write(folder.resolve("photo.jpg"), JpegEncoder.encode(new RgbImage(400, 300, pixels), 60));
        Path onnx = folder.resolve("model.onnx");
        OnnxWriter.write(
                onnx, TestModels.random(Variants.spec("resnet20", 32, 4), ResizeMode.SQUASH, Normalization.IMAGENET));
        try (Classifier classifier = Classifier.open(onnx)) {
            ClassifyPopover.Answer answer = ClassifyPopover.answer(photo, classifier);

            assertThat(answer.predictions())
                    .isEqualTo(classifier.classifyFile(photo, UseModel.TOP_K).predictions());
            assertThat(answer.picture().width()).isEqualTo(144);
        }
    }
}
