package org.resnetstudio.ui.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.inference.FileResult;
import org.resnetstudio.inference.Prediction;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.ui.data.TestPictures;
import org.resnetstudio.ui.shell.Language;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.TestContext;

class UseModelTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderIsClassifiedAsAnImportWouldTakeItAndGoesOnAfterWhatCannotBeRead() throws Exception {
        Path inbox = TestPictures.write(folder.resolve("inbox"), 2);
        TestPictures.write(inbox.resolve("@eaDir"), 1);
        TestPictures.write(inbox.resolve(".hidden"), 1);
        TestPictures.write(folder.resolve("elsewhere"), 1);
        Files.createSymbolicLink(inbox.resolve("link"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(inbox.resolve("loop"), inbox);
        Files.writeString(inbox.resolve("Thumbs.db"), "x");
        Files.writeString(inbox.resolve("phone.nef"), "x");
        TestContext studio = new TestContext(folder);
        ExecutorService decoders = Executors.newFixedThreadPool(2);
        try (ClassifierCache classifiers = new ClassifierCache()) {
            ModelLibrary library = new ModelLibrary(studio.context, classifiers);
            library.open(TestModels.alwaysLast(folder.resolve("model.onnx"), "cat", "dog"));
            UseModel model = new UseModel(studio.context, library, decoders);

            model.classify(List.of(inbox));

            assertThat(model.results())
                    .extracting(result -> inbox.relativize(result.file()).toString())
                    .containsExactly(
                            "phone.nef",
                            "0.png",
                            "1.png",
                            Path.of("link", "0.png").toString());
            assertThat(model.results().get(0).problem())
                    .hasValueSatisfying(problem -> assertThat(problem.english()).startsWith("A raw picture"));
            assertThat(model.results().subList(1, 4))
                    .allMatch(result -> result.problem().isEmpty());

            model.classify(List.of(Files.createDirectories(folder.resolve("empty"))));
            assertThat(studio.lastTold()).isEqualTo("There are no pictures in that folder.");
        } finally {
            decoders.shutdownNow();
        }
    }

    @Test
    void tableQuotesNamesAndNamesProblems() {
        FileResult cat = new FileResult(
                Path.of("a, \"b\".png"),
                List.of(new Prediction(1, "cat", 0.75), new Prediction(0, "dog", 0.25)),
                Optional.empty());
        FileResult broken =
                new FileResult(Path.of("c.png"), List.of(), Optional.of(Sentence.inWords("The file is empty.")));

        List<String> lines = UseModel.csv(List.of(cat, broken)).lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("file,class 1,probability 1,").endsWith("probability 5,problem");
        assertThat(lines.get(1)).isEqualTo("\"a, \"\"b\"\".png\",cat,0.750000,dog,0.250000,,,,,,,");
        assertThat(lines.get(2)).isEqualTo("c.png,,,,,,,,,,,The file is empty.");
    }

    @ParameterizedTest
    @CsvSource({"0.9731, 97.3 %", "0.99999, > 99.9 %", "0.0001, < 0.1 %", "0.5, 50.0 %"})
    void probabilitiesNeverClaimCertainty(double probability, String text) {
        assertThat(PredictionBars.percent(
                        probability, Messages.of(Language.english()).quantities()))
                .isEqualTo(text);
    }
}
