package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.files.Folders;
import org.resnetstudio.project.Project;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.training.Drawings;
import org.resnetstudio.training.TestEngines;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.Weights;

/** The commands one after another, as somebody would type them, on small pictures of two colours. */
class CommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Cli trained;

    @BeforeAll
    static void train() throws Exception {
        Drawings.write(folder.resolve("data").resolve("train"), 10, "red", "green");
        Drawings.write(folder.resolve("data").resolve("test"), 3, "red", "green");
        trained = Cli.run(
                "train",
                "--engine",
                "dl4j",
                "--data",
                at("data"),
                "--image-size",
                "8",
                "--epochs",
                "3",
                "--batch-size",
                "8",
                "--augment",
                "none",
                "--seed",
                "3",
                "--cache",
                at("cache"),
                "--out",
                at("run"),
                "--json");
    }

    @Test
    void trainingStreamsItsEvents() throws Exception {
        assertThat(trained.code()).as(trained.err()).isZero();
        List<JsonNode> events = trained.out().lines().map(CommandsTest::json).toList();
        assertThat(events)
                .extracting(e -> e.get("event").asText())
                .contains("started", "batch", "epoch", "checkpoint", "finished");
        JsonNode finished = events.get(events.size() - 1);
        assertThat(finished.get("event").asText()).isEqualTo("finished");
        assertThat(finished.get("testAccuracy").asDouble()).isBetween(0.0, 1.0);
        assertThat(finished.get("model").asText()).isEqualTo(at("run"));
        assertThat(finished.get("meanRecall").asDouble()).isBetween(0.0, 1.0);
        assertThat(finished.get("testMeanRecall").asDouble()).isBetween(0.0, 1.0);
        assertThat(events)
                .filteredOn(e -> e.get("event").asText().equals("epoch"))
                .allSatisfy(e -> assertThat(e.get("meanRecall").isNumber()).isTrue());
        JsonNode started = events.stream()
                .filter(e -> e.get("event").asText().equals("started"))
                .findFirst()
                .orElseThrow();
        assertThat(started.get("trainSamples").asInt()).isEqualTo(16);
        assertThat(started.get("validationSamples").asInt()).isEqualTo(4);
        assertThat(started.get("classes")).hasToString("[\"green\",\"red\"]");
    }

    @Test
    void evaluatingGivesWhatTrainingGaveOnTheTestPictures() throws Exception {
        Cli result = Cli.run("evaluate", "--model", at("run"), "--data", at("data"), "--json");

        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = json(result.out());
        JsonNode finished = json(trained.out().lines().reduce((a, b) -> b).orElseThrow());
        assertThat(json.get("images").asInt()).isEqualTo(6);
        assertThat(json.get("accuracy").asDouble())
                .isEqualTo(finished.get("testAccuracy").asDouble());
        assertThat(json.get("meanRecall").asDouble())
                .isEqualTo(finished.get("testMeanRecall").asDouble());
        assertThat(json.get("loss").asDouble()).isPositive();
        assertThat(json.get("confusionMatrix").get(0).size()).isEqualTo(2);
        assertThat(json.get("perClass").get(1).get("class").asText()).isEqualTo("red");
        assertThat(json.get("perClass").get(1).get("support").asInt()).isEqualTo(3);
        assertThat(Cli.run("evaluate", "--model", at("run"), "--data", at("data"))
                        .out())
                .contains("Accuracy", "mean recall", "Precision", "Confusion matrix (rows actual, columns predicted)");
    }

    @Test
    void classifyingGoesOnAfterAnUnreadablePictureAndThenFails() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.png"), "not a picture");

        Cli result = Cli.run(
                "classify",
                "--model",
                at("run"),
                "--top-k",
                "1",
                "--json",
                broken.toString(),
                at("data/test/red/0.png"));

        assertThat(result.code()).isEqualTo(1);
        JsonNode json = json(result.out());
        assertThat(json.get(0).has("predictions")).isFalse();
        assertThat(json.get(0).get("error").asText()).contains("Not a picture");
        assertThat(json.get(1).get("image").asText()).isEqualTo(at("data/test/red/0.png"));
        assertThat(json.get(1).get("predictions").size()).isEqualTo(1);
        assertThat(json.get(1).get("predictions").get(0).get("probability").asDouble())
                .isBetween(0.5, 1.0);
        Cli people = Cli.run("classify", "--model", at("run"), at("data/test/red"));
        assertThat(people.code()).isZero();
        assertThat(people.out()).contains("0.png", "green", "red", " %");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnx", "bundle", "safetensors", "dl4j"})
    void everyExportedFormatAgreesWithTheTrainedNetwork(String format) throws Exception {
        Cli result = Cli.run(
                "export",
                "--model",
                at("run"),
                "--format",
                format,
                "--out",
                at("exported" + (format.equals("onnx") ? ".onnx" : "-" + format + ".zip")),
                "--verify",
                at("data/test"),
                "--json");

        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = json(result.out());
        assertThat(Path.of(json.get("file").asText())).isNotEmptyFile();
        assertThat(json.get("images").asInt()).isEqualTo(6);
        assertThat(json.get("agreement").asDouble()).isEqualTo(1);
        assertThat(json.get("maxProbabilityDifference").asDouble()).isLessThan(1e-4);
    }

    @Test
    void aCompleteRunGoesOnWhereItIsGivenMoreEpochs() throws Exception {
        Path copy = folder.resolve("longer");
        try (Stream<Path> files = Files.walk(folder.resolve("run"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        copy.resolve(folder.resolve("run").relativize(file).toString()));
            }
        }
        assertFailure(
                Cli.run("train", "--resume", at("longer"), "--change", "epochs 3"), "has done all of its 3 epochs");

        Cli longer = Cli.run(
                "train",
                "--resume",
                at("longer"),
                "--change",
                "learning-rate 0.001",
                "--change",
                "epochs 5",
                "--cache",
                at("cache"));

        assertThat(longer.code()).as(longer.err()).isZero();
        RunFolder run = RunFolder.open(folder.resolve("longer"));
        assertThat(run.summary())
                .returns(RunSummary.Status.COMPLETED, RunSummary::status)
                .returns(5, RunSummary::epochs);
        assertThat(run.eventLog().read())
                .filteredOn(TrainingEvent.Controlled.class::isInstance)
                .extracting(event -> ((TrainingEvent.Controlled) event).action())
                .containsExactly(TrainingEvent.Controlled.Action.EPOCHS, TrainingEvent.Controlled.Action.LEARNING_RATE);
        assertThat(run.eventLog().epoch(4).orElseThrow().learningRate()).isLessThanOrEqualTo(0.001);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stop | not 'stop'",
                "pause | not 'pause'",
                "epochs | needs one number",
                "epochs 0 | must be 1 to",
                "learning-rate 11 | at most 10",
                "faster | does not know"
            })
    void onlySettingsCanBeChangedOfARunThatGoesOn(String request, String sentence) {
        Cli told = Cli.run("train", "--resume", at("run"), "--change", request);

        assertThat(told.code()).isEqualTo(Main.WRONG_USAGE);
        assertThat(told.err()).contains(sentence);
    }

    @Test
    void aLearningRateIsSuggestedAndNothingIsKept() throws Exception {
        Cli found = Cli.run(
                "train",
                "--data",
                at("data"),
                "--variant",
                "resnet8",
                "--image-size",
                "8",
                "--batch-size",
                "8",
                "--engine",
                "dl4j",
                "--cache",
                at("cache"),
                "--find-rate",
                "--json");

        assertThat(found.code()).as(found.err()).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : found.out().lines().toList()) {
            lines.add(json(line));
        }
        assertThat(lines)
                .filteredOn(line -> line.get("event").asText().equals("rate"))
                .hasSizeBetween(50, 100);
        JsonNode last = lines.get(lines.size() - 1);
        assertThat(last.get("event").asText()).isEqualTo("suggestion");
        assertThat(last.get("learningRate").asDouble()).isBetween(1e-4, 1.0);

        Cli wrong = Cli.run("train", "--data", at("data"), "--find-rate", "--out", at("kept"));
        assertThat(wrong.code()).isEqualTo(Main.WRONG_USAGE);
        assertThat(wrong.err()).contains("--find-rate keeps nothing");
    }

    @Test
    void aCompletedRunIsNotResumedAndItsFolderNotUsedAgain() {
        assertFailure(Cli.run("train", "--resume", at("run")), "has done all of its 3 epochs");
        assertFailure(
                Cli.run("train", "--engine", "dl4j", "--data", at("data"), "--image-size", "8", "--out", at("run")),
                "already holds a run");
    }

    @Test
    void importingLabelsAndTrainingWorkOnAProject() throws Exception {
        Cli imported = Cli.run("import", "--project", at("project"), at("data/train"), "--json");
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(json(imported.out()).get("added").asInt()).isEqualTo(20);
        Cli again = Cli.run("import", "--project", at("project"), at("data/train"), at("nowhere"), "--json");
        assertThat(json(again.out()).get("skipped").asInt()).isEqualTo(20);
        assertThat(json(again.out()).get("unreadable").get(0).get("file").asText())
                .isEqualTo(at("nowhere"));

        Cli exported = Cli.run("labels", "--project", at("project"), "export", at("labels.csv"));
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(folder.resolve("labels.csv"))
                .content()
                .contains("file,class,split")
                .contains(",green,");
        assertThat(Cli.run("labels", "--project", at("project"), "import", at("labels.csv"))
                        .out())
                .contains("20 pictures are in the file");

        Cli run = Cli.run(
                "train",
                "--engine",
                "dl4j",
                "--project",
                at("project"),
                "--image-size",
                "8",
                "--epochs",
                "1",
                "--out",
                at("project-run"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("16 training and 4 validation pictures", "Done after 1 epochs", "Best epoch 1");
    }

    /** Trains a small network with these lines on standard input, and tells its events. */
    private static Cli trainHearing(String lines, String out, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("train", "--engine", "dl4j", "--data", at("data"), "--image-size", "8"));
        arguments.addAll(List.of("--cache", at("cache"), "--out", at(out), "--json"));
        arguments.addAll(List.of(more));
        return Cli.run(
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), arguments.toArray(String[]::new));
    }

    @Test
    void theLineStopEndsTraining() throws Exception {
        Cli stopped = trainHearing("stop\n", "stopped", "--epochs", "2000");

        assertThat(stopped.code()).as(stopped.err()).isZero();
        JsonNode finished = json(stopped.out().lines().reduce((a, b) -> b).orElseThrow());
        assertThat(finished.get("outcome").asText()).isEqualTo("stopped");
        assertThat(finished.get("epochs").asInt()).isLessThan(2000);
    }

    /** What is asked for before the first batch takes effect there. */
    @Test
    void linesPauseTrainingSetItsRateAndLetItGoOn() throws Exception {
        Cli trained = trainHearing(
                "pause\ncheckpoint\nlearning-rate 0.004\ncontinue\n",
                "controlled",
                "--epochs",
                "2",
                "--schedule",
                "constant",
                "--warm-up",
                "0");

        assertThat(trained.code()).as(trained.err()).isZero();
        List<JsonNode> events = new ArrayList<>();
        for (String line : trained.out().lines().toList()) {
            events.add(json(line));
        }
        JsonNode controlled = events.stream()
                .filter(event -> event.get("event").asText().equals("controlled"))
                .findFirst()
                .orElseThrow();
        assertThat(controlled.get("action").asText()).isEqualTo("learning-rate");
        assertThat(controlled.get("batch").asInt()).isZero();
        assertThat(events)
                .filteredOn(event -> event.get("event").asText().equals("epoch"))
                .extracting(event -> event.get("learningRate").asDouble())
                .hasSize(2)
                .allSatisfy(rate -> assertThat(rate).isCloseTo(0.004, within(1e-9)));
    }

    /** Nobody is left who could end the pause. */
    @Test
    @Timeout(300)
    void theEndOfStandardInputEndsAPause() throws Exception {
        Cli trained = trainHearing("pause\n", "abandoned", "--epochs", "1");

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(RunFolder.open(Path.of(at("abandoned"))).summary().epochs()).isEqualTo(1);
    }

    /** Before there is a run, nobody but the events can tell why by key. */
    @Test
    void whyNoRunBeganIsAnEventToo() throws Exception {
        Cli failed = Cli.run(
                "train",
                "--data",
                at("data"),
                "--image-size",
                "8",
                "--pretrained",
                at("nothing.pth"),
                "--out",
                at("never"),
                "--json");

        assertThat(failed.code()).isNotZero();
        JsonNode event = json(failed.out().lines().reduce((a, b) -> b).orElseThrow());
        assertThat(event.get("event").asText()).isEqualTo("failed");
        assertThat(event.get("message").asText()).startsWith("There are no weights at ");
        assertThat(failed.err()).contains(event.get("message").asText());
        assertThat(event.at("/sentence/key").asText()).isEqualTo("problem.cli.no-weights");
    }

    @Test
    void theDoctorSaysWhatWouldBeUsed() throws Exception {
        Cli result = Cli.run("doctor", "--json");

        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = json(result.out());
        assertThat(json.get("devices").get(0).get("kind").asText()).isIn("cpu", "cuda");
        assertThat(json.get("onnxRuntime").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(json.get("reason").asText()).startsWith("Training uses");
        assertThat(json.get("pytorch").asText())
                .contains(
                        TestEngines.PYTORCH.provider().missing().isEmpty()
                                ? "PyTorch 2."
                                : "does not exist for this system");
        assertThat(json.get("rates").isArray()).isTrue();
        assertThat(json.get("engineVersion").asText()).startsWith("1.");
        assertThat(json.get("oneDnn").isBoolean()).isTrue();
        assertThat(json.get("engines")).hasSize(2);
        assertThat(json.get("engines").get(0).get("works").asBoolean()).isTrue();
        assertThat(json.get("graphicsCards").isArray()).isTrue();
        Cli table = Cli.run("doctor");
        assertThat(table.out())
                .contains("Training device", "Training speed", "ONNX Runtime", "Training engine pytorch");
        assertThat(table.err()).isEmpty();
    }

    @Test
    void benchMeasuresTheEngineAndNetworkThatAreNamed() throws Exception {
        Cli result = Cli.run(
                "bench",
                "--engine",
                "dl4j",
                "--network",
                "mini",
                "--image-size",
                "16",
                "--batch-size",
                "2",
                "--runs",
                "1",
                "--json");

        assertThat(result.code()).as(result.err()).isZero();
        JsonNode results = json(result.out()).get("results");
        assertThat(results.findValuesAsText("name"))
                .containsExactly("train", "infer", "busy", "pipeline", "start", "decode", "cache");
        for (JsonNode rate : results) {
            String name = rate.get("name").asText();
            boolean ofPictures = name.equals("decode") || name.equals("cache");
            assertThat(rate.get("engine").asText()).as(name).isEqualTo(ofPictures ? "studio" : "dl4j");
            assertThat(rate.get("network").asText()).as(name).isEqualTo(ofPictures ? "" : "mini");
            assertThat(rate.get("imageSize").asInt()).as(name).isEqualTo(ofPictures ? 224 : 16);
            assertThat(rate.has("batch")).as(name).isTrue();
            assertThat(rate.path(name.equals("start") ? "seconds" : "imagesPerSecond")
                            .asDouble())
                    .as(name)
                    .isPositive();
            assertThat(rate.has("forecastBytes")).as(name).isEqualTo(name.equals("pipeline"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--epochs 0 | The number of epochs must be 1 to 10,000, not 0.",
                "--batch-size 0 | The batch size must be 1 to 4,096, not 0.",
                "--variant resnet19 | There is no ResNet of 19 layers: the nearest are resnet18 and resnet20.",
                "--variant= | There is no variant named \"\"; choose",
                "--image-size 4 | The image size must be 8 to 2048 pixels, not 4.",
                "--learning-rate -1 | The learning rate must be above 0",
                "--augment sparkle | sparkle",
                "--validation-fraction 1 | --validation-fraction must be at least 0 and below 1",
                "--schedule wobbly | --schedule",
                "--engine torch | --engine",
                "--freeze stage4 | --freeze takes one of none, stem, stage1, stage2, backbone for this network, not \"stage4\".",
                "--unfreeze-after 3 | --unfreeze-after needs something frozen: add --freeze.",
                "--freeze stem --unfreeze-after 0 | --unfreeze-after must be at least 1 epoch, not 0.",
                "--freeze stem --unfreeze-after 1 --unfrozen-rate 2 | must be above 0 and at most 1, not 2.0.",
                "--cached-variants 2 | --cached-variants needs something frozen: add --freeze.",
                "--freeze stem --cached-variants 65 | 0 to 64 augmented variants of a picture can be cached, not 65",
                "--freeze stem --cached-variants -1 | can be cached, not -1: choose fewer, or 0 for new ones in every epoch.",
                "--normalization pretrained | --normalization pretrained needs weights: add --pretrained.",
                "--stages 3 --channels 4,5 | Give --channels one number for each of the 1 stages, not 2.",
                "--project p | either --data or --project",
            })
    void wrongOptionsOfTrainingAreOneSentence(String options, String sentence) {
        String[] arguments = ("train --data " + at("data") + " --out " + at("never") + " " + options).split(" ");

        Cli result = Cli.run(arguments);

        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(sentence);
        assertThat(result.err().lines()).hasSize(2);
        assertThat(folder.resolve("never")).doesNotExist();
    }

    private static Cli trainOnBlue(String run, String... options) {
        return trainOn("blue", run, options);
    }

    private static Cli trainOn(String data, String run, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of(("train --engine dl4j --image-size 8 --batch-size 8 --augment none --seed 4 --json --data "
                                + at(data) + " --cache " + at("cache") + " --out " + at(run))
                        .split(" ")));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new));
    }

    /** A head for three classes on the network that told two apart; the backbone stays, its normalisation is kept. */
    @Test
    void aRunsWeightsServeOtherClasses() throws Exception {
        Drawings.write(folder.resolve("blue"), 6, "red", "green", "blue");

        Cli result = trainOnBlue("blue-run", "--pretrained", at("run"), "--freeze", "backbone", "--epochs", "2");

        assertThat(result.code()).as(result.err()).isZero();
        List<JsonNode> events = result.out().lines().map(CommandsTest::json).toList();
        assertThat(events)
                .filteredOn(e -> e.get("event").asText().equals("warning"))
                .extracting(e -> e.get("message").asText())
                .anyMatch(message -> message.contains("begin anew"));
        assertThat(events)
                .filteredOn(e -> e.get("event").asText().equals("started"))
                .extracting(e -> e.get("parameters").asLong())
                .containsExactly(64 * 3 + 3L);
        RunFolder before = RunFolder.open(folder.resolve("run"));
        RunFolder after = RunFolder.open(folder.resolve("blue-run"));
        assertThat(after.record().normalization()).isEqualTo(before.record().normalization());
        Weights old = before.checkpoints().readWeights(Checkpoints.Kind.BEST);
        Weights trained = after.checkpoints().readWeights(Checkpoints.Kind.BEST);
        for (String name : old.names()) {
            if (!name.startsWith("fc.")) {
                assertThat(trained.get(name).values())
                        .as(name)
                        .isEqualTo(old.get(name).values());
            }
        }
        assertThat(Cli.run("evaluate", "--model", at("blue-run"), "--data", at("blue"))
                        .code())
                .isZero();
    }

    /** As many classes of other names begin anew, and the same ones in another order keep what was learnt, from a bundle, too. */
    @Test
    void theHeadOfARunServesItsOwnClassesOnly() throws Exception {
        Drawings.write(folder.resolve("others"), 6, "left", "right");
        Drawings.write(folder.resolve("turned"), 6, "red", "GREEN");
        assertThat(Cli.run("export", "--model", at("run"), "--format", "bundle", "--out", at("run.zip"))
                        .code())
                .isZero();
        Weights source = RunFolder.open(folder.resolve("run")).checkpoints().readWeights(Checkpoints.Kind.BEST);
        for (String from : List.of("run", "run.zip")) {
            Cli anew = trainOn("others", "others-" + from, "--pretrained", at(from), "--epochs", "1");
            assertThat(anew.out()).contains("tell other classes apart than this network");
            assertThat(Safetensors.read(folder.resolve("others-" + from).resolve("first.safetensors"))
                            .weights()
                            .get("fc.weight")
                            .values())
                    .isNotEqualTo(source.get("fc.weight").values());

            Cli kept = trainOn("turned", "turned-" + from, "--pretrained", at(from), "--epochs", "1");
            assertThat(kept.code()).as(kept.err()).isZero();
            assertThat(kept.out()).doesNotContain("anew");
            Weights first = Safetensors.read(folder.resolve("turned-" + from).resolve("first.safetensors"))
                    .weights();
            assertThat(first.get("fc.weight").values())
                    .isEqualTo(source.get("fc.weight").values());
        }
    }

    /** From the second epoch on everything learns; a run that was stopped in between ends with the same bits. */
    @Test
    void aFrozenBackboneLearnsLaterAndAResumedRunRepeatsIt() throws Exception {
        Drawings.write(folder.resolve("blue"), 6, "red", "green", "blue");
        String[] options = {"--pretrained", at("run"), "--freeze", "stage2", "--unfreeze-after", "1", "--epochs", "2"};
        assertThat(trainOnBlue("straight", options).code()).isZero();
        assertThat(trainOnBlue("halved", options).code()).isZero();
        RunFolder straight = RunFolder.open(folder.resolve("straight"));
        RunFolder halved = RunFolder.open(folder.resolve("halved"));
        Weights end = straight.checkpoints().readWeights(Checkpoints.Kind.LAST);
        assertThat(end.get("conv1.weight").values())
                .isNotEqualTo(RunFolder.open(folder.resolve("run"))
                        .checkpoints()
                        .readWeights(Checkpoints.Kind.BEST)
                        .get("conv1.weight")
                        .values());
        // as if it had been cut off before its first checkpoint
        Folders.delete(halved.path().resolve("checkpoints"));
        Cli resumed = Cli.run(
                "train",
                "--resume",
                at("halved"),
                "--cache",
                at("cache"),
                "--json",
                "--learning-rate",
                "9",
                "--epochs",
                "7");

        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.out())
                .contains("The run goes on with its own settings, so that --learning-rate, --epochs had no effect");
        Weights again = halved.checkpoints().readWeights(Checkpoints.Kind.LAST);
        for (String name : end.names()) {
            assertThat(again.get(name).values())
                    .as(name)
                    .isEqualTo(end.get(name).values());
        }
    }

    @Test
    void weightsFromElsewhereThatDoNotFitAreOneSentence() throws Exception {
        Drawings.write(folder.resolve("blue"), 6, "red", "green", "blue");
        Path pickle = Files.writeString(folder.resolve("model.pth"), "\u0080\u0002");
        Path nothing = Files.writeString(folder.resolve("model.safetensors"), "nothing");

        assertFailure(trainOnBlue("no", "--pretrained", at("nowhere")), "There are no weights at " + at("nowhere"));
        assertFailure(trainOnBlue("no", "--pretrained", pickle.toString()), "model.pth is a pickle, which can run any");
        assertFailure(trainOnBlue("no", "--pretrained", nothing.toString()), "damaged or not a safetensors file");
        Path keras = Files.writeString(folder.resolve("my.keras"), "PK\u0003\u0004");
        assertFailure(
                trainOnBlue("no", "--pretrained", keras.toString()),
                "my.keras is a whole model of Keras 3, of which only the weights are needed: in Python, write"
                        + " keras.saving.load_model(\"my.keras\").save_weights(\"my.weights.h5\")");
        assertFailure(
                trainOnBlue("no", "--pretrained", at("run"), "--shortcut", "B"),
                "are not those of resnet20; missing: layer2.0.downsample.0.weight");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    /** Files and logits of Keras, from {@code src/test/resources/weights/make_keras.py}. */
    @Test
    void weightsFromElsewhereAreConverted() throws Exception {
        String keras = Path.of("src/test/resources/weights/keras-3.weights.h5").toString();
        String options = " --stages 2,1 --channels 2,3 --strides 1,2 --image-size 33 --normalization none --json";

        Cli result = Cli.run(("export --variant keras-resnet50 --pretrained " + keras + " --format bundle --out "
                        + at("keras.zip") + " --verify " + at("data/test") + options)
                .split(" "));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(json(result.out()).get("images").asInt()).isEqualTo(6);
        assertThat(json(result.out()).get("maxProbabilityDifference").asDouble())
                .isBetween(0.0, 1e-5);
        try (ZipFile zip = new ZipFile(at("keras.zip"))) {
            JsonNode certificate = JSON.readTree(zip.getInputStream(zip.getEntry("certificate.json")));
            assertThat(certificate.get("images").asInt()).isEqualTo(6);
            assertThat(certificate.get("agreement").asDouble()).isEqualTo(1);
            assertThat(certificate.get("maxProbabilityDifference").asDouble())
                    .isEqualTo(
                            json(result.out()).get("maxProbabilityDifference").asDouble());
            String card = new String(
                    zip.getInputStream(zip.getEntry("model-card.html")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(card).contains("Checked on 6 pictures").contains("the same class for 100.0 % of them");
        }
        Cli classified = Cli.run("classify", "--model", at("keras.zip"), "--json", at("data/test/red/0.png"));
        assertThat(json(classified.out()).get(0).get("predictions").size()).isEqualTo(5);
        assertFailure(
                Cli.run(("export --variant keras-resnet50 --classes 7 --pretrained " + keras + " --format onnx --out "
                                + at("k.onnx") + options)
                        .split(" ")),
                "have no head for 7 classes");
        assertThat(Cli.run("export", "--variant", "resnet20", "--format", "onnx", "--out", at("k.onnx"))
                        .err())
                .contains("need both --variant and --pretrained");
        assertThat(Cli.run("export", "--format", "onnx", "--out", at("k.onnx")).err())
                .contains("Give either a run by --model, or weights by --variant and --pretrained.");
    }

    @Test
    void missingAndUselessDataAreOneSentence() throws Exception {
        assertFailure(trainOn("nowhere"), "There is no folder " + at("nowhere"));
        Files.createDirectories(folder.resolve("empty"));
        assertFailure(trainOn("empty"), "There are no labelled pictures in");
        Drawings.write(folder.resolve("lonely"), 3, "red");
        assertFailure(trainOn("lonely"), "only one class");
        assertFailure(Cli.run("evaluate", "--model", at("nowhere"), "--data", at("data")), "There is no model");
        assertFailure(Cli.run("evaluate", "--model", at("run"), "--data", at("lonely/red")), "no labelled pictures");
        assertFailure(
                Cli.run("export", "--model", at("data"), "--format", "onnx", "--out", at("x")), "There is no run in");
        assertFailure(Cli.run("labels", "--project", at("nowhere"), "export", at("x")), at("nowhere"));
    }

    @Test
    void anEmptyClassFolderAndALinkLoopAreWarningsAndClassesOfOnePictureTrain() throws Exception {
        Drawings.write(folder.resolve("odd"), 1, "red", "green");
        Files.createDirectories(folder.resolve("odd").resolve("empty"));
        Files.createSymbolicLink(
                folder.resolve("odd").resolve("red").resolve("loop"),
                folder.resolve("odd").toAbsolutePath());

        Cli result = trainOn("odd");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("This class folder holds no pictures")
                .contains("loop")
                .contains("has only one training picture")
                .contains("no validation pictures");
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneSentence() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");

        Cli result = Cli.run(
                "train",
                "--engine",
                "dl4j",
                "--data",
                at("data"),
                "--image-size",
                "8",
                "--out",
                file.resolve("run").toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains(file.toString()).doesNotContain("Exception");
    }

    private Cli trainOn(String data) throws Exception {
        Path out = Files.createTempDirectory(folder, "run");
        return Cli.run(
                "train",
                "--engine",
                "dl4j",
                "--data",
                at(data),
                "--image-size",
                "8",
                "--epochs",
                "1",
                "--cache",
                at("cache"),
                "--out",
                out.toString());
    }

    private static void assertFailure(Cli result, String sentence) {
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.err()).contains(sentence).doesNotContain("Exception");
        assertThat(result.err().lines()).hasSize(1);
    }

    private static String at(String name) {
        return Stream.of(name.split("/"))
                .reduce(folder, Path::resolve, (a, b) -> b)
                .toString();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void classifyingAFolderWithAForbiddenOneInItGoesOn() throws Exception {
        Path some = Files.createDirectories(folder.resolve("some"));
        Files.copy(folder.resolve("data/test/red/0.png"), some.resolve("0.png"));
        Path secret = Files.createDirectories(some.resolve("secret"));
        assumeTrue(
                secret.toFile().setReadable(false) && !Files.isReadable(secret), "nothing is forbidden to this user");

        Cli result = Cli.run("classify", "--model", at("run"), "--json", some.toString());

        assertThat(secret.toFile().setReadable(true)).isTrue();
        assertThat(result.code()).isEqualTo(1);
        JsonNode json = json(result.out());
        assertThat(json.get(0).get("image").asText()).isEqualTo(secret.toString());
        assertThat(json.get(0).get("error").asText()).contains("permissions");
        assertThat(json.get(1).get("predictions").size()).isEqualTo(2);
    }

    @Test
    void classifyingAFolderTakesWhatAnImportWouldTake() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        for (String hidden : List.of("@eaDir/0.png", ".ipynb_checkpoints", "__MACOSX")) {
            Files.copy(
                    folder.resolve("data/test/red/0.png"),
                    Files.createDirectories(inbox.resolve(hidden)).resolve("0.png"));
        }
        for (String name : List.of("Thumbs.db", "desktop.ini", "README.md")) {
            Files.writeString(inbox.resolve(name), "x");
        }
        Files.copy(folder.resolve("data/test/red/0.png"), inbox.resolve("0.png"));
        Files.createSymbolicLink(inbox.resolve("link"), folder.resolve("data/test/green"));

        Cli result = Cli.run("classify", "--model", at("run"), "--json", inbox.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(json(result.out()))
                .extracting(entry -> entry.get("image").asText())
                .containsExactly(
                        inbox.resolve("0.png").toString(),
                        inbox.resolve("link/0.png").toString(),
                        inbox.resolve("link/1.png").toString(),
                        inbox.resolve("link/2.png").toString());
        assertThat(result.err())
                .contains("README.md: This file is not a picture")
                .doesNotContain("Thumbs", "desktop");

        Files.writeString(inbox.resolve("phone.nef"), "x");
        Cli phone = Cli.run("classify", "--model", at("run"), "--json", inbox.toString());
        assertThat(phone.code()).isEqualTo(1);
        assertThat(json(phone.out()).get(0).get("error").asText()).startsWith("A raw picture");
        assertThat(json(phone.out())).hasSize(5);
    }

    @Test
    void classifyingAnEmptyFolderSaysThatThereIsNothing() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("nothing"));

        Cli result = Cli.run("classify", "--model", at("run"), "--json", empty.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out().strip()).isEqualTo("[]");
        assertThat(result.err()).contains("There is no picture in " + empty);
    }

    @Test
    void foldersOfTheSameClassInAnotherCaseAreEvaluated() throws Exception {
        Drawings.write(folder.resolve("cased"), 2, "Red", "GREEN");

        Cli result = Cli.run("evaluate", "--model", at("run"), "--data", at("cased"), "--json");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(json(result.out()).get("images").asInt()).isEqualTo(4);
    }

    @Test
    void anImportOfNothingFailsAndOneOfSomethingDoesNot() throws Exception {
        Drawings.write(folder.resolve("good"), 2, "red", "green");
        Files.writeString(folder.resolve("good/red/broken.png"), "x");

        Cli missing = Cli.run("import", "--project", at("imports"), at("nope"));
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("There is no such file or folder");
        Cli empty = Cli.run(
                "import",
                "--project",
                at("imports"),
                Files.createDirectories(folder.resolve("void")).toString());
        assertThat(empty.code()).isEqualTo(1);
        assertThat(empty.err()).contains("There is no picture in " + at("void"));
        assertThat(Cli.run("import", "--project", at("imports"), at("good")).code())
                .isZero();
        Cli both = Cli.run("import", "--project", at("imports"), at("nope"), at("good"));
        assertThat(both.code()).isEqualTo(1);
        assertThat(both.out()).contains("0 pictures added, 4 were there already.");
    }

    @Test
    void aMissingLabelFileIsToldAndLabelsAreWrittenWhileTheProjectIsOpen() throws Exception {
        Drawings.write(folder.resolve("labelled"), 2, "red", "green");
        try (Project open = Project.create(folder.resolve("labels-project"))) {
            open.importSources(List.of(folder.resolve("labelled")), ImportListener.NONE, () -> false);

            Cli written = Cli.run("labels", "--project", at("labels-project"), "export", at("labels.csv"));

            assertThat(written.code()).as(written.err()).isZero();
            assertThat(Files.readAllLines(folder.resolve("labels.csv"))).hasSize(5);
        }
        Cli missing = Cli.run("labels", "--project", at("labels-project"), "import", at("nope.csv"));
        assertThat(missing.out()).isEmpty();
        assertFailure(missing, "There is no such file; check its name.");
        assertFailure(Cli.run("labels", "--project", at("labels-project"), "import", at("data")), "This is a folder");
    }
}
