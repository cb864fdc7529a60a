package org.resnetstudio.ui.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.NetworkOption;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.OptionType;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;
import org.resnetstudio.ui.ScreenFixture;

class NetworkUndoTest {
    @TempDir
    private Path folder;

    private ScreenFixture fixture;
    private CurrentNetwork current;
    private NetworkModel model;

    @BeforeEach
    void make() {
        fixture = new ScreenFixture(folder);
        current = new CurrentNetwork(fixture.context().settings());
        model = new NetworkModel(current, fixture.context(), Map::of, Optional::empty);
    }

    private String told() {
        return fixture.notifications.get(fixture.notifications.size() - 1).text();
    }

    @Test
    void everyKindOfChangeIsTakenBackAndMadeAgain() {
        NetworkChoice first = current.get();
        model.options().chosen(NetworkOptions.SHORTCUT).set(Shortcut.C);
        model.options().chosen(NetworkOptions.CONVOLUTION_BIAS).set(true);
        model.options().chosen(NetworkOptions.BLOCK).set(BlockKind.BOTTLENECK);
        NetworkChoice changed = current.get();
        model.reset();
        NetworkChoice reset = current.get();
        model.variantProperty().set(Variants.named("resnet50"));

        model.undo().undo();
        assertThat(current.get()).isEqualTo(reset);
        assertThat(model.variantProperty().get().name()).isEqualTo("resnet20");
        assertThat(model.imageSizeProperty().get()).isEqualTo("32");
        assertThat(told()).isEqualTo("Undone: ResNet-20 (CIFAR) → ResNet-50.");
        model.undo().undo();
        assertThat(current.get()).isEqualTo(changed);
        assertThat(model.changedProperty().get()).isTrue();
        assertThat(told()).isEqualTo("Undone: Shortcut, Residual block, Bias in convolutions.");
        model.undo().undo();
        assertThat(model.options().chosen(NetworkOptions.BLOCK).get()).isEqualTo(BlockKind.BASIC);
        model.undo().undo();
        model.undo().undo();
        assertThat(current.get()).isEqualTo(first);
        assertThat(told()).isEqualTo("Undone: Shortcut.");
        assertThat(model.undo().undoableProperty().get()).isFalse();

        for (int i = 0; i < 5; i++) {
            assertThat(model.undo().redoableProperty().get()).isTrue();
            model.undo().redo();
        }
        assertThat(current.get()).isEqualTo(NetworkChoice.of("resnet50", 224));
        assertThat(told()).isEqualTo("Redone: ResNet-20 (CIFAR) → ResNet-50.");
        assertThat(model.undo().redoableProperty().get()).isFalse();
    }

    @Test
    void aNumberThatIsTypedIsOneStepAndWhatCannotBeBuiltIsNone() {
        model.imageSizeProperty().set("6");
        model.imageSizeProperty().set("64");
        model.imageSizeProperty().set("640");
        model.options().typed(NetworkOptions.STAGES).set("3, 3");
        model.options().typed(NetworkOptions.STAGES).set("3, 3, ");
        model.options().typed(NetworkOptions.STAGES).set("3, 3, 3, 4");

        model.undo().undo();
        assertThat(model.options().typed(NetworkOptions.STAGES).get()).isEqualTo("3, 3, 3");
        assertThat(model.options().typed(NetworkOptions.CHANNELS).get()).isEqualTo("16, 32, 64");
        assertThat(told()).isEqualTo("Undone: Blocks of each stage, Channels of each stage, Stride of each stage.");
        model.undo().undo();
        assertThat(model.imageSizeProperty().get()).isEqualTo("32");
        assertThat(model.undo().undoableProperty().get()).isFalse();
        model.undo().redo();
        assertThat(model.imageSizeProperty().get()).isEqualTo("640");
    }

    @Test
    void settingsThatCannotBeBuiltAreTakenBackFirst() {
        model.options().chosen(NetworkOptions.ZERO_LAST_GAMMA).set(true);
        model.options().chosen(NetworkOptions.ORDER).set(BlockDetails.Order.PRE_ACTIVATION);
        assertThat(model.problemProperty().get()).isNotEmpty();

        model.undo().undo();
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(model.options().chosen(NetworkOptions.ORDER).get()).isEqualTo(BlockDetails.Order.POST_ACTIVATION);
        assertThat(model.options().chosen(NetworkOptions.ZERO_LAST_GAMMA).get()).isTrue();
        assertThat(told()).isEqualTo("Undone: settings that cannot be built.");

        model.imageSizeProperty().set("wide");
        assertThat(model.undo().undoableProperty().get()).isTrue();
        model.undo().undo();
        assertThat(model.imageSizeProperty().get()).isEqualTo("32");
        model.undo().undo();
        assertThat(model.options().chosen(NetworkOptions.ZERO_LAST_GAMMA).get()).isFalse();
    }

    @Test
    void aVariantThatIsTakenBackBringsItsChangesAlong() {
        model.options().typed(NetworkOptions.STEM_CHANNELS).set("24");
        model.imageSizeProperty().set("40");
        NetworkChoice before = current.get();
        model.variantProperty().set(Variants.named("mini"));
        assertThat(current.get().imageSizePx()).isEqualTo(40);

        model.undo().undo();
        assertThat(current.get()).isEqualTo(before);
        assertThat(new CurrentNetwork(new ScreenFixture(folder).context().settings()).get())
                .isEqualTo(before);
    }

    @Test
    void everyOptionHasAName() {
        for (NetworkOption<?> option : NetworkOptions.ALL) {
            assertThat(OptionTexts.name(option, ScreenFixture.MESSAGES)).isNotEmpty();
            assertThat(OptionTexts.hint(option, ScreenFixture.MESSAGES)).isNotEmpty();
            requireNames(option);
        }
    }

    private static <T> void requireNames(NetworkOption<T> option) {
        if (option.type() instanceof OptionType.Choice<T> choice) {
            choice.values().values().forEach(value -> assertThat(
                            OptionTexts.choice(option, value, ScreenFixture.MESSAGES))
                    .isNotEmpty());
        }
    }
}
