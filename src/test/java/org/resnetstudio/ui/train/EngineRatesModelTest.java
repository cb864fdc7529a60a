package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.benchmark.EngineRates;
import org.resnetstudio.benchmark.PretendRates;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.training.TestEngines;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.network.NetworkChoice;
import org.resnetstudio.ui.shell.ScreenId;

class EngineRatesModelTest {
    private static final String UNKNOWN =
            "The faster engine is found out once, in less than half a minute: when training starts, or now.";
    private static final String BOTH =
            "With PyTorch, 140 images/s; Deeplearning4j, 47.\nMeasured on ResNet-20 (CIFAR), 32 px.";

    @TempDir
    private Path folder;

    private final List<String> measured = new ArrayList<>();
    private ScreenFixture fixture;
    private CurrentNetwork network;
    private TrainModel training;

    @BeforeEach
    void make() {
        fixture = new ScreenFixture(folder);
        network = new CurrentNetwork(fixture.context().settings());
        training = new TrainModel(
                fixture.context(),
                new RunHistory(fixture.context()),
                network,
                new NotedHandover(),
                FakeTrainer.starter("silent", new ArrayList<>()),
                Clock.systemUTC());
    }

    @AfterEach
    void close() throws ProjectException {
        training.kill();
        fixture.close();
    }

    private EngineRatesModel model(boolean pytorchInstalled, PretendRates.Measurement measurement) {
        EngineRates rates = PretendRates.of(folder.resolve("rates.json"), pytorchInstalled, measurement);
        EngineRatesModel model = new EngineRatesModel(fixture.context(), network, training, rates);
        model.refresh();
        return model;
    }

    private EngineRatesModel model() {
        return model(true, (engine, work, cancelled) -> {
            measured.add(engine.shortName() + " " + work.network());
            return (engine.equals(TestEngines.PYTORCH) ? 140 : 47)
                    / (work.network().equals("resnet20") ? 1.0 : 10.0);
        });
    }

    private static String line(EngineRatesModel model) {
        return model.lineProperty().get().replace('\u00a0', ' ');
    }

    @Test
    void whatIsNotKnownIsMeasuredOnRequestAndKnownInTheNextStudio() {
        EngineRatesModel model = model();
        assertThat(line(model)).isEqualTo(UNKNOWN);
        assertThat(model.measurableProperty().get()).isTrue();
        assertThat(model.actionProperty().get()).isEqualTo("Measure now");
        assertThat(measured).isEmpty();

        model.measure();
        assertThat(line(model)).isEqualTo(BOTH);
        assertThat(measured).containsExactly("dl4j resnet20", "pytorch resnet20");

        assertThat(line(model())).isEqualTo(BOTH);
        assertThat(measured).hasSize(2);
    }

    @Test
    void figuresThatWereMeasuredOnABusyMachineCanBeMeasuredAgain() {
        double[] factor = {0.1};
        EngineRatesModel model =
                model(true, (engine, work, cancelled) -> engine.equals(TestEngines.DL4J) ? 47 : factor[0] * 140);
        model.measure();
        assertThat(line(model)).startsWith("With Deeplearning4j, 47 images/s; PyTorch, 14.");
        assertThat(model.actionProperty().get()).isEqualTo("Measure again");

        factor[0] = 1;
        model.measure();
        assertThat(line(model)).isEqualTo(BOTH);
    }

    @Test
    void anotherFamilyHasFiguresOfItsOwn() {
        EngineRatesModel model = model();
        model.measure();
        network.choose(NetworkChoice.of("resnet110", 48));
        assertThat(line(model)).as("the same family").isEqualTo(BOTH);
        network.choose(NetworkChoice.of("resnet50", 224));
        assertThat(line(model)).isEqualTo(UNKNOWN);

        model.measure();
        assertThat(line(model))
                .isEqualTo("With PyTorch, 14 images/s; Deeplearning4j, 4.7.\nMeasured on ResNet-50, 64 px.");
        assertThat(model.detailProperty().get()).contains("8 pictures of 64 × 64 pixels");
        network.choose(NetworkChoice.DEFAULT);
        assertThat(line(model)).isEqualTo(BOTH);
    }

    @Test
    void anEngineThatWasChosenByHandIsTheOneThatTrains() {
        EngineRatesModel model = model();
        training.form().engineProperty().set(TestEngines.DL4J);
        assertThat(line(model)).isEqualTo("With Deeplearning4j; how fast it is here is not known yet.");
        model.measure();
        assertThat(line(model))
                .isEqualTo("With Deeplearning4j, 47 images/s; PyTorch, 140.\nMeasured on ResNet-20 (CIFAR), 32 px.");
        training.form().engineProperty().set(EngineChoice.AUTO);
        assertThat(line(model)).isEqualTo(BOTH);
    }

    @Test
    void whereOneEngineDoesNotWorkTheOtherIsNamedAndTheReasonIsThere() {
        EngineRatesModel model = model(true, (engine, work, cancelled) -> {
            if (engine.equals(TestEngines.PYTORCH)) {
                throw new IOException("Its native library does not run on this machine.");
            }
            return 47;
        });
        model.measure();
        assertThat(line(model))
                .isEqualTo("With Deeplearning4j, 47 images/s; PyTorch does not work here."
                        + "\nMeasured on ResNet-20 (CIFAR), 32 px.");
        assertThat(model.detailProperty().get())
                .endsWith("PyTorch cannot be used: Its native library does not run on this machine.");
        training.form().engineProperty().set(TestEngines.PYTORCH);
        assertThat(line(model)).isEqualTo("PyTorch does not work here: choose another engine under Advanced.");
    }

    @Test
    void whereNoEngineWorksTheHomeEngineWillTry() {
        EngineRatesModel model = model(true, (engine, work, cancelled) -> {
            throw new IOException("There is not enough memory.");
        });
        model.measure();
        assertThat(line(model))
                .isEqualTo("Neither engine could be measured here; training starts with Deeplearning4j.");
        assertThat(model.detailProperty().get())
                .isEqualTo("Deeplearning4j cannot be used: There is not enough memory.\n"
                        + "PyTorch cannot be used: There is not enough memory.");
    }

    @Test
    void whereLibtorchDoesNotExistTheHomeEngineIsNamedBeforeAnythingIsMeasured() {
        EngineRatesModel model = model(false, (engine, work, cancelled) -> 47);
        assertThat(line(model)).isEqualTo("With Deeplearning4j; how fast it is here is not known yet.");
        assertThat(model.detailProperty().get())
                .isEqualTo("PyTorch cannot be used: libtorch does not exist for this system.");
        model.measure();
        assertThat(line(model)).startsWith("With Deeplearning4j, 47 images/s");
    }

    @Test
    void aMeasurementShowsAsAJobThatCanBeCancelled() {
        List<String> seen = new ArrayList<>();
        EngineRatesModel[] model = new EngineRatesModel[1];
        model[0] = model(true, (engine, work, cancelled) -> {
            assertThat(cancelled.getAsBoolean()).isFalse();
            fixture.context().jobs().running().forEach(job -> seen.add(job.title() + ": " + job.message()));
            seen.add(line(model[0]));
            fixture.context().jobs().cancelAll();
            assertThat(cancelled.getAsBoolean()).isTrue();
            throw new CancellationException();
        });
        model[0].measure();

        assertThat(seen)
                .containsExactly("Measuring the engines: Deeplearning4j", "Measuring how fast each engine is here");
        assertThat(line(model[0])).isEqualTo(UNKNOWN);
        assertThat(model[0].measurableProperty().get()).isTrue();
        assertThat(fixture.notifications).isEmpty();
    }

    @Test
    void trainingEndsAMeasurementAndHidesTheLine() throws ProjectException {
        fixture.openProject(folder, 2);
        fixture.context().navigator().show(ScreenId.TRAIN);
        EngineRatesModel model = model(true, (engine, work, cancelled) -> {
            training.start();
            assertThat(cancelled.getAsBoolean()).isTrue();
            throw new CancellationException();
        });
        assertThat(model.shownProperty().get()).isTrue();
        model.measure();

        assertThat(training.runningProperty().get()).isTrue();
        assertThat(model.shownProperty().get()).isFalse();
        assertThat(model.measurableProperty().get()).isFalse();
    }
}
