package org.resnetstudio.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.files.Folders;
import org.resnetstudio.job.Job;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.Head;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

class RunFolderTest {

    @TempDir
    Path folder;

    private RunFolder run;

    @BeforeEach
    void create() throws Exception {
        run = RunFolder.create(folder.resolve("run"), TestRuns.RECORD);
    }

    @Test
    void readsBackTheRecordThatItWrote() throws Exception {
        assertThat(RunFolder.open(run.path()).record()).isEqualTo(TestRuns.RECORD);
    }

    /** Version 0.1.0 had no other blocks, pooling, dropout and cached variants to write down. */
    /** What was written before a run held a job, and in which fields were missing that versions before that did not have. */
    @Test
    void readsWhatEarlierVersionsWrote() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Path file = run.path().resolve("run.json");
        JsonNode json = mapper.readTree(
                RunFolderTest.class.getResourceAsStream("/formats/version-0.1/project/runs/stopped-dl4j/run.json"));
        mapper.writeValue(file.toFile(), json);
        RunRecord whole = RunFolder.open(run.path()).record();

        assertThat(whole.config().preparation().augmentations().cliText())
                .isEqualTo("flip,crop=2,rotation=15,shift=0.1,zoom=0.1,gamma=0.3");
        assertThat(whole.job().data())
                .isEqualTo(new Job.Data(Job.Source.FOLDER, Path.of("project"), Optional.empty(), 0.2));
        assertThat(whole.engine()).isEqualTo("dl4j");
        assertThat(whole.job().engine()).isEqualTo("dl4j");
        assertThat(whole.network().body().details().squeezeRatio()).isEqualTo(2);
        assertThat(whole.network().head().dropout()).isEqualTo(0.1);

        ((ObjectNode) json.at("/network/body")).remove("details");
        ((ObjectNode) json.at("/network/layers")).remove("zeroLastGamma");
        ((ObjectNode) json.at("/network/head")).remove(List.of("pooling", "dropout"));
        ((ObjectNode) json.at("/config/transfer")).remove("cachedVariants");
        ((ObjectNode) json).remove(List.of("device", "way", "threads"));
        mapper.writeValue(file.toFile(), json);
        RunRecord older = RunFolder.open(run.path()).record();

        assertThat(older.network().body().details()).isEqualTo(BlockDetails.STANDARD);
        assertThat(older.network().head()).isEqualTo(Head.PLAIN);
        assertThat(older.config()).isEqualTo(whole.config());
        assertThat(older.device()).isEmpty();
        assertThat(older.way()).isEqualTo("direct");
        assertThat(older.threads()).isZero();

        ((ObjectNode) json.at("/config")).remove("transfer");
        mapper.writeValue(file.toFile(), json);

        assertThat(RunFolder.open(run.path()).record().config().transfer()).isEqualTo(Transfer.NONE);
    }

    @Test
    void refusesAFolderWithoutARunADamagedOneAndANewerOne() throws Exception {
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("There is no run in");
        Path json = run.path().resolve("run.json");
        Files.writeString(json, Files.readString(json).replaceFirst("\"format\" : \\d+", "\"format\" : 99"));
        assertThatThrownBy(() -> RunFolder.open(run.path())).hasMessageContaining("newer version");
        Files.writeString(json, "{\"format\":1");
        assertThatThrownBy(() -> RunFolder.open(run.path()))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("damaged");
        Files.writeString(json, "{\"format\":1}");
        assertThatThrownBy(() -> RunFolder.open(run.path()))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void refusesAFolderThatIsInUseForSomethingElse() throws Exception {
        Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> RunFolder.requireFree(folder)).hasMessageContaining("is not empty");
        assertThatThrownBy(() -> RunFolder.requireFree(folder.resolve("file"))).hasMessageContaining("is a file");
        RunFolder.requireFree(folder.resolve("new"));
    }

    @Test
    void aTrainerThatIsGoneWithoutAWordHasFailed() throws Exception {
        log(started(1), epoch(1, 0.5, 1));
        run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint(1));
        Process gone = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        gone.waitFor();
        Files.writeString(run.path().resolve("process.json"), "{\"pid\":" + gone.pid() + ",\"startMillis\":1}");

        RunSummary summary = run.summary();

        assertThat(summary.status()).isEqualTo(RunSummary.Status.FAILED);
        assertThat(summary.failure().orElseThrow().english())
                .contains("killed")
                .contains("resume the run from its last checkpoint");
        assertThat(summary.resumable()).isTrue();
    }

    @Test
    void aTrainerAtWorkIsRunningAndANumberUsedAgainIsNot() throws Exception {
        log(started(1), epoch(1, 0.5, 1));
        run.process().claim();
        assertThat(run.summary().status()).isEqualTo(RunSummary.Status.RUNNING);

        Files.writeString(
                run.path().resolve("process.json"),
                "{\"pid\":" + ProcessHandle.current().pid() + ",\"startMillis\":1}");
        assertThat(run.summary().status()).isEqualTo(RunSummary.Status.FAILED);
    }

    @Test
    void aResumedRunIsNotTakenForTheOneThatWasStopped() throws Exception {
        log(
                started(1),
                epoch(1, 0.5, 1),
                new TrainingEvent.Finished(
                        1,
                        TrainingEvent.Outcome.STOPPED,
                        1,
                        1,
                        OptionalDouble.of(0.5),
                        OptionalDouble.empty(),
                        TrainingEvent.MeanRecall.NONE,
                        "run",
                        1,
                        false));
        assertThat(run.summary().status()).isEqualTo(RunSummary.Status.STOPPED);

        log(started(2));
        run.process().claim();

        assertThat(run.summary().status()).isEqualTo(RunSummary.Status.RUNNING);
    }

    @Test
    void anEpochThatWasRepeatedAfterACrashCountsOnceAndTheBestIsTheHighestThenTheLowestLoss() throws Exception {
        log(started(1), epoch(1, 0.75, 0.9), epoch(2, 0.5, 1), started(2), epoch(2, 0.75, 0.8), epoch(3, 0.75, 0.8));

        RunSummary summary = run.summary();

        assertThat(summary.epochs()).isEqualTo(3);
        assertThat(run.eventLog().epoch(2).orElseThrow().validationLoss()).isEqualTo(0.8);
        assertThat(run.eventLog().epoch(4)).isEmpty();
        assertThat(summary.bestEpoch()).isEqualTo(2);
        assertThat(summary.bestValidationAccuracy()).hasValue(0.75);
    }

    @Test
    void halfALineAtTheEndOfTheLogIsSkippedAndWrittenOnAfter() throws Exception {
        log(started(1), epoch(1, 0.5, 1));
        Files.writeString(run.eventLog().file(), "{\"event\":\"epo", StandardOpenOption.APPEND);
        assertThat(run.eventLog().read()).hasSize(2);

        log(epoch(2, 0.5, 1));

        assertThat(run.eventLog().read()).hasSize(3);
    }

    @Test
    void aCheckpointIsReadBackWhole() throws Exception {
        Checkpoint.Position position = new Checkpoint.Position(
                3,
                5,
                new Checkpoint.Partial(40, 61.5, 22),
                new BestSoFar(2, 0.625, 1.0 / 3, OptionalDouble.of(0.6)),
                new Improvement(0.25, 2),
                new Plateau(0.5, 3, 1),
                new Changes(
                        OptionalDouble.of(1.5),
                        OptionalInt.of(9),
                        OptionalInt.of(3),
                        Optional.of(Augmentations.parse("flip,crop=2,gamma=0.4:0.7", 32))));
        run.checkpoints()
                .write(
                        Checkpoints.Kind.LAST,
                        new Checkpoint(position, weights(1), Optional.of(weights(3)), weights(2)));

        Checkpoint read = run.checkpoints().read(Checkpoints.Kind.LAST);

        assertThat(read.position()).isEqualTo(position);
        assertThat(read.weights().get("w").values()).containsExactly(1, 1);
        assertThat(read.average().orElseThrow().get("w").values()).containsExactly(3, 3);
        assertThat(read.optimizer().get("w").values()).containsExactly(2, 2);
        assertThat(run.checkpoints().readWeights(Checkpoints.Kind.LAST).get("w").values())
                .containsExactly(3, 3);
        assertThat(run.checkpoints().has(Checkpoints.Kind.BEST)).isFalse();
    }

    @Test
    void beforeTheFirstEpochThereIsNoBest() throws Exception {
        run.checkpoints()
                .write(
                        Checkpoints.Kind.LAST,
                        new Checkpoint(Checkpoint.Position.START, weights(1), Optional.empty(), weights(2)));

        assertThat(run.checkpoints().read(Checkpoints.Kind.LAST).position()).isEqualTo(Checkpoint.Position.START);
    }

    @Test
    void aCrashBetweenTheTwoRenamesLeavesTheFormerCheckpoint() throws Exception {
        run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint(1));
        Path last = run.checkpoints().folder(Checkpoints.Kind.LAST);
        Files.move(last, last.resolveSibling("last.old")); // as versions before 0.2 named it
        Files.createDirectories(last.resolveSibling("last.new"));
        Files.writeString(last.resolveSibling("last.new").resolve("weights.safetensors"), "half");

        assertThat(run.checkpoints().has(Checkpoints.Kind.LAST)).isTrue();
        assertThat(run.checkpoints().read(Checkpoints.Kind.LAST).position().epoch())
                .isEqualTo(1);
        run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint(2));
        assertThat(run.checkpoints().read(Checkpoints.Kind.LAST).position().epoch())
                .isEqualTo(2);
        try (var left = Files.list(last.getParent())) {
            assertThat(left).containsExactly(last);
        }
    }

    @Test
    void theLastTwoAreKept() throws Exception {
        for (int epoch = 1; epoch <= 3; epoch++) {
            run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint(epoch));
        }
        Path last = run.checkpoints().folder(Checkpoints.Kind.LAST);

        Folders.delete(last); // as a crash between the two renames leaves it

        assertThat(run.checkpoints().has(Checkpoints.Kind.LAST)).isTrue();
        Checkpoints.Recovered recovered = run.checkpoints().recover();
        assertThat(recovered.checkpoint().position().epoch()).isEqualTo(2);
        assertThat(recovered.instead()).isEmpty();
        try (var left = Files.list(last.getParent())) {
            assertThat(left).containsExactly(last.resolveSibling("previous"));
        }
    }

    /** Every way in which a file can be damaged: gone, cut, longer, another byte, nothing in it. */
    @ParameterizedTest
    @CsvSource({
        "weights.safetensors, gone",
        "weights.safetensors, cut",
        "weights.safetensors, longer",
        "weights.safetensors, other",
        "weights.safetensors, empty",
        "optimizer.safetensors, gone",
        "optimizer.safetensors, cut",
        "optimizer.safetensors, longer",
        "optimizer.safetensors, other",
        "optimizer.safetensors, empty",
        "state.json, gone",
        "state.json, cut",
        "state.json, empty",
        "state.json, other"
    })
    void fromADamagedCheckpointARunFallsBackToTheOneBefore(String name, String how) throws Exception {
        for (int epoch = 1; epoch <= 2; epoch++) {
            run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint(epoch));
        }
        Path last = run.checkpoints().folder(Checkpoints.Kind.LAST);
        damage(last.resolve(name), how);

        assertThat(run.checkpoints().readPosition(Checkpoints.Kind.LAST).epoch())
                .isIn(1, 2);
        Checkpoints.Recovered recovered = run.checkpoints().recover();

        assertThat(recovered.checkpoint().position().epoch()).isEqualTo(1);
        assertThat(recovered.checkpoint().weights().get("w").values()).containsExactly(1, 1);
        assertThat(recovered.instead().orElseThrow().english())
                .contains(last.toString())
                .contains("1 epoch and no batches");
        // The damaged one must not push out the whole one before it.
        assertThat(run.checkpoints().recover().instead()).isEmpty();
        run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint(2));
        try (var left = Files.list(last.getParent())) {
            assertThat(left).containsExactlyInAnyOrder(last, last.resolveSibling("previous"));
        }
    }

    private static void damage(Path file, String how) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        switch (how) {
            case "gone" -> Files.delete(file);
            case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            case "longer" -> Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
            case "empty" -> Files.write(file, new byte[0]);
            case "other" -> {
                // a digit of the position, or a value of a tensor
                int at = file.toString().endsWith("json") ? 1 : bytes.length - 2;
                bytes[at] ^= 1;
                Files.write(file, bytes);
            }
            default -> throw new IllegalArgumentException(how);
        }
    }

    @Test
    void whereEveryCheckpointIsDamagedTheNewestIsNamed() throws Exception {
        for (int epoch = 1; epoch <= 2; epoch++) {
            run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint(epoch));
        }
        Path last = run.checkpoints().folder(Checkpoints.Kind.LAST);
        damage(last.resolve("weights.safetensors"), "other");
        damage(last.resolveSibling("previous").resolve("weights.safetensors"), "other");

        assertThatThrownBy(() -> run.checkpoints().recover())
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(last + " is damaged");
        assertThat(last).exists();
    }

    @Test
    void aCheckpointWithoutChecksumsIsOneOfAFormerVersion() throws Exception {
        run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint(1));
        Path state = run.checkpoints().folder(Checkpoints.Kind.LAST).resolve("state.json");
        Files.writeString(state, Files.readString(state).replaceFirst(",\"crc32c\":\\{[^}]*}", ""));
        assertThat(Files.readString(state)).doesNotContain("crc32c");

        assertThat(run.checkpoints().recover().checkpoint().position().epoch()).isEqualTo(1);
    }

    @Test
    void epochsAreKeptForGood() throws Exception {
        for (int epoch = 9; epoch <= 12; epoch++) {
            run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint(epoch));
            if (epoch != 11) {
                run.checkpoints().keepLast();
            }
        }

        assertThat(run.checkpoints().keptEpochs()).containsExactly(9, 10, 12);
        assertThat(Safetensors.read(run.checkpoints().kept(9).resolve("weights.safetensors"))
                        .weights()
                        .get("w")
                        .values())
                .containsExactly(9, 9);
    }

    @Test
    void aDamagedCheckpointIsNamed() throws Exception {
        run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint(1));
        Path last = run.checkpoints().folder(Checkpoints.Kind.LAST);
        Files.writeString(last.resolve("weights.safetensors"), "nonsense");

        assertThatThrownBy(() -> run.checkpoints().read(Checkpoints.Kind.LAST))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(last.toString())
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> run.checkpoints().read(Checkpoints.Kind.BEST))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("no checkpoint");
    }

    @Test
    void aRequestToStopIsSeenAndForgotten() throws Exception {
        assertThat(run.stopRequested()).isFalse();
        run.requestStop();
        assertThat(run.stopRequested()).isTrue();
        run.clearStopRequest();
        assertThat(run.stopRequested()).isFalse();
    }

    @Test
    void runsAreListedByName() throws Exception {
        RunFolder.create(folder.resolve("a"), TestRuns.RECORD);
        Files.createDirectories(folder.resolve("none"));

        assertThat(RunFolder.runsIn(folder)).containsExactly(folder.resolve("a"), folder.resolve("run"));
        assertThat(RunFolder.runsIn(folder.resolve("missing"))).isEmpty();
    }

    private void log(TrainingEvent... events) throws Exception {
        try (EventLog.Appender log = run.eventLog().append()) {
            for (TrainingEvent event : events) {
                log.write(event);
            }
            log.flush();
        }
    }

    private static TrainingEvent.Started started(int firstEpoch) {
        return new TrainingEvent.Started(1, "mini", List.of("cat", "ネコ"), 10, 2, 4, 2, firstEpoch, "Pretend", "CPU", 3);
    }

    private static TrainingEvent.EpochDone epoch(int epoch, double accuracy, double loss) {
        return new TrainingEvent.EpochDone(
                1, epoch, 1, 0.5, loss, accuracy, 0.1, 10, ConfusionMatrix.of(new int[][] {{1, 0}, {1, 0}}));
    }

    private static Checkpoint checkpoint(int epoch) {
        return new Checkpoint(
                new Checkpoint.Position(
                        epoch,
                        0,
                        Checkpoint.Partial.NOTHING,
                        new BestSoFar(1, 0.5, 1, OptionalDouble.empty()),
                        Improvement.NONE,
                        Plateau.NONE,
                        Changes.NONE),
                weights(epoch),
                Optional.empty(),
                weights(-epoch));
    }

    private static Weights weights(float value) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("w", Tensor.vector(value, value));
        return new Weights(tensors);
    }

    @Test
    void aCheckpointThatCannotBeWrittenLeavesTheFormerOneAndNoHalfOne() throws Exception {
        run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint(1));
        Checkpoint unwritable = new Checkpoint(Checkpoint.Position.START, weights(1), Optional.empty(), null);

        assertThatThrownBy(() -> run.checkpoints().write(Checkpoints.Kind.LAST, unwritable))
                .isInstanceOf(NullPointerException.class);

        assertThat(run.checkpoints().read(Checkpoints.Kind.LAST).position().epoch())
                .isEqualTo(1);
        Path last = run.checkpoints().folder(Checkpoints.Kind.LAST);
        try (var left = Files.list(last.getParent())) {
            assertThat(left).containsExactly(last);
        }
    }

    @Test
    void theBestCheckpointStandsInForALastOneThatWasNeverWritten() throws Exception {
        run.checkpoints().write(Checkpoints.Kind.BEST, checkpoint(1));

        assertThat(run.checkpoints().read(Checkpoints.Kind.LAST).position().epoch())
                .isEqualTo(1);
    }

    @Test
    void aFolderBelowAFileIsRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> RunFolder.requireFree(file.resolve("a").resolve("b")))
                .isInstanceOf(TrainingException.class)
                .hasMessage(file + " is a file: choose a new folder for the run.");
    }

    @Test
    void damagedLinesOfTheLogAndADamagedProcessFileDoNotHideTheRun() throws Exception {
        log(started(1), epoch(1, 0.5, 1));
        Files.writeString(
                run.eventLog().file(),
                "{\"event\":\"epoch\"}\n{\"event\" \u0000 garbage}\n{}\nnothing\n",
                StandardOpenOption.APPEND);
        Files.writeString(run.path().resolve("process.json"), "\u0000\u0001 garbage");

        RunSummary summary = run.summary();

        assertThat(summary.status()).isEqualTo(RunSummary.Status.FAILED);
        assertThat(summary.epochs()).isEqualTo(1);
        for (String content : List.of("", "null", "[]", "{}", "{\"pid\":\"x\"}")) {
            Files.writeString(run.path().resolve("process.json"), content);
            assertThat(run.process().isAlive()).as(content).isFalse();
        }
    }

    @Test
    void whatAKilledTrainerLeftHalfWrittenIsDeleted() throws Exception {
        Path temporary = Files.write(run.path().resolve(".model.onnx-" + UUID.randomUUID() + ".tmp"), new byte[] {1});
        Path half = Files.createDirectories(run.path().resolve("checkpoints/best.new"));
        Files.write(half.resolve(".weights.safetensors-" + UUID.randomUUID() + ".tmp"), new byte[] {1});

        run.deleteLeftovers();

        assertThat(temporary).doesNotExist();
        assertThat(half).doesNotExist();
        assertThat(run.path().resolve("run.json")).exists();
    }

    @Test
    void aFolderBelowAForbiddenOneIsNamed() throws Exception {
        Path forbidden = Files.createDirectories(folder.resolve("forbidden"));
        assumeTrue(
                forbidden.toFile().setWritable(false) && !Files.isWritable(forbidden),
                "nothing is forbidden to this user");
        Path wanted = forbidden.resolve("run");

        assertThatThrownBy(() -> RunFolder.requireFree(wanted))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("refuses to write to " + wanted + ":");
        assertThat(forbidden.toFile().setWritable(true)).isTrue();
    }
}
