package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
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
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.weights.Weights;

/** Runs whose pictures are varied otherwise while they are trained. */
class AugmentationChangeTest {
    private static final int BATCH_SIZE = 4;
    /** Of an epoch, for 18 training pictures. */
    private static final int BATCHES = 5;

    private static final int CHANGED_AFTER = BATCHES + 2;
    private static final int BACKBONE = 4;

    @TempDir
    Path folder;

    private final List<TrainingEvent> events = new ArrayList<>();
    private Dataset dataset;

    /** What a power cut is to a trainer. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void draw() throws Exception {
        dataset = Drawings.dataset(folder.resolve("pictures"), 9, 2, 0, "a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dl4j", "pytorch"})
    void aRunThatIsChangedAndKilledEndsAsOneThatIsChangedAlone(String name) throws Exception {
        Engine engine = name.equals("dl4j") ? Dl4jEngine.create() : PyTorchEngine.create();
        start(engine, "whole", "flip,crop", Transfer.NONE, "flip,gamma=0.4:0.7,shift", Integer.MAX_VALUE);
        events.clear();

        assertThatThrownBy(() -> start(
                        engine, "parts", "flip,crop", Transfer.NONE, "flip,gamma=0.4:0.7,shift", CHANGED_AFTER + 2))
                .isInstanceOf(Killed.class);

        Checkpoint.Position position = last("parts").position();
        assertThat(position.epoch() * BATCHES + position.batch()).isEqualTo(CHANGED_AFTER);
        assertThat(position.changes().augmentations()).contains(Augmentations.parse("flip,gamma=0.4:0.7,shift=0.1", 8));
        trainer(engine, new TrainingControl(() -> false)).resume(RunFolder.open(folder.resolve("parts")), Set::of);

        requireSameBits(last("parts").weights(), last("whole").weights());
        requireSameBits(last("parts").optimizer(), last("whole").optimizer());
    }

    @Test
    void whatTookEffectIsAnEventWithItsStrengths() throws Exception {
        start(Dl4jEngine.create(), "run", "flip", Transfer.NONE, "crop,flip", Integer.MAX_VALUE);

        assertThat(RunFolder.open(folder.resolve("run")).eventLog().read())
                .filteredOn(TrainingEvent.Controlled.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    TrainingEvent.Controlled change = (TrainingEvent.Controlled) event;
                    assertThat(change.action()).isEqualTo(TrainingEvent.Controlled.Action.AUGMENTATION);
                    assertThat(change.epoch()).isEqualTo(2);
                    assertThat(change.batch()).isEqualTo(CHANGED_AFTER - BATCHES);
                    assertThat(change.text()).contains("flip,crop=1");
                });
    }

    /** The batches that were made ahead are not learned from. */
    @Test
    void aChangeBeforeTheFirstBatchIsARunWithOtherSettings() throws Exception {
        Engine engine = Dl4jEngine.create();
        start(engine, "without", "none", Transfer.NONE, "", Integer.MAX_VALUE);
        TrainingControl control = new TrainingControl(() -> false);
        control.ask(new RunRequest.Augment("none"));
        trainer(engine, control).start(job("changed", "flip,crop,rotation", Transfer.NONE));

        requireSameBits(last("changed").weights(), last("without").weights());
    }

    @Test
    void keptVariantsOfAFrozenPartCannotBeVariedOtherwise() throws Exception {
        Engine engine = Dl4jEngine.create();
        Transfer kept = new Transfer("", BACKBONE, 0, 1, 2);
        start(engine, "untouched", "flip,crop", kept, "", Integer.MAX_VALUE);
        events.clear();
        start(engine, "run", "flip,crop", kept, "none", Integer.MAX_VALUE);

        requireSameBits(last("run").weights(), last("untouched").weights());
        assertThat(events)
                .filteredOn(TrainingEvent.Warning.class::isInstance)
                .extracting(event -> ((TrainingEvent.Warning) event).message().english())
                .containsExactly("The pictures of this run are varied as before, because it goes on learning from kept"
                        + " variants of them: start a new run to vary them otherwise.");
        assertThat(events).noneMatch(TrainingEvent.Controlled.class::isInstance);
    }

    /**
     * Trains two epochs.
     *
     * @param change what is asked for in the second one; nothing where it is empty
     * @param killedAfter so many batches
     */
    private void start(
            Engine engine, String name, String augmentation, Transfer transfer, String change, int killedAfter)
            throws Exception {
        long before = starts();
        int[] looks = {0};
        TrainingControl[] control = new TrainingControl[1];
        // after the start it is asked once before each batch
        control[0] = new TrainingControl(() -> {
            if (starts() > before) {
                if (looks[0] == killedAfter) {
                    throw new Killed();
                }
                if (looks[0]++ == CHANGED_AFTER && !change.isEmpty()) {
                    control[0].ask(new RunRequest.Augment(change));
                }
            }
            return false;
        });
        trainer(engine, control[0]).start(job(name, augmentation, transfer));
    }

    private long starts() {
        return events.stream().filter(TrainingEvent.Started.class::isInstance).count();
    }

    private Trainer trainer(Engine engine, TrainingControl control) {
        return new Trainer(
                engine,
                (graph, weights, run, file) -> Files.writeString(file, "model"),
                new Trainer.Resources(
                        folder.resolve("cache"),
                        KnownContents.NONE,
                        new Trainer.Threads(1, 2, 1),
                        Map.of("studio", "test")),
                events::add,
                control);
    }

    private TrainingJob job(String name, String augmentation, Transfer transfer) {
        TrainingConfig config = new TrainingConfig(
                2,
                BATCH_SIZE,
                new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.9, 5e-4),
                new Schedule(Schedule.Kind.COSINE, 0.05, 1),
                new TrainingConfig.Preparation(
                        Augmentations.parse(augmentation, 8), NormalizationKind.DATASET, ResizeMode.SQUASH),
                transfer,
                Recipe.PLAIN,
                EarlyStopping.NEVER,
                Keeping.USUAL,
                7);
        return new TrainingJob(
                folder.resolve(name), TestJobs.of(Variants.spec("resnet20", 8, 2), config), dataset, Optional.empty());
    }

    private Checkpoint last(String name) throws Exception {
        return RunFolder.open(folder.resolve(name)).checkpoints().read(Checkpoints.Kind.LAST);
    }

    private static void requireSameBits(Weights actual, Weights expected) {
        assertThat(actual.names()).containsExactlyElementsOf(expected.names());
        assertThat(bits(actual)).isEqualTo(bits(expected));
    }

    private static List<List<Integer>> bits(Weights weights) {
        return weights.names().stream()
                .map(name -> {
                    float[] values = weights.get(name).values();
                    return IntStream.range(0, values.length)
                            .mapToObj(i -> Float.floatToRawIntBits(values[i]))
                            .toList();
                })
                .toList();
    }
}
