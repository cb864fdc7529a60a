package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.DatasetHash;
import org.resnetstudio.dataset.LabelFile;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.ImageHash;
import org.resnetstudio.image.KnownContents;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.Keeping;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TestJobs;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.network.Variants;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.FormerRunJson;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;

/** A run that was interrupted goes on, and comes to what it would have come to in one piece. */
class ResumeTest {
    private static final List<String> APART = List.of("excluded", "unlabelled", "unassigned", "damaged");

    @TempDir
    Path folder;

    private final List<TrainingEvent> events = new ArrayList<>();
    private Path pictures;
    /** 9 + 2 + 1 pictures of each of two classes. */
    private Dataset drawings;

    @BeforeEach
    void draw() throws IOException {
        pictures = folder.resolve("pictures");
        drawings = Drawings.dataset(pictures, 9, 2, 1, "a", "b");
    }

    /** With a picture each at the front that is excluded, unlabelled, in no part, and unreadable. */
    private Dataset withOthers() throws IOException {
        Path apart = Files.createDirectories(folder.resolve("apart"));
        List<Sample> samples = new ArrayList<>();
        for (String name : APART) {
            Path file =
                    Files.copy(pictures.resolve("b").resolve(samples.size() + ".png"), apart.resolve(name + ".png"));
            samples.add(new Sample(
                    100 + samples.size(),
                    file,
                    name.equals("unlabelled") ? OptionalInt.empty() : OptionalInt.of(0),
                    name.equals("unassigned") ? Optional.empty() : Optional.of(Split.TRAIN),
                    name.equals("excluded")));
        }
        Files.writeString(apart.resolve("damaged.png"), "not a picture");
        samples.addAll(drawings.samples());
        return new Dataset(drawings.classes(), samples);
    }

    @Test
    void picturesThatTakeNoPartDoNotKeepARunFromGoingOn() throws Exception {
        Dataset dataset = withOthers();
        trainer(1, () -> false).start(job("whole", dataset));
        trainer(1, afterBatches(7)).start(job("parts", dataset));
        for (String name : APART) {
            Files.delete(folder.resolve("apart").resolve(name + ".png"));
        }

        TrainingEvent.Finished finished = trainer(1, () -> false).resume(run("parts"), Set::of);

        assertThat(finished.outcome()).isEqualTo(TrainingEvent.Outcome.COMPLETED);
        assertSameEnd("parts", "whole");
        assertThat(run("parts").dataset().samples()).hasSize(24).allMatch(Sample::takesPart);
    }

    /** In former versions the list of a run held all pictures, and its fingerprint those without label or part, too. */
    @Test
    void aRunOfAFormerVersionGoesOnBitForBit() throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (Sample s : drawings.samples()) {
            samples.add(new Sample(
                    s.id(),
                    s.file(),
                    s.id() == 24 ? OptionalInt.empty() : s.classIndex(),
                    s.id() == 23 ? Optional.empty() : s.split(),
                    false));
        }
        Dataset dataset = new Dataset(drawings.classes(), samples);
        trainer(1, () -> false).start(job("whole", dataset));
        trainer(1, afterBatches(7)).start(job("parts", dataset));
        LabelFile.write(dataset, run("parts").path(), run("parts").samples());
        edit("parts", json -> {
            FormerRunJson.make(json);
            ((ObjectNode) json.get("data")).put("sha256", formerSha256(dataset));
            json.remove(List.of("device", "way", "threads"));
        });

        trainer(1, () -> false).resume(run("parts"), Set::of);

        assertThat(run("parts").record().device()).isEmpty();
        assertThat(warnings()).noneMatch(warning -> warning.contains("can differ"));
        assertSameEnd("parts", "whole");
    }

    /** Former versions kept no mean recall in checkpoints. */
    @Test
    void aCheckpointOfAFormerVersionGoesOnBitForBit() throws Exception {
        trainer(1, () -> false).start(job("whole", drawings));
        trainer(1, afterBatches(7)).start(job("parts", drawings));
        for (Checkpoints.Kind kind : Checkpoints.Kind.values()) {
            edit(run("parts").checkpoints().folder(kind).resolve("state.json"), json -> assertThat(
                            ((ObjectNode) json.get("best")).remove("meanRecall"))
                    .isNotNull());
        }

        TrainingEvent.Finished stopped = trainer(1, () -> true).resume(run("parts"), Set::of);
        TrainingEvent.Finished finished = trainer(1, () -> false).resume(run("parts"), Set::of);

        assertThat(stopped.bestValidationAccuracy()).isPresent();
        assertThat(stopped.recall().validation()).isEmpty();
        assertThat(finished.outcome()).isEqualTo(TrainingEvent.Outcome.COMPLETED);
        assertSameEnd("parts", "whole", "weights.safetensors", "optimizer.safetensors");
    }

    /** Former versions wrote the digits of some names in the language of the machine. */
    @Test
    void aRunUnderANameInOtherDigitsGoesOn() throws Exception {
        trainer(1, () -> false).start(job("whole", drawings));
        trainer(1, afterBatches(7)).start(job("parts", drawings));
        edit("parts", json -> {
            FormerRunJson.make(json);
            ((ObjectNode) json.get("network")).put("variant", "resnet۲۰");
        });

        trainer(1, () -> false).resume(run("parts"), Set::of);

        assertThat(run("parts").record().network())
                .isEqualTo(run("whole").record().network());
        assertSameEnd("parts", "whole");
    }

    /** In former versions the list did not tell which pictures were excluded; their dataset does. */
    @Test
    void aRunOfAFormerVersionGoesOnWithoutThePicturesThatWereExcluded() throws Exception {
        List<Sample> samples = new ArrayList<>(drawings.samples());
        List<Sample> excluded = new ArrayList<>();
        for (int last : new int[] {23, 22}) {
            Sample s = samples.get(last);
            samples.set(last, new Sample(s.id(), s.file(), s.classIndex(), s.split(), true));
            excluded.add(samples.get(last));
        }
        Dataset dataset = new Dataset(drawings.classes(), samples);
        trainer(1, () -> false).start(job("whole", dataset));
        trainer(1, afterBatches(7)).start(job("parts", dataset));
        LabelFile.write(dataset, run("parts").path(), run("parts").samples());

        assertThatThrownBy(() -> trainer(1, () -> false).resume(run("parts"), Set::of))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("have changed");
        trainer(1, () -> false)
                .resume(
                        run("parts"),
                        () -> Set.of(excluded.get(0).file(), excluded.get(1).file()));

        assertSameEnd("parts", "whole");
    }

    @Test
    void aRunOfAFormerVersionNamesThePictureThatItMisses() throws Exception {
        List<Sample> samples = new ArrayList<>(drawings.samples());
        Sample last = samples.remove(samples.size() - 1);
        samples.add(new Sample(last.id(), last.file(), OptionalInt.empty(), Optional.empty(), false));
        Dataset dataset = new Dataset(drawings.classes(), samples);
        trainer(1, afterBatches(7)).start(job("run", dataset));
        LabelFile.write(dataset, run("run").path(), run("run").samples());
        edit("run", json -> ((ObjectNode) json.get("data")).put("sha256", formerSha256(dataset)));
        Files.delete(last.file());

        assertThatThrownBy(() -> trainer(1, () -> false).resume(run("run"), Set::of))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(last.file().toString())
                .hasMessageContaining("restore it");
    }

    @Test
    void aLostFolderOfPicturesIsOneSentence() throws Exception {
        trainer(1, afterBatches(7)).start(job("run", drawings));
        Path elsewhere = Files.move(pictures.resolve("b"), folder.resolve("elsewhere"));

        assertThatThrownBy(() -> trainer(1, () -> false).resume(run("run"), Set::of))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(
                        "The folder " + pictures.resolve("b") + " is not there any more, with 12 pictures")
                .hasMessageContaining("12 cannot be read");
        Files.move(elsewhere, pictures.resolve("b"));
        assertThat(trainer(1, () -> false).resume(run("run"), Set::of).outcome())
                .isEqualTo(TrainingEvent.Outcome.COMPLETED);
    }

    @Test
    void aLostFolderIsOneWarningAtTheStart() throws Exception {
        Path more = folder.resolve("more");
        List<Sample> samples = new ArrayList<>(drawings.samples());
        for (Sample s : Drawings.dataset(more, 30, 1, 0, "a", "b").samples()) {
            samples.add(new Sample(100 + s.id(), s.file(), s.classIndex(), s.split(), false));
        }
        Files.move(more.resolve("b"), folder.resolve("elsewhere"));

        trainer(1, () -> false).start(job("run", new Dataset(drawings.classes(), samples)));

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("The folder " + more.resolve("b") + " is not there any more, with 31 pictures");
        assertThat(events)
                .filteredOn(TrainingEvent.Warning.class::isInstance)
                .extracting(event -> ((TrainingEvent.Warning) event).count())
                .containsExactly(31);
    }

    @Test
    void theListOfUnreadablePicturesStaysWithARunThatGoesOn() throws Exception {
        trainer(1, afterBatches(7)).start(job("run", withOthers()));
        List<String> listed = Files.readAllLines(run("run").unreadable());

        trainer(1, () -> false).resume(run("run"), Set::of);

        assertThat(listed).hasSize(2).last().asString().contains("damaged.png");
        assertThat(run("run").unreadable()).hasContent(String.join("\n", listed));
    }

    @Test
    void allPicturesLostNamesTheirFolder() throws Exception {
        Files.move(pictures, folder.resolve("elsewhere"));

        assertThatThrownBy(() -> trainer(1, () -> false).start(job("run", drawings)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("no readable training picture")
                .hasMessageContaining("The folder " + pictures + " is not there any more, with 24 pictures");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aRunTellsWhatItWasComputedOn() throws Exception {
        trainer(3, () -> false).start(job("run", drawings));

        assertThat(run("run").record().device()).isEqualTo("cpu");
        assertThat(run("run").record().threads()).isEqualTo(3);
    }

    @Test
    void goingOnOtherwiseIsSaid() throws Exception {
        trainer(3, afterBatches(7)).start(job("run", drawings));
        edit("run", json -> json.put("device", "cuda"));
        trainer(3, afterBatches(1)).resume(run("run"), Set::of);
        assertThat(warnings()).singleElement().asString().contains("started on a graphics card", "on the processor");

        events.clear();
        edit("run", json -> json.put("device", "cpu"));
        trainer(2, afterBatches(1)).resume(run("run"), Set::of);
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("started with 3 threads and goes on with 2", "OMP_NUM_THREADS=3");

        events.clear();
        edit("run", json -> json.put("way", "matrix-products"));
        trainer(3, afterBatches(1)).resume(run("run"), Set::of);
        assertThat(warnings()).singleElement().asString().contains("direct instead of matrix-products");

        events.clear();
        edit("run", json -> {
            json.put("way", "direct");
            json.put("engine", "pytorch");
            ((ObjectNode) json.get("versions")).put("library", "PyTorch 2.7.1");
        });
        trainer(3, afterBatches(1)).resume(run("run"), Set::of);
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("started with PyTorch 2.7.1 and goes on with Pretend 1.0");

        events.clear();
        edit("run", json -> {
            json.put("engine", "pretend");
            ((ObjectNode) json.get("versions")).put("library", "Pretend 0.9");
        });
        trainer(3, () -> false).resume(run("run"), Set::of);
        assertThat(warnings()).singleElement().asString().contains("with Pretend 0.9 and goes on with Pretend 1.0");
    }

    @Test
    void aStopWhilePicturesArePreparedLeavesNothing() throws Exception {
        TrainingEvent.Finished finished = trainer(1, () -> true).start(job("run", drawings));

        assertThat(finished.outcome()).isEqualTo(TrainingEvent.Outcome.STOPPED);
        assertThat(folder.resolve("run")).doesNotExist();

        Path own = Files.createDirectories(folder.resolve("own"));
        trainer(1, () -> true).start(job("own", drawings));
        assertThat(own).isEmptyDirectory();
    }

    @Test
    void aBatchThatNoBufferHoldsIsRefusedBeforeThereIsARun() throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Sample drawing = drawings.samples().get(i % 2 * 12);
            samples.add(new Sample(i, drawing.file(), drawing.classIndex(), Optional.of(Split.TRAIN), false));
        }
        Dataset many = new Dataset(drawings.classes(), samples);
        TrainingConfig usual = job("run", many).config();
        TrainingJob job = new TrainingJob(
                folder.resolve("run"),
                TestJobs.of(
                        Variants.spec("resnet20", 2048, 2),
                        new TrainingConfig(
                                1,
                                120,
                                usual.optimizer(),
                                usual.schedule(),
                                new TrainingConfig.Preparation(
                                        Augmentations.NONE, NormalizationKind.IMAGENET, ResizeMode.SQUASH),
                                Transfer.NONE,
                                Recipe.PLAIN,
                                EarlyStopping.NEVER,
                                Keeping.USUAL,
                                1)),
                many,
                Optional.empty());

        assertThatThrownBy(() -> trainer(1, () -> false).start(job))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A batch of 120 pictures of 2048 pixels");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aFolderThatAKilledTrainerLeftIsFree() throws Exception {
        Files.createDirectories(folder.resolve("run"));
        Files.createFile(folder.resolve("run").resolve("lock"));

        assertThat(trainer(1, () -> false).start(job("run", drawings)).outcome())
                .isEqualTo(TrainingEvent.Outcome.COMPLETED);
    }

    @Test
    void aStopWhilePicturesArePreparedAgainKeepsTheRun() throws Exception {
        trainer(1, afterBatches(7)).start(job("run", drawings));

        TrainingEvent.Finished finished = trainer(1, () -> true).resume(run("run"), Set::of);

        assertThat(finished.epochs()).isEqualTo(1);
        assertThat(finished.bestEpoch()).isEqualTo(1);
        assertThat(finished.recall().validation()).isPresent();
        assertThat(summary("run").status()).isEqualTo(RunSummary.Status.STOPPED);
        assertThat(summary("run").resumable()).isTrue();
    }

    @Test
    void aRunCountsAsRunningWhileItsPicturesArePreparedAgain() throws Exception {
        trainer(1, afterBatches(7)).start(job("run", drawings));
        List<RunSummary.Status> seen = new ArrayList<>();

        trainer(1, () -> false, event -> {
                    if (event instanceof TrainingEvent.Preparing) {
                        seen.add(summary("run").status());
                    }
                })
                .resume(run("run"), Set::of);

        assertThat(seen).isNotEmpty().containsOnly(RunSummary.Status.RUNNING);
        assertThat(summary("run").status()).isEqualTo(RunSummary.Status.COMPLETED);
    }

    @Test
    void twoTrainersNeverShareARun() throws Exception {
        trainer(1, () -> false).start(job("whole", drawings));
        List<Throwable> refused = new ArrayList<>();
        trainer(1, afterBatches(7), event -> {
                    if (event instanceof TrainingEvent.Preparing) {
                        refused.add(failure(() -> trainer(1, () -> false).start(job("run", drawings))));
                    }
                })
                .start(job("run", drawings));
        trainer(1, () -> false, event -> {
                    if (event instanceof TrainingEvent.Preparing || event instanceof TrainingEvent.EpochDone) {
                        refused.add(failure(() -> trainer(1, () -> false).resume(run("run"), Set::of)));
                    }
                })
                .resume(run("run"), Set::of);

        assertThat(refused).hasSizeGreaterThanOrEqualTo(4).allSatisfy(e -> assertThat(e)
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("A trainer is at work on " + folder.resolve("run")));
        assertSameEnd("run", "whole");
    }

    @Test
    void aRequestToStopFromBeforeDoesNotStopARunThatGoesOn() throws Exception {
        trainer(1, afterBatches(7)).start(job("run", drawings));
        run("run").requestStop();
        List<Boolean> seen = new ArrayList<>();

        trainer(1, () -> {
                    seen.add(run("run").stopRequested());
                    return false;
                })
                .resume(run("run"), Set::of);

        assertThat(seen).isNotEmpty().doesNotContain(true);
    }

    /** Also where Java writes other digits, or has other small letters. */
    @ParameterizedTest
    @ValueSource(strings = {"fa-IR", "ar-EG", "bn-BD", "tr-TR", "de-DE", "th-TH-u-nu-thai"})
    void theLanguageOfTheMachineChangesNothing(String tag) throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            trainer(1, () -> false).start(job("whole", drawings));
            Locale.setDefault(Locale.forLanguageTag(tag));
            trainer(1, afterBatches(7)).start(job("parts", drawings));
            assertThat(summary("parts").resumable()).isTrue();
            Locale.setDefault(Locale.ROOT);
            trainer(1, afterBatches(2)).resume(run("parts"), Set::of);
            Locale.setDefault(Locale.forLanguageTag(tag));
            trainer(1, () -> false).resume(run("parts"), Set::of);
        } finally {
            Locale.setDefault(before);
        }
        assertSameEnd("parts", "whole");
        assertThat(names("parts")).isEqualTo(names("whole"));
        assertThat(names("cache")).allMatch(name -> name.matches("[ -~]+")).isNotEmpty();
        assertThat(Files.readString(run("parts").path().resolve("run.json"))).matches("[ -~\\n]+");
        assertThat(Files.readString(run("parts").eventLog().file())).matches("[ -~\\n]+");
    }

    private List<String> names(String in) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(in))) {
            return files.map(file -> folder.resolve(in).relativize(file).toString())
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .toList();
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private static Throwable failure(Action action) {
        try {
            action.run();
        } catch (Exception e) {
            return e;
        }
        return new AssertionError("It was not refused.");
    }

    private void assertSameEnd(String one, String other) {
        assertSameEnd(one, other, "weights.safetensors", "optimizer.safetensors", "state.json");
    }

    private void assertSameEnd(String one, String other, String... files) {
        for (String file : files) {
            assertThat(run(one).checkpoints().folder(Checkpoints.Kind.LAST).resolve(file))
                    .as(file)
                    .hasSameBinaryContentAs(run(other)
                            .checkpoints()
                            .folder(Checkpoints.Kind.LAST)
                            .resolve(file));
        }
    }

    private static String formerSha256(Dataset dataset) {
        try {
            return DatasetHash.withUnassigned(dataset, sample -> ImageHash.sha256(sample.file()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void edit(String name, Consumer<ObjectNode> change) throws IOException {
        edit(folder.resolve(name).resolve("run.json"), change);
    }

    private static void edit(Path file, Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        change.accept(json);
        Files.writeString(file, json.toString());
    }

    private RunFolder run(String name) {
        try {
            return RunFolder.open(folder.resolve(name));
        } catch (TrainingException e) {
            throw new AssertionError(e);
        }
    }

    private RunSummary summary(String name) {
        try {
            return run(name).summary();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> warnings() {
        return events.stream()
                .filter(TrainingEvent.Warning.class::isInstance)
                .map(e -> ((TrainingEvent.Warning) e).message().english())
                .toList();
    }

    private BooleanSupplier afterBatches(int batches) {
        int[] asked = {0};
        long before = starts();
        return () -> starts() > before && asked[0]++ >= batches;
    }

    private long starts() {
        return events.stream().filter(TrainingEvent.Started.class::isInstance).count();
    }

    private Trainer trainer(int computingThreads, BooleanSupplier stop) {
        return trainer(computingThreads, stop, event -> {});
    }

    private Trainer trainer(int computingThreads, BooleanSupplier stop, Consumer<TrainingEvent> listener) {
        return new Trainer(
                new PretendEngine(step -> 2.0 / step),
                (graph, weights, run, file) -> Files.writeString(file, "model"),
                new Trainer.Resources(
                        folder.resolve("cache"),
                        KnownContents.NONE,
                        new Trainer.Threads(2, 2, computingThreads),
                        Map.of("library", "Pretend 1.0")),
                event -> {
                    events.add(event);
                    listener.accept(event);
                },
                new TrainingControl(stop));
    }

    private TrainingJob job(String name, Dataset dataset) {
        return new TrainingJob(
                folder.resolve(name),
                TestJobs.of(
                        Variants.spec("resnet20", 8, dataset.classes().size()),
                        new TrainingConfig(
                                3,
                                4,
                                new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.9, 5e-4),
                                new Schedule(Schedule.Kind.COSINE, 0.05, 1),
                                new TrainingConfig.Preparation(
                                        Augmentations.parse("flip,crop", 8),
                                        NormalizationKind.DATASET,
                                        ResizeMode.SQUASH),
                                Transfer.NONE,
                                Recipe.PLAIN,
                                EarlyStopping.NEVER,
                                Keeping.USUAL,
                                7)),
                dataset,
                Optional.empty());
    }
}
