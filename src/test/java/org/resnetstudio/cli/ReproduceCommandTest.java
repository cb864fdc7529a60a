package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.dataset.CifarBinary;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;

class ReproduceCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PLANE = 32 * 32;

    @TempDir
    private Path folder;

    private Path data;

    /** Twenty pictures a file, two of each class. */
    @BeforeEach
    void write() throws IOException {
        data = Files.createDirectories(folder.resolve("data").resolve("cifar-10-batches-bin"));
        for (int file = 1; file <= 5; file++) {
            Files.write(data.resolve("data_batch_" + file + ".bin"), pictures(file));
        }
        Files.write(data.resolve("test_batch.bin"), pictures(6));
    }

    /** Of each class a colour, with noise. */
    private static byte[] pictures(int seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 2 * CifarBinary.CLASSES.size(); i++) {
            int label = i % CifarBinary.CLASSES.size();
            bytes.write(label);
            for (int channel = 0; channel < 3; channel++) {
                for (int p = 0; p < PLANE; p++) {
                    bytes.write(80 * channel + 8 * label + random.nextInt(8));
                }
            }
        }
        return bytes.toByteArray();
    }

    private Cli reproduce(String... more) {
        List<String> arguments = new ArrayList<>(List.of("reproduce"));
        arguments.addAll(List.of(more));
        for (String[] usual : new String[][] {
            {"--data", folder.resolve("data").toString()},
            {"--out", folder.resolve("run").toString()},
            {"--cache", folder.resolve("cache").toString()},
            {"--engine", "dl4j"}
        }) {
            if (!arguments.contains(usual[0])) {
                arguments.addAll(List.of(usual));
            }
        }
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void theResultIsSetBesideThePapersAndOnceTrainedItIsOnlyTold() throws Exception {
        Cli trained = reproduce("resnet20", "--epochs", "2", "--seed", "7", "--json");

        assertThat(trained.code()).as(trained.err()).isZero();
        JsonNode result = JSON.readTree(trained.out());
        assertThat(result.path("network").asText()).isEqualTo("resnet20");
        assertThat(result.path("parameters").asInt()).isEqualTo(269_722);
        assertThat(result.path("trainPictures").asInt()).isEqualTo(100);
        assertThat(result.path("testPictures").asInt()).isEqualTo(20);
        assertThat(result.path("epochs").asInt()).isEqualTo(2);
        assertThat(result.path("paperEpochs").asInt()).isEqualTo(164);
        assertThat(result.path("seed").asInt()).isEqualTo(7);
        assertThat(result.path("paperErrorPercent").asDouble()).isEqualTo(8.75);
        assertThat(result.path("wholeDataset").asBoolean()).isFalse();
        double accuracy = result.path("testAccuracy").asDouble();
        assertThat(accuracy * 20).isEqualTo(Math.rint(accuracy * 20));
        assertThat(result.path("testErrorPercent").asDouble()).isEqualTo(100 - 100 * accuracy);

        Cli again = reproduce("20", "--epochs", "2", "--seed", "7");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out())
                .contains("ResNet-20", "269,722", "2 of 164", "8.75 %", "not all of CIFAR-10")
                .doesNotContain("Train loss");
    }

    @Test
    void theSettingsAreThoseOfThePaper() throws Exception {
        assertThat(reproduce("resnet20", "--epochs", "1").code()).isZero();
        TrainingConfig config =
                RunFolder.open(folder.resolve("run")).record().job().training();
        assertThat(config.batchSize()).isEqualTo(128);
        assertThat(config.optimizer().weightDecay()).isEqualTo(1e-4);
        assertThat(config.optimizer().momentum()).isEqualTo(0.9);
        assertThat(config.schedule()).isEqualTo(new Schedule(Schedule.Kind.STEP, 0.1, 0));
        assertThat(config.preparation().augmentations()).isEqualTo(Augmentations.parse("flip,crop=4", 32));
        assertThat(RunFolder.open(folder.resolve("run"))
                        .record()
                        .network()
                        .body()
                        .shortcut())
                .isEqualTo(Shortcut.A);
    }

    @Test
    void aRunThatTrainsSomethingElseIsNotTakenForIt() {
        assertThat(reproduce("resnet20", "--epochs", "1").code()).isZero();

        Cli other = reproduce("resnet20", "--epochs", "2");

        assertThat(other.code()).isEqualTo(Main.FAILED);
        assertThat(other.err())
                .contains("trains resnet20 for 1 epochs with seed 1")
                .contains("--out");
    }

    @Test
    void aRunThatWasCutOffBetweenItsLastEpochAndItsTestIsTested() throws Exception {
        Path run = folder.resolve("run");
        JsonNode whole =
                JSON.readTree(reproduce("resnet20", "--epochs", "2", "--json").out());
        Path log = run.resolve("events.jsonl");
        Files.write(
                log,
                Files.readAllLines(log).stream()
                        .filter(line -> !line.contains("\"finished\""))
                        .toList());

        Cli again = reproduce("resnet20", "--epochs", "2", "--json");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(JSON.readTree(again.out()).path("testAccuracy")).isEqualTo(whole.path("testAccuracy"));
        assertThat(RunFolder.open(run).summary().status()).isEqualTo(RunSummary.Status.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({
        "data_batch_3.bin, , is missing",
        "data_batch_2.bin, 3072, 'has 3,072 bytes'",
        "test_batch.bin, 0, 'has 0 bytes'"
    })
    void filesThatAreMissingOrCutOffAreNamed(String file, Integer bytes, String sentence) throws Exception {
        if (bytes == null) {
            Files.delete(data.resolve(file));
        } else {
            Files.write(data.resolve(file), new byte[bytes]);
        }

        Cli told = reproduce("resnet20", "--epochs", "1");

        assertThat(told.code()).isEqualTo(Main.FAILED);
        assertThat(told.err()).contains(file).contains(sentence).hasLineCount(1);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aLabelThatIsNoClassIsNamedWithItsPicture() throws Exception {
        byte[] pictures = pictures(2);
        pictures[2 * 3073] = 10;
        Files.write(data.resolve("data_batch_2.bin"), pictures);

        Cli told = reproduce("resnet20", "--epochs", "1");

        assertThat(told.code()).isEqualTo(Main.FAILED);
        assertThat(told.err())
                .contains("Picture 3 in")
                .contains("has the label 10")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "21", "resnet"})
    void onlyTheNetworksOfTheTableCanBeReproduced(String name) {
        Cli told = reproduce(name);

        assertThat(told.code()).isEqualTo(Main.WRONG_USAGE);
        assertThat(told.err()).contains("resnet20, resnet32, resnet44, resnet56, resnet110");
    }

    @ParameterizedTest
    @CsvSource({
        "--fraction, 0",
        "--fraction, 1.01",
        "--fraction, NaN",
        "--epochs, 0",
        "--epochs, 165",
    })
    void sharesBeyondThePapersAreRefused(String flag, String value) {
        Cli told = reproduce("resnet20", flag, value);

        assertThat(told.code()).isEqualTo(Main.WRONG_USAGE);
        assertThat(told.err()).contains(flag).contains(value);
    }

    @Test
    void aFolderThatIsNoCifarIsRefused() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));

        Cli empty = reproduce("resnet20", "--data", other.toString());
        Cli missing = reproduce("resnet20", "--data", other.resolve("none").toString());

        assertThat(empty.code()).isEqualTo(Main.FAILED);
        assertThat(empty.err()).contains("no labelled pictures");
        assertThat(missing.code()).isEqualTo(Main.FAILED);
        assertThat(missing.err()).contains("There is no folder");
    }
}
