package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.training.TestEngines;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.network.NetworkChoice;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.Settings;

/** What a run is trained with belongs to its project, and begins with what fits the pictures. */
class ProjectSettingsTest {
    @TempDir
    private Path folder;

    private ScreenFixture fixture;
    private CurrentNetwork network;
    private TrainModel model;

    @BeforeEach
    void make() {
        fixture = new ScreenFixture(folder);
        fixture.context().navigator().show(ScreenId.TRAIN);
        fixture.letSettingsFollowTheProject();
        network = new CurrentNetwork(fixture.context().settings());
        model = new TrainModel(
                fixture.context(),
                new RunHistory(fixture.context()),
                network,
                new NotedHandover(),
                FakeTrainer.starter("complete", List.of()),
                Clock.systemUTC());
    }

    @AfterEach
    void close() throws ProjectException {
        fixture.close();
    }

    private void open(String name, int widthPx, int heightPx) throws IOException, ProjectException {
        for (String label : List.of("cat", "dog")) {
            Path pictures =
                    Files.createDirectories(folder.resolve(name + "-pictures").resolve(label));
            for (int i = 0; i < 4; i++) {
                BufferedImage picture = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_BYTE_GRAY);
                picture.setRGB(i, 0, 0xffffff);
                ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
            }
        }
        Project project = Project.create(folder.resolve(name));
        project.importSources(List.of(folder.resolve(name + "-pictures")), ImportListener.NONE, () -> false);
        reopen(project);
    }

    private void reopen(Project project) throws ProjectException {
        Optional<Project> before = fixture.context().project().replace(project);
        if (before.isPresent()) {
            before.get().close();
        }
    }

    @Test
    void theNextProjectBeginsWithTheDefaultsAndTheFirstKeepsItsOwn() throws Exception {
        open("first", 28, 28);
        TrainForm form = model.form();
        form.learningRate().textProperty().set("0.5");
        form.optimizerProperty().set(OptimizerSettings.Kind.ADAMW);
        form.augmentations().get("zoom").set(true);
        form.beginning().sourceProperty().set(Optional.of(folder.resolve("weights.h5")));
        network.choose(NetworkChoice.of("resnet50", 96));

        open("second", 28, 28);
        assertThat(form.learningRate().value()).hasValue(0.05);
        assertThat(form.optimizerProperty().get()).isEqualTo(OptimizerSettings.Kind.SGD);
        assertThat(form.augmentations().get("zoom").get()).isFalse();
        assertThat(form.beginning().sourceProperty().get()).isEmpty();
        assertThat(network.get()).isEqualTo(NetworkChoice.DEFAULT);

        reopen(Project.open(folder.resolve("first")));
        assertThat(form.learningRate().value()).hasValue(0.5);
        assertThat(form.optimizerProperty().get()).isEqualTo(OptimizerSettings.Kind.ADAMW);
        assertThat(form.augmentations().get("zoom").get()).isTrue();
        assertThat(network.get()).isEqualTo(NetworkChoice.of("resnet50", 96));
    }

    @Test
    void largePicturesAreSuggestedALargerImageSizeAndSmallOnesAreNot() throws Exception {
        open("photographs", 1200, 900);
        assertThat(network.get()).isEqualTo(NetworkChoice.of("resnet18", 128));
        assertThat(model.remarksProperty().get())
                .extracting(TrainRemarks.Remark::brief)
                .noneMatch(brief -> brief.contains("px"));

        network.choose(NetworkChoice.DEFAULT);
        assertThat(model.remarksProperty().get())
                .extracting(TrainRemarks.Remark::brief)
                .contains("32 px of 900 px pictures");

        open("icons", 28, 28);
        assertThat(network.get()).isEqualTo(NetworkChoice.DEFAULT);
        assertThat(model.remarksProperty().get())
                .extracting(TrainRemarks.Remark::brief)
                .noneMatch(brief -> brief.contains("px"));
    }

    @Test
    void aChosenNetworkIsNotReplacedByASuggestion() throws Exception {
        open("photographs", 1200, 900);
        network.choose(NetworkChoice.of("resnet20", 48));
        fixture.close();
        reopen(Project.open(folder.resolve("photographs")));
        assertThat(network.get()).isEqualTo(NetworkChoice.of("resnet20", 48));
    }

    /** They wrote engines in upper case. */
    @Test
    void theEngineIsReadAndWrittenAsFormerVersionsDo() {
        Settings settings = fixture.context().settings();
        settings.setValue("train.engine", "PYTORCH");
        TrainForm form = new TrainForm(settings, fixture.context().messages());
        assertThat(form.engineProperty().get()).isEqualTo(TestEngines.PYTORCH);
        form.engineProperty().set(TestEngines.DL4J);
        assertThat(settings.value("train.engine")).contains("DL4J");

        settings.setValue("train.engine", "TENSORFLOW");
        assertThat(new TrainForm(settings, fixture.context().messages())
                        .engineProperty()
                        .get())
                .as("an engine that this version does not have")
                .isEqualTo(EngineChoice.AUTO);
    }
}
