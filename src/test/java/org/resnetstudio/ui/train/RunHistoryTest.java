package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.runs.EventLog;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.runs.TestRuns;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.network.CurrentNetwork;

class RunHistoryTest {
    @TempDir
    private Path folder;

    private final NotedHandover handover = new NotedHandover();
    private final List<List<String>> started = new ArrayList<>();
    private ScreenFixture fixture;
    private Project project;
    private TrainModel model;

    @BeforeEach
    void openProjectWithTwoRuns() throws ProjectException, IOException {
        fixture = new ScreenFixture(folder);
        project = Project.create(folder.resolve("project"));
        RunFixture.write(run("a"), "resnet20", List.of("cat", "dog"), 1, 15);
        RunFixture.write(run("b"), "resnet32", List.of("cat", "dog"), 2, 4);
        fixture.context().project().replace(project);
        model = newModel();
    }

    private TrainModel newModel() {
        return new TrainModel(
                fixture.context(),
                new RunHistory(fixture.context()),
                new CurrentNetwork(fixture.context().settings()),
                handover,
                FakeTrainer.starter("silent", started),
                Clock.systemUTC());
    }

    @AfterEach
    void close() throws ProjectException {
        fixture.close();
    }

    private Path run(String name) {
        return project.runsFolder().resolve(name);
    }

    private RunSnapshot shown() {
        return model.view().shownProperty().get().orElseThrow().snapshot();
    }

    @Test
    void aReopenedProjectListsItsRunsAndShowsTheLatest() {
        assertThat(model.history().runs())
                .extracting(r -> r.folder().getFileName().toString())
                .containsExactly("b", "a");
        assertThat(model.view().shownProperty().get().orElseThrow().folder()).isEqualTo(run("b"));
        assertThat(shown().phase()).isEqualTo(RunSnapshot.Phase.FAILED);
        assertThat(shown().curves().trainLoss().x()).containsExactly(1, 2, 3, 4);
        assertThat(model.runningProperty().get()).isFalse();
    }

    @Test
    void everybodyGetsTheSameListSoThatListenersLast() {
        assertThat(model.history().runs()).isSameAs(model.history().runs());
    }

    /** Whoever shows them keeps the selection, and nobody reads them again. */
    @Test
    void readingTheSameRunsAgainChangesNothing() {
        List<RunSummary> before = List.copyOf(model.history().runs());
        int[] changes = {0};
        model.history().runs().addListener((ListChangeListener<RunSummary>) change -> changes[0]++);

        model.history().refresh(() -> {});

        assertThat(changes[0]).isZero();
        assertThat(model.history().runs()).isEqualTo(before);
    }

    /** As after this studio was closed and opened again, or beside a terminal. */
    @Test
    void aRunThatWasStartedElsewhereIsPausedThroughItsFolder() throws Exception {
        RunFolder going = RunFolder.create(run("c"), TestRuns.RECORD);
        log(going, Events.started(2, 1), Events.batch(1, 1, 2));
        going.process().claim();
        try {
            model = newModel();
            pulse();
            assertThat(model.pausableProperty().get()).isTrue();
            assertThat(shown().position().silent())
                    .as("its file holds batches only when the epoch is done")
                    .isFalse();

            model.pauseOrContinue();
            log(going, controlled(TrainingEvent.Controlled.Action.PAUSED));
            pulse();
            assertThat(model.pausedProperty().get()).isTrue();
            assertThat(shown().phase()).isEqualTo(RunSnapshot.Phase.PAUSED);
            model.saveCheckpoint();
            model.pauseOrContinue();
            log(going, controlled(TrainingEvent.Controlled.Action.CONTINUED));
            pulse();

            assertThat(model.pausedProperty().get()).isFalse();
            assertThat(Files.readAllLines(run("c").resolve(RunFolder.REQUESTS)))
                    .containsExactly("pause", "checkpoint", "continue");
        } finally {
            going.process().release();
        }
    }

    /** Files are looked at now and then only. */
    private void pulse() {
        for (int i = 0; i < 20; i++) {
            fixture.context().pulse().tick();
        }
    }

    private static TrainingEvent controlled(TrainingEvent.Controlled.Action action) {
        return new TrainingEvent.Controlled(Events.START, 1, 1, action, OptionalDouble.empty());
    }

    private static void log(RunFolder run, TrainingEvent... events) throws IOException {
        try (EventLog.Appender log = run.eventLog().append()) {
            for (TrainingEvent event : events) {
                log.write(event);
            }
            log.flush();
        }
    }

    @Test
    void choosingARunShowsItsCurvesAndMatrix() {
        RunSummary first = model.history().runs().get(1);
        model.view().show(first);

        assertThat(shown().phase()).isEqualTo(RunSnapshot.Phase.COMPLETED);
        assertThat(shown().curves().validationAccuracy().x()).hasSize(15);
        assertThat(shown().matrix().orElseThrow().total()).isEqualTo(200);
        assertThat(RunTexts.line(first, model.history().names(), ScreenFixture.MESSAGES))
                .startsWith("ResNet-20 (CIFAR), ")
                .endsWith(" %");
    }

    @Test
    void twoRunsCanBeCompared() {
        model.view().compareWith(Optional.of(model.history().runs().get(1)));

        assertThat(model.view().comparedProperty().get().trainLoss().x()).hasSize(15);
        assertThat(shown().curves().loss(model.view().comparedProperty().get(), ScreenFixture.MESSAGES))
                .extracting(c -> c.name())
                .containsExactly("Train", "Validation", "Other, train", "Other, validation");

        model.view().compareWith(Optional.empty());
        assertThat(model.view().comparedProperty().get()).isEqualTo(RunCurves.NONE);
    }

    @Test
    void aRunIsNotComparedWithItself() {
        RunSummary older = model.history().runs().get(1);
        model.view().compareWith(Optional.of(older));
        model.view().show(older);

        assertThat(model.view().comparedFolderProperty().get()).isEmpty();
        assertThat(model.view().comparedProperty().get()).isEqualTo(RunCurves.NONE);
    }

    @Test
    void aDamagedRunIsLeftOutAndTheOthersStay() throws IOException {
        Files.write(run("a").resolve("run.json"), "{ \"format\": 1,".getBytes(StandardCharsets.UTF_8));
        model.history().refresh(() -> {});

        assertThat(model.history().runs())
                .extracting(r -> r.folder().getFileName().toString())
                .containsExactly("b");
    }

    @Test
    void resumeGoesOnInTheSameFolder() {
        model.resume(run("b"));
        fixture.context().pulse().tick();

        assertThat(started).containsExactly(List.of("--resume", run("b").toString()));
        assertThat(model.runningProperty().get()).isTrue();
        assertThat(shown().curves().trainLoss().x()).containsExactly(1, 2, 3, 4);
        model.kill();
    }
}
