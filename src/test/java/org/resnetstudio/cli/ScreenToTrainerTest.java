package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.NetworkOption;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.OptionType;
import org.resnetstudio.network.Variants;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.network.NetworkModel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The network that the Network screen shows is the one that a trainer builds of the arguments that Train gives it. */
class ScreenToTrainerTest {
    private static final int CLASSES = 10;

    @TempDir
    private Path folder;

    private ScreenFixture fixture;
    private CurrentNetwork current;
    private NetworkModel model;

    @Command(modelTransformer = NetworkEdits.Flags.class)
    private static final class Trainer {
        @Mixin
        private TrainOptions options;
    }

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
        List<String> arguments = current.get().arguments(CLASSES);
        Trainer trainer = new Trainer();
        new CommandLine(trainer).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments.toArray(String[]::new));

        NetworkGraph trained = NetworkGraph.compile(trainer.options.network(CLASSES));

        assertThat(trained.spec()).as("%s", arguments).isEqualTo(shown.spec());
        assertThat(trained.nodes()).as("%s", arguments).isEqualTo(shown.nodes());
        return 1;
    }
}
