package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.Pictures;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.Job;
import org.resnetstudio.job.JobJson;
import org.resnetstudio.job.Keeping;
import org.resnetstudio.job.Preset;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.network.NetworkChoice;
import org.resnetstudio.ui.shell.Notifications;
import org.resnetstudio.ui.shell.Notifier;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.train.RunSnapshot.Phase;

class TrainModelTest {
    private static final ResNetSpec SPEC = Variants.spec("resnet20", 32, 10);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<List<String>> started = new ArrayList<>();
    private ScreenFixture fixture;
    private CurrentNetwork network;
    private NotedHandover handover;
    private TrainModel model;

    @BeforeEach
    void make() {
        fixture = new ScreenFixture(folder);
        network = new CurrentNetwork(fixture.context().settings());
        handover = new NotedHandover();
    }

    @AfterEach
    void close() throws ProjectException {
        if (model != null) {
            model.kill();
        }
        fixture.close();
    }

    private void modelWith(TrainerStarter starter) {
        Clock clock = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
        model = new TrainModel(fixture.context(), new RunHistory(fixture.context()), network, handover, starter, clock);
        fixture.context().navigator().show(ScreenId.TRAIN);
        fixture.context().navigator().show(ScreenId.DATA);
    }

    private void modelFollowing(String script) {
        modelWith(FakeTrainer.starter(script, started));
    }

    private RunSnapshot shown() {
        return model.view().shownProperty().get().orElseThrow().snapshot();
    }

    private void pulseUntil(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience with the fake trainer").isLessThan(end);
            Thread.sleep(20);
            fixture.context().pulse().tick();
        }
    }

    @Test
    void nothingIsCountedBeforeTheScreenWasEverShown() throws ProjectException {
        Clock clock = Clock.systemUTC();
        model = new TrainModel(
                fixture.context(),
                new RunHistory(fixture.context()),
                network,
                handover,
                FakeTrainer.starter("complete", started),
                clock);
        Project project = fixture.openProject(folder, 2);
        assertThat(model.estimateProperty().get()).isEmpty();

        fixture.context().navigator().show(ScreenId.TRAIN);
        assertThat(model.estimateProperty().get()).contains("16 pictures to train");
        fixture.context().navigator().show(ScreenId.DATA);
        project.setExcluded(List.of(1L), true);
        assertThat(model.estimateProperty().get()).contains("15 pictures to train");
    }

    @Test
    void saysWhyItCannotTrain() throws ProjectException {
        modelFollowing("complete");
        assertThat(model.obstacleProperty().get()).startsWith("Open a project first");

        fixture.openProject(folder, 1);
        assertThat(model.obstacleProperty().get())
                .contains("at least two classes")
                .contains("there is one");
        model.start();
        assertThat(started).isEmpty();
    }

    @Test
    void aBatchInMorePartsThanItHasPicturesHoldsTrainingUp() throws ProjectException {
        modelFollowing("complete");
        fixture.openProject(folder, 2);

        model.form().batchParts().textProperty().set("33");
        assertThat(model.obstacleProperty().get())
                .isEqualTo("A batch of 32 pictures can be computed in 1 to 32 parts, not in 33.");

        model.form().batchParts().textProperty().set("32");
        assertThat(model.obstacleProperty().get()).isEmpty();
    }

    @Test
    void anInvalidLearningRateHasItsSentenceAndHoldsTrainingUp() throws ProjectException {
        modelFollowing("complete");
        fixture.openProject(folder, 2);
        assertThat(model.obstacleProperty().get()).isEmpty();

        model.form().learningRate().textProperty().set("fast");
        assertThat(model.form().learningRate().problemProperty().get())
                .isEqualTo("Learning rate must be a number from 0.0000001 to 10.");
        assertThat(model.obstacleProperty().get()).isEqualTo("Correct the marked settings first.");

        model.form().learningRate().textProperty().set("0.1");
        assertThat(model.form().learningRate().problemProperty().get()).isEmpty();
        assertThat(model.obstacleProperty().get()).isEmpty();
    }

    @Test
    void numbersAreReadAsTheyAreWrittenInTheCountry() {
        modelFollowing("complete");
        TrainForm form = model.form();
        form.learningRate().textProperty().set("0,05");
        assertThat(form.learningRate().problemProperty().get()).isEmpty();
        assertThat(form.config(SPEC).schedule().learningRate()).isEqualTo(0.05);

        form.learningRate().textProperty().set("1.000");
        assertThat(form.learningRate().value()).as("1000 is out of bounds").hasValue(1);

        form.epochs().textProperty().set("1.000");
        assertThat(form.epochs().problemProperty().get())
                .isEqualTo("Epochs may be 1 or 1000: write it without a sign between the thousands.");
        form.epochs().textProperty().set("10 000");
        assertThat(form.config(SPEC).epochs()).isEqualTo(10_000);
    }

    @Test
    void estimatesTheWork() throws ProjectException {
        modelFollowing("complete");
        fixture.openProject(folder, 2);
        model.form().batchSize().textProperty().set("5");
        model.form().epochs().textProperty().set("10");
        model.form().validation().textProperty().set("20");

        assertThat(model.estimateProperty().get())
                .isEqualTo("16 pictures to train, 4 to validate: 4 batches an epoch, 40 updates in all.");
    }

    @Test
    void aRunMayBeginWithWeightsOfWhichAPartStays() throws ProjectException {
        modelFollowing("complete");
        TrainForm form = model.form();
        assertThat(form.config(SPEC).transfer()).isEqualTo(Transfer.NONE);
        assertThat(form.config(SPEC).preparation().normalization()).isEqualTo(NormalizationKind.DATASET);

        form.beginning().sourceProperty().set(Optional.of(Path.of("weights.h5")));
        form.beginning().frozenProperty().set("stage2");
        assertThat(form.config(SPEC).preparation().normalization()).isEqualTo(NormalizationKind.PRETRAINED);
        assertThat(form.config(SPEC).transfer()).isEqualTo(new Transfer("weights.h5", 3, 0, 1, 0));

        form.beginning().frozenEpochs().textProperty().set("3");
        form.beginning().unfrozenRate().textProperty().set("0.2");
        assertThat(form.config(SPEC).transfer()).isEqualTo(new Transfer("weights.h5", 3, 3, 0.2, 0));
        form.beginning().unfrozenRate().textProperty().set("2");
        assertThat(form.validProperty().get()).isFalse();
        form.beginning().unfrozenRate().textProperty().set("1");

        form.beginning().cachedVariants().textProperty().set("4");
        assertThat(form.config(SPEC).transfer()).isEqualTo(new Transfer("weights.h5", 3, 3, 1, 4));
        form.beginning().cachedVariants().textProperty().set("65");
        assertThat(form.validProperty().get()).isFalse();
        assertThat(form.beginning().cachedVariants().problemProperty().get())
                .isEqualTo("Kept variants of each picture must be a whole number from 0 to 64.");
        form.beginning().cachedVariants().textProperty().set("4");
        form.beginning().frozenProperty().set("none");
        assertThat(form.config(SPEC).transfer()).isEqualTo(new Transfer("weights.h5", 0, 0, 1, 0));

        form.beginning().sourceProperty().set(Optional.empty());
        assertThat(form.config(SPEC).transfer()).isEqualTo(Transfer.NONE);
        assertThat(form.config(SPEC).preparation().normalization()).isEqualTo(NormalizationKind.DATASET);
        assertThat(Transfer.parts(3)).containsExactly("none", "stem", "stage1", "stage2", "backbone");
    }

    @Test
    void aRunFillsCurvesAndMatrixAndEndsInASentence() throws ProjectException, InterruptedException, UserIOException {
        modelFollowing("complete");
        Project project = fixture.openProject(folder, 2);
        network.choose(new NetworkChoice(Variants.spec("resnet32", 32, 2).withShortcut(Shortcut.B)));
        model.start();
        assertThat(model.runningProperty().get()).isTrue();
        pulseUntil(() -> !model.runningProperty().get());

        assertThat(shown().phase()).isEqualTo(Phase.COMPLETED);
        assertThat(shown().curves().batches().x()).hasSize(8);
        assertThat(shown().curves().validationAccuracy().y()).containsExactly(0.5, 0.75);
        assertThat(shown().matrix().orElseThrow().count(1, 1)).isEqualTo(2);
        assertThat(fixture.notifications).singleElement().satisfies(n -> assertThat(n.text())
                .startsWith("Done: 75.0 %"));
        Path out = project.runsFolder().resolve("20260304-050607-resnet32");
        assertThat(model.view().shownProperty().get().orElseThrow().folder()).isEqualTo(out);
        assertThat(handover.trained).containsExactly(out);
        assertThat(handover.used).isEmpty();
        Path file = project.cacheFolder().resolve("job.json");
        assertThat(started)
                .containsExactly(List.of("--job", file.toString(), "--engine", "auto", "--out", out.toString()));
        assertThat(JobJson.read(file))
                .isEqualTo(new Job(
                        Variants.spec("resnet32", 32, 2).withShortcut(Shortcut.B),
                        new TrainingConfig(
                                15,
                                32,
                                new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.9, 5e-4),
                                new Schedule(Schedule.Kind.COSINE, 0.05, 1),
                                new TrainingConfig.Preparation(
                                        Augmentations.parse("flip,crop=4", 32),
                                        NormalizationKind.DATASET,
                                        ResizeMode.SQUASH),
                                Transfer.NONE,
                                Recipe.PLAIN,
                                EarlyStopping.NEVER,
                                Keeping.USUAL,
                                1),
                        new Job.Data(Job.Source.PROJECT, project.folder(), Optional.empty(), 0.2),
                        "auto",
                        DeviceChoice.AUTO));
    }

    @Test
    void deviceAndBatchSizeAreRememberedAtOnce() {
        modelFollowing("complete");
        model.form().deviceProperty().set(DeviceChoice.CPU);
        model.form().batchSize().textProperty().set("48");
        model.form().batchSize().textProperty().set("many");

        TrainForm next = new TrainForm(new ScreenFixture(folder).context().settings(), ScreenFixture.MESSAGES);
        assertThat(next.deviceProperty().get()).isEqualTo(DeviceChoice.CPU);
        assertThat(next.batchSize().textProperty().get()).isEqualTo("48");
        assertThat(next.job(SPEC, folder).device()).isEqualTo(DeviceChoice.CPU);
    }

    /** Also after the studio was closed and opened again. */
    @ParameterizedTest
    @EnumSource(Preset.class)
    void aPresetFillsInEverythingThatItSays(Preset preset) throws ProjectException {
        modelFollowing("complete");
        fixture.openProject(folder, 2);
        for (Preset before : Preset.values()) {
            model.form().take(before, 32);
            model.form().take(preset, 32);
            assertThat(model.form().config(SPEC)).as("after %s", before).isEqualTo(preset.config(32));
        }

        TrainingConfig expected = preset.config(32);
        assertThat(model.form().config(SPEC)).isEqualTo(expected);
        TrainForm next = new TrainForm(fixture.context().settings(), ScreenFixture.MESSAGES);
        assertThat(next.config(SPEC)).isEqualTo(expected);
        // another strength than the preset's is the usual one
        next.augmentations().get("crop").set(false);
        next.augmentations().get("crop").set(true);
        assertThat(next.config(SPEC).preparation().augmentations().cliText()).contains("crop=4");
    }

    @Test
    void milestonesAreAskedForWithTheirScheduleAlone() throws ProjectException {
        modelFollowing("complete");
        fixture.openProject(folder, 2);
        model.form().milestones().textProperty().set("three");
        assertThat(model.obstacleProperty().get()).isEmpty();
        model.form().scheduleProperty().set(Schedule.Kind.MILESTONES);
        assertThat(model.obstacleProperty().get()).isEqualTo(ScreenFixture.MESSAGES.text("train.obstacle.form"));
        for (String wrong : List.of("", "0", "5 4", "5;5", "20000", "-1", ",")) {
            model.form().milestones().textProperty().set(wrong);
            assertThat(model.obstacleProperty().get()).as(wrong).isNotEmpty();
        }
        for (String right : List.of("3, 7,12.5", "3;7;12.5", "3 7  12.5", "3、7，12.5", "３，７，１２．５")) {
            model.form().milestones().textProperty().set(right);
            assertThat(model.obstacleProperty().get()).as(right).isEmpty();
            assertThat(model.form().config(SPEC).schedule().milestones()).containsExactly(3.0, 7.0, 12.5);
        }
    }

    @Test
    void picturesWhoseFeaturesAreKeptAreNotMixed() throws ProjectException {
        modelFollowing("complete");
        fixture.openProject(folder, 2);
        model.form().scheduleProperty().set(Schedule.Kind.ONE_CYCLE);
        assertThat(model.form().config(SPEC).schedule().warmUpEpochs()).isZero();
        model.form().mixup().textProperty().set("0.2");
        assertThat(model.obstacleProperty().get()).isEmpty();
        assertThat(model.form().config(SPEC).recipe().mixup()).isEqualTo(0.2);
        // in whatever order it is chosen
        model.form().beginning().sourceProperty().set(Optional.of(folder.resolve("weights.safetensors")));
        model.form().beginning().frozenProperty().set("backbone");
        model.form().beginning().cachedVariants().textProperty().set("4");
        assertThat(model.obstacleProperty().get()).contains("cannot be mixed");
        model.form().mixup().textProperty().set("0");
        assertThat(model.obstacleProperty().get()).isEmpty();
        model.form().classSizesProperty().set(TrainForm.ClassSizes.SAMPLING);
        assertThat(model.obstacleProperty().get()).contains("cannot be mixed");
        model.form().beginning().frozenProperty().set("none");
        assertThat(model.obstacleProperty().get()).isEmpty();
    }

    @Test
    void splitsAreStoredBeforeTheTrainerStarts() throws ProjectException, InterruptedException {
        modelFollowing("complete");
        Project project = fixture.openProject(folder, 2);
        model.start();
        pulseUntil(() -> !model.runningProperty().get());

        assertThat(project.dataset().samples())
                .allSatisfy(s -> assertThat(s.split()).isPresent());
    }

    @Test
    void stopAsksTheTrainerAndWaitsForItsLastWord() throws ProjectException, InterruptedException {
        modelFollowing("wait");
        fixture.openProject(folder, 2);
        model.start();
        pulseUntil(() -> shown().best().epoch() == 1);
        model.stop();
        assertThat(shown().phase()).isEqualTo(Phase.STOPPING);
        pulseUntil(() -> !model.runningProperty().get());

        assertThat(shown().phase()).isEqualTo(Phase.STOPPED);
        assertThat(RunTexts.headline(shown(), ScreenFixture.MESSAGES)).startsWith("Stopped after epoch 1: 50.0 %");
    }

    @Test
    void aRunIsPausedAndContinued() throws ProjectException, InterruptedException {
        modelFollowing("wait");
        fixture.openProject(folder, 2);
        model.start();
        assertThat(model.pausableProperty().get()).isFalse();
        pulseUntil(() -> shown().best().epoch() == 1);
        assertThat(model.pausableProperty().get()).isTrue();

        model.pauseOrContinue();
        pulseUntil(() -> model.pausedProperty().get());
        assertThat(RunTexts.headline(shown(), ScreenFixture.MESSAGES)).isEqualTo("Paused: Epoch 1 of 2, batch 4 of 4");
        assertThat(shown().phase().running()).isTrue();
        model.pauseOrContinue();
        pulseUntil(() -> !model.pausedProperty().get());
        assertThat(shown().phase()).isEqualTo(Phase.TRAINING);
        model.pauseOrContinue();
        pulseUntil(() -> model.pausedProperty().get());
        model.stop();
        assertThat(model.stoppingProperty().get()).isTrue();
        assertThat(model.pausableProperty().get()).isFalse();
        pulseUntil(() -> !model.runningProperty().get());

        assertThat(shown().phase()).isEqualTo(Phase.STOPPED);
        assertThat(model.stoppingProperty().get()).isFalse();
    }

    @Test
    void whatIsChangedOfARunIsAskedForAndNothingElse() throws ProjectException, InterruptedException {
        modelFollowing("wait");
        fixture.openProject(folder, 2);
        model.start();
        pulseUntil(() -> shown().best().epoch() == 1);

        RunChangeModel untouched = new RunChangeModel(fixture.context(), model);
        assertThat(untouched.epochs().textProperty().get()).isEqualTo("2");
        assertThat(untouched.learningRate().value()).isPresent();
        untouched.patience().textProperty().set("0");
        RunChangeModel change = new RunChangeModel(fixture.context(), model);
        change.learningRate().textProperty().set("nought");
        assertThat(change.apply()).isFalse();
        change.learningRate().textProperty().set("0,02");
        change.epochs().textProperty().set("9");
        change.patience().textProperty().set("4");
        assertThat(change.apply()).isTrue();
        pulseUntil(() -> shown().position().patience().equals(OptionalInt.of(4)));

        assertThat(shown().started().orElseThrow().epochs()).isEqualTo(9);
        assertThat(shown().position().learningRate()).isEqualTo(0.02);
        RunChangeModel again = new RunChangeModel(fixture.context(), model);
        assertThat(again.patience().textProperty().get()).isEqualTo("4");
        assertThat(again.learningRate().textProperty().get()).isEqualTo("0.02");
        assertThat(again.apply()).isTrue();
        model.stop();
        pulseUntil(() -> !model.runningProperty().get());
        assertThat(shown().phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void aKilledTrainerShowsAsFailedAndKeepsItsCurves() throws ProjectException, InterruptedException {
        modelFollowing("wait");
        fixture.openProject(folder, 2);
        model.start();
        pulseUntil(() -> shown().best().epoch() == 1);
        model.kill();
        pulseUntil(() -> !model.runningProperty().get());

        assertThat(shown().phase()).isEqualTo(Phase.FAILED);
        assertThat(shown().end().failure().english()).contains("killed").contains("start the run again");
        assertThat(shown().curves().trainLoss().x()).containsExactly(1);
        assertThat(fixture.notifications)
                .extracting(Notifier.Notification::kind)
                .containsOnly(Notifier.Kind.PROBLEM);
    }

    @Test
    void aTrainerThatRefusesShowsItsSentence() throws ProjectException, InterruptedException {
        modelFollowing("refuse");
        fixture.openProject(folder, 2);
        model.start();
        pulseUntil(() -> !model.runningProperty().get());

        assertThat(shown().phase()).isEqualTo(Phase.FAILED);
        assertThat(shown().end().failure().english()).isEqualTo("The disk is full: free some space and train again.");
    }

    @Test
    void aProcessThatCannotBeStartedIsAFailureToo() throws ProjectException {
        modelWith((arguments, listener) -> {
            throw new UserIOException(Sentence.inWords("There is no Java here."));
        });
        fixture.openProject(folder, 2);
        model.start();
        fixture.context().pulse().tick();

        assertThat(shown().phase()).isEqualTo(Phase.FAILED);
        assertThat(shown().end().failure().english()).isEqualTo("There is no Java here.");
        assertThat(model.runningProperty().get()).isFalse();
    }

    @Test
    void secondRunsOfTheSameSecondGetAFolderOfTheirOwn() throws ProjectException, IOException, InterruptedException {
        modelFollowing("complete");
        Project project = fixture.openProject(folder, 2);
        Files.createDirectories(project.runsFolder().resolve("20260304-050607-resnet20"));
        model.start();
        pulseUntil(() -> !model.runningProperty().get());

        assertThat(model.view().shownProperty().get().orElseThrow().folder())
                .isEqualTo(project.runsFolder().resolve("20260304-050607-resnet20-2"));
    }

    @Test
    void theFormIsRememberedAndAdamBringsItsUsualLearningRate() throws ProjectException, InterruptedException {
        modelFollowing("complete");
        fixture.openProject(folder, 2);
        model.form().optimizerProperty().set(OptimizerSettings.Kind.ADAM);
        assertThat(model.form().learningRate().textProperty().get()).isEqualTo("0.002");
        model.form().augmentations().get("flip").set(false);
        model.form().augmentations().get("crop").set(false);
        model.start();
        pulseUntil(() -> !model.runningProperty().get());

        TrainForm next = new TrainForm(new ScreenFixture(folder).context().settings(), ScreenFixture.MESSAGES);
        assertThat(next.optimizerProperty().get()).isEqualTo(OptimizerSettings.Kind.ADAM);
        assertThat(next.learningRate().value()).hasValue(0.002);
        assertThat(next.config(SPEC).preparation().augmentations()).isEqualTo(Augmentations.NONE);
    }

    @Test
    void aRunStaysKnownWhileAnotherProjectIsOpenAndNoSecondOneStartsBesideIt() throws Exception {
        modelFollowing("wait");
        Project first = fixture.openProject(Files.createDirectory(folder.resolve("first")), 2);
        model.start();
        pulseUntil(() -> shown().best().epoch() == 1);
        Path run = model.view().shownProperty().get().orElseThrow().folder();

        Project second = Project.create(folder.resolve("second/project"));
        second.importSources(List.of(folder.resolve("first/pictures")), ImportListener.NONE, () -> false);
        fixture.context().project().replace(second);

        assertThat(model.runningProperty().get()).isTrue();
        assertThat(model.elsewhereProperty().get()).isTrue();
        assertThat(model.obstacleProperty().get()).contains("“project”").contains("is being trained");
        assertThat(model.view().shownProperty().get()).isEmpty();
        assertThat(model.watch().liveProperty().get().orElseThrow().folder()).isEqualTo(run);
        model.start();
        assertThat(started).hasSize(1);

        fixture.context().project().replace(first);
        assertThat(model.view().shownProperty().get().orElseThrow().folder()).isEqualTo(run);
        assertThat(model.elsewhereProperty().get()).isFalse();

        fixture.context().project().replace(second);
        model.stop();
        pulseUntil(() -> !model.runningProperty().get());
        assertThat(model.obstacleProperty().get()).isEmpty();
        assertThat(fixture.notifications).last().satisfies(told -> assertThat(told.text())
                .startsWith("Project “project”: Stopped after epoch 1"));
        first.close();
    }

    @Test
    void whoeverSeesTheRunHasHeardOfItsEnd() throws Exception {
        Notifications notifications = new Notifications();
        fixture = new ScreenFixture(folder.resolve("noted"), notifications);
        modelFollowing("complete");
        fixture.openProject(folder, 2);
        model.start();
        pulseUntil(() -> !model.runningProperty().get());
        assertThat(notifications.currentProperty().get()).isPresent();

        fixture.context().navigator().show(ScreenId.TRAIN);

        assertThat(notifications.currentProperty().get()).isEmpty();
    }

    @Test
    void whatIsDoubtfulIsSaidBeforeTheStart() throws Exception {
        modelFollowing("complete");
        Path pictures = folder.resolve("unequal");
        Pictures.folder(pictures.resolve("common"), 60);
        Pictures.folder(pictures.resolve("rare"), 3);
        Project project = Project.create(folder.resolve("project"));
        project.importSources(List.of(pictures), ImportListener.NONE, () -> false);
        project.addClass("never");
        fixture.context().project().replace(project);

        assertThat(model.obstacleProperty().get()).isEmpty();
        assertThat(model.remarksProperty().get())
                .extracting(TrainRemarks.Remark::brief)
                .containsExactly(
                        "Unequal classes: 2 to 48", "1 class without pictures", "1 class with under 5 pictures");
        assertThat(model.remarksProperty().get().get(0).sentence())
                .contains("“rare” has 2 pictures", "“common” has 48");
    }

    @Test
    void anotherProjectTakesTheRunOffTheScreen() throws ProjectException, InterruptedException {
        modelFollowing("complete");
        Project project = fixture.openProject(folder, 2);
        model.start();
        pulseUntil(() -> !model.runningProperty().get());
        fixture.context().project().replace(null);
        project.close();

        assertThat(model.view().shownProperty().get()).isEmpty();
    }
}
