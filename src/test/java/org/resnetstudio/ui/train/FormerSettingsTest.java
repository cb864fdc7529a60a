package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.LayerSettings;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Stage;
import org.resnetstudio.network.Stem;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.Settings;
import org.resnetstudio.ui.shell.ThemeChoice;
import org.resnetstudio.ui.shell.WindowState;

/** The settings of a project of a former version are in force; see {@code formats/README.md}. */
class FormerSettingsTest {
    @TempDir
    private Path folder;

    private ScreenFixture fixture;
    private CurrentNetwork network;
    private TrainModel model;

    @BeforeEach
    void open() throws IOException, ProjectException, URISyntaxException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Path kept = Path.of(Objects.requireNonNull(FormerSettingsTest.class.getResource("/formats/version-0.1"))
                .toURI());
        for (String file : List.of("settings.json", "project/project.db", "project/settings.json")) {
            Files.copy(kept.resolve(file), folder.resolve(file));
        }
        fixture = new ScreenFixture(folder);
        fixture.letSettingsFollowTheProject();
        network = new CurrentNetwork(fixture.context().settings());
        model = new TrainModel(
                fixture.context(),
                new RunHistory(fixture.context()),
                network,
                new NotedHandover(),
                FakeTrainer.starter("complete", List.of()),
                Clock.systemUTC());
        fixture.context().project().replace(Project.open(project));
    }

    @AfterEach
    void close() throws ProjectException {
        fixture.close();
    }

    @Test
    void theWindowIsWhereItWas() {
        Settings settings = fixture.context().settings();

        assertThat(settings.theme()).isEqualTo(ThemeChoice.DARK);
        assertThat(settings.screen()).isEqualTo(ScreenId.TRAIN);
        assertThat(settings.window()).contains(new WindowState(40, 30, 1200, 760, false));
    }

    @Test
    void theNetworkIsTheOneThatWasChosen() {
        assertThat(network.get().forTwo())
                .isEqualTo(new ResNetSpec(
                        "resnet50",
                        new ResNetSpec.Input(96, 2),
                        new Stem(Stem.Kind.DEEP, 32),
                        new Body(
                                BlockKind.BOTTLENECK,
                                List.of(new Stage(2, 16, 1), new Stage(3, 32, 2)),
                                Shortcut.C,
                                Body.Downsampling.FIRST_1X1,
                                BlockDetails.STANDARD
                                        .withDownsamplingBlock(BlockDetails.DownsamplingBlock.LAST)
                                        .withZeroPadding(BlockDetails.ZeroPadding.BOTH_SIDES)
                                        .withProjection(BlockDetails.Projection.AVERAGE_POOL)
                                        .withSqueezeRatio(8)),
                        new LayerSettings(true, true, 0.001, 0.95, true),
                        new Head(Head.Pooling.MAX, 12, 0.25, Head.Output.SIGMOID)));
    }

    @Test
    void theTrainScreenHasWhatWasFilledIn() {
        TrainForm form = model.form();

        assertThat(List.of(
                        form.epochs(),
                        form.batchSize(),
                        form.learningRate(),
                        form.warmUp(),
                        form.weightDecay(),
                        form.validation(),
                        form.seed()))
                .extracting(field -> field.value().orElseThrow())
                .containsExactly(33.0, 24.0, 0.003, 2.0, 0.02, 25.0, 77.0);
        assertThat(form.optimizerProperty().get()).isEqualTo(OptimizerSettings.Kind.ADAMW);
        assertThat(form.scheduleProperty().get()).isEqualTo(Schedule.Kind.STEP);
        assertThat(form.normalizationProperty().get()).isEqualTo(NormalizationKind.IMAGENET);
        assertThat(form.engineProperty().get().shortName()).isEqualTo("pytorch");
        assertThat(form.deviceProperty().get()).isEqualTo(DeviceChoice.CPU);
        assertThat(form.augmentations().entrySet().stream()
                        .filter(entry -> entry.getValue().get())
                        .map(entry -> entry.getKey()))
                .containsExactlyInAnyOrder("flip", "gamma", "rotation", "vertical-flip");
    }
}
