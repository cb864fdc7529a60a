package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.job.Preset;
import org.resnetstudio.job.PresetFile;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.shell.TestContext;

class OwnPresetsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private TestContext test;
    private TrainForm form;
    private CurrentNetwork network;
    private OwnPresets presets;

    @BeforeEach
    void create() {
        test = new TestContext(folder);
        form = new TrainForm(test.context.settings(), test.context.messages());
        network = new CurrentNetwork(test.context.settings());
        presets = new OwnPresets(test.context, form, network);
    }

    private TrainingConfig config() {
        return form.config(network.get().forTwo());
    }

    @Test
    void whatIsSavedIsFilledInAgain() {
        Path file = folder.resolve("mine.json");
        form.take(Preset.BEST, 32);
        form.scheduleProperty().set(Schedule.Kind.MILESTONES);
        form.milestones().textProperty().set("30, 60.5");
        form.keepEvery().set(5);
        form.batchParts().set(4);
        form.seed().set(9);
        TrainingConfig saved = config();
        test.answers.add(file);
        presets.save();
        assertThat(file).exists();
        assertThat(test.lastTold()).contains("mine.json");

        form.take(Preset.QUICK, 32);
        form.milestones().textProperty().set("2");
        form.keepEvery().set(0);
        test.answers.add(file);
        presets.open();

        assertThat(config()).isEqualTo(saved);
        assertThat(form.seed().textProperty().get()).isEqualTo("9");
    }

    @Test
    void whatHasNoFieldIsNamed() throws Exception {
        Path file = folder.resolve("mine.json");
        new PresetFile(Preset.PAPER.config(32)).write(file);
        ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
        ((ObjectNode) json.at("/training/optimizer")).put("momentum", 0.8);
        JSON.writeValue(file.toFile(), json);
        test.answers.add(file);

        presets.open();

        assertThat(form.epochs().textProperty().get()).isEqualTo("182");
        assertThat(test.lastTold()).contains("optimizer.momentum").doesNotContain("weightDecay");
    }

    @Test
    void aFileThatIsNoPresetIsOneSentenceAndChangesNothing() throws Exception {
        TrainingConfig before = config();
        Path file = folder.resolve("photo.json");
        Files.writeString(file, "{}");
        test.answers.add(file);

        presets.open();

        assertThat(test.lastTold()).contains("photo.json");
        assertThat(config()).isEqualTo(before);
    }

    @Test
    void fieldsThatCannotBeTrainedAreNotSaved() {
        form.epochs().textProperty().set("none");
        test.answers.add(folder.resolve("mine.json"));

        presets.save();

        assertThat(test.lastTold()).contains("put them right");
        assertThat(folder.resolve("mine.json")).doesNotExist();
    }
}
