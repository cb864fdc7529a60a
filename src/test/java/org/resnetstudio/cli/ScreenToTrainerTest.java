package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.Job;
import org.resnetstudio.job.JobJson;
import org.resnetstudio.job.Keeping;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.NetworkOption;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.OptionType;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.network.NetworkModel;

/** The network that the Network screen shows is the one in the job that a trainer reads. */
class ScreenToTrainerTest {
    private static final int CLASSES = 10;

    @TempDir
    private Path folder;

    private ScreenFixture fixture;
    private CurrentNetwork current;
    private NetworkModel model;

    private static final TrainingConfig TRAINING = new TrainingConfig(
            3,
            8,
            new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.9, 0),
            new Schedule(Schedule.Kind.STEP, 0.1, 0),
            new TrainingConfig.Preparation(Augmentations.NONE, NormalizationKind.DATASET, ResizeMode.SQUASH),
            Transfer.NONE,
            Recipe.PLAIN,
            EarlyStopping.NEVER,
            Keeping.USUAL,
            1);
    private static final Job.Data DATA = new Job.Data(Job.Source.FOLDER, Path.of("pictures"), Optional.empty(), 0.2);

    @BeforeEach
    void make() {
        fixture = new ScreenFixture(folder);
        current = new CurrentNetwork(fixture.context().settings());
        model = new NetworkModel(current, fixture.context(), Map::of, Optional::empty);
    }

    @AfterEach
    void close() throws ProjectException {
        fixture.close();
    }

    @Test
    void everyChoiceOfEveryVariantArrives() {
        int compared = 0;
        for (String variant : List.of("resnet20", "resnet18", "resnetv2-50", "zerofill-50", "keras-resnet50", "mini")) {
            model.variantProperty().set(Variants.named(variant));
            model.imageSizeProperty().set("64");
            compared += compare();
            for (NetworkOption<?> option : NetworkOptions.ALL) {
                if (option.type() instanceof OptionType.Choice<?> choice) {
                    compared += compareAll(model.options().chosen(option), choice);
                }
            }
        }
        assertThat(compared).isGreaterThan(150);
    }

    @SuppressWarnings("unchecked") // the values are of the option whose property it is
    private <T> int compareAll(ObjectProperty<T> chosen, OptionType.Choice<?> choice) {
        T before = chosen.get();
        int compared = 0;
        for (Object value : choice.values().values()) {
            chosen.set((T) value);
            compared += compare();
        }
        chosen.set(before);
        return compared;
    }

    /** 1 where the screen shows a network, which then is the trainer's; 0 where it shows why there is none. */
    private int compare() {
        NetworkGraph shown = model.graphProperty().get();
        if (shown == null) {
            assertThat(model.problemProperty().get()).isNotEmpty();
            return 0;
        }
        Path file = folder.resolve("job.json");
        ResNetSpec chosen = current.get().spec(CLASSES);
        try {
            JobJson.write(file, new Job(chosen, TRAINING, DATA, "auto", DeviceChoice.AUTO));
            Job job = JobJson.read(file);

            assertThat(job.network()).isEqualTo(shown.spec());
            assertThat(NetworkGraph.compile(job.network()).nodes()).isEqualTo(shown.nodes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return 1;
    }
}
