package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.benchmark.EngineRates;
import org.resnetstudio.benchmark.PretendRates;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.training.TestEngines;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.control.ConfusionMatrixView;
import org.resnetstudio.ui.control.Curve;
import org.resnetstudio.ui.control.LiveChart;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.Details;
import org.resnetstudio.ui.shell.Overlay;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.Views;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class TrainScreenTest extends ApplicationTest {
    @TempDir
    private static Path folder;

    private final List<List<String>> started = new ArrayList<>();
    private final NotedHandover handover = new NotedHandover();
    private final List<EngineChoice> measured = new ArrayList<>();
    private String script = "complete";
    private ScreenFixture fixture;
    private TrainModel model;

    @Override
    public void start(Stage stage) throws IOException, ProjectException {
        Path home = Files.createTempDirectory(folder, "studio");
        fixture = new ScreenFixture(home);
        fixture.openProject(home, 2);
        fixture.context().navigator().show(ScreenId.TRAIN);
        CurrentNetwork network = new CurrentNetwork(fixture.context().settings());
        TrainerStarter starter =
                (arguments, listener) -> FakeTrainer.starter(script, started).start(arguments, listener);
        model = new TrainModel(
                fixture.context(), new RunHistory(fixture.context()), network, handover, starter, Clock.systemUTC());
        EngineRates rates = PretendRates.of(home.resolve("rates.json"), true, (engine, work, cancelled) -> {
            measured.add(engine);
            return engine.equals(TestEngines.PYTORCH) ? 140 : 47;
        });
        EngineRatesModel engines = new EngineRatesModel(fixture.context(), network, model, rates);
        Details details = new Details(new Overlay(), new Views(ScreenFixture.MESSAGES, type -> null));
        Map<Class<?>, Supplier<Object>> controllers = Map.of(
                TrainController.class, () -> new TrainController(fixture.context(), model, details, () -> {}),
                TrainFormController.class, () -> new TrainFormController(fixture.context(), model, network),
                TrainBeginningController.class, () -> new TrainBeginningController(fixture.context(), model, network),
                TrainEnginesController.class, () -> new TrainEnginesController(engines),
                TrainRunController.class, () -> new TrainRunController(fixture.context(), model, handover, details),
                TrainRunsController.class, () -> new TrainRunsController(fixture.context(), model));
        Views views =
                new Views(ScreenFixture.MESSAGES, type -> controllers.get(type).get());
        stage.setScene(new Scene(views.screen(ScreenId.TRAIN), 1280, 800));
        stage.show();
    }

    @AfterEach
    void close() {
        interact(() -> {
            model.kill();
            closeProject();
        });
    }

    private void closeProject() {
        try {
            fixture.close();
        } catch (ProjectException e) {
            throw new AssertionError(e);
        }
    }

    private void pulseUntilEnd() throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> {
            interact(() -> fixture.context().pulse().tick());
            return !model.runningProperty().get();
        });
    }

    private <T> T find(String id, Class<T> type) {
        return type.cast(lookup(id).query());
    }

    @Test
    void anEmptyProjectInvitesToTrain() {
        assertThat(lookup("No runs yet").tryQuery()).isPresent();
        assertThat(find("#startRun", Button.class).isDisabled()).isFalse();
        assertThat(find("#estimate", Label.class).getText()).startsWith("16 pictures to train");
    }

    @Test
    void measuringTheEnginesSaysHowFastTheyAreBesideTheTrainButton() {
        Label line = find("#engineLine", Label.class);
        assertThat(line.getText()).startsWith("The faster engine is found out once");
        assertThat(measured).isEmpty();

        clickOn("#measureEngines");

        assertThat(line.getText().replace('\u00a0', ' '))
                .isEqualTo("With PyTorch, 140 images/s; Deeplearning4j, 47.\nMeasured on ResNet-20 (CIFAR), 32 px.");
        assertThat(line.getTooltip().getText())
                .startsWith("Bare training steps of ResNet-20 (CIFAR), 32 pictures of 32 × 32");
        assertThat(find("#measureEngines", Hyperlink.class).getText()).isEqualTo("Measure again");
        assertThat(measured).containsExactly(TestEngines.DL4J, TestEngines.PYTORCH);
    }

    @Test
    void aWrongLearningRateShowsItsSentenceBesideTheFieldAndDisablesTrain() {
        NumberInput learningRate = find("#learningRate", NumberInput.class);
        doubleClickOn(learningRate.field()).write("99");

        assertThat(learningRate.problem()).isEqualTo("Learning rate must be a number from 0.0000001 to 10.");
        assertThat(find("#startRun", Button.class).isDisabled()).isTrue();
        assertThat(find("#obstacle", Label.class).getText()).isEqualTo("Correct the marked settings first.");
        assertThat(started).isEmpty();
    }

    @Test
    void variantsToKeepAreAskedForWhileSomethingStaysAsItIs() {
        NumberInput variants = find("#cachedVariants", NumberInput.class);
        TrainBeginning beginning = model.form().beginning();
        interact(() -> beginning.sourceProperty().set(Optional.of(Path.of("weights.h5"))));
        assertThat(variants.getParent().isVisible()).isFalse();

        interact(() -> beginning.frozenProperty().set("backbone"));
        assertThat(variants.getParent().isVisible()).isTrue();
        assertThat(variants.field().getTooltip().getText()).contains("later epochs are faster, with less variety");

        interact(() -> variants.field().setText("many"));
        assertThat(variants.problem()).isEqualTo("Kept variants of each picture must be a whole number from 0 to 64.");
        assertThat(find("#startRun", Button.class).isDisabled()).isTrue();
    }

    @Test
    void pressingTrainFillsChartsAndMatrix() throws TimeoutException {
        clickOn("#startRun");
        assertThat(find("#stopRun", Button.class).isVisible()).isTrue();
        pulseUntilEnd();

        LiveChart loss = find("#loss", LiveChart.class);
        assertThat(loss.curves()).extracting(Curve::name).containsExactly("Train", "Validation", "Batches");
        assertThat(loss.curves().get(2).x()).hasSize(8);
        assertThat(find("#accuracy", LiveChart.class).curves().get(1).y()).containsExactly(0.5, 0.75);
        assertThat(find("#matrix", ConfusionMatrixView.class).isVisible()).isTrue();
        assertThat(find("#headline", Label.class).getText()).startsWith("Done: 75.0 %");
        assertThat(find("#matrixTitle", Label.class).getText()).isEqualTo("Confusion matrix, epoch 2");
        handover.used.clear();
        clickOn("#evaluateRun");
        assertThat(handover.used).hasSize(1);
        assertThat(fixture.context().navigator().current()).isEqualTo(ScreenId.EVALUATE);
    }

    @Test
    void aCellOfTheMatrixOpensItsPictures() throws TimeoutException {
        clickOn("#startRun");
        pulseUntilEnd();
        ConfusionMatrixView matrix = find("#matrix", ConfusionMatrixView.class);
        interact(matrix::requestFocus);
        type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);

        assertThat(handover.cells).containsExactly("1,0");
    }

    @Test
    void aKilledTrainerShowsAsFailed() throws TimeoutException {
        script = "wait";
        interact(() -> fixture.context().actions().run(AppAction.TRAIN_START));
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> {
            interact(() -> fixture.context().pulse().tick());
            return model.view()
                            .shownProperty()
                            .get()
                            .orElseThrow()
                            .snapshot()
                            .best()
                            .epoch()
                    == 1;
        });
        interact(model::kill);
        pulseUntilEnd();

        assertThat(find("#headline", Label.class).getText()).contains("killed");
        assertThat(find("#headline", Label.class).getPseudoClassStates())
                .anyMatch(state -> state.getPseudoClassName().equals("problem"));
        assertThat(find("#startRun", Button.class).isVisible()).isTrue();
    }
}
