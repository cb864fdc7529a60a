package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;

class ActionsTest {
    private final Navigator navigator = new Navigator(ScreenId.DATA);
    private final Actions actions = new Actions(navigator);
    private final SimpleBooleanProperty enabled = new SimpleBooleanProperty(true);
    private final List<String> done = new ArrayList<>();

    @Test
    void anActionOfAnotherScreenShowsThatScreenFirst() {
        navigator.currentProperty().addListener((property, before, now) -> {
            if (now == ScreenId.TRAIN) {
                actions.register(AppAction.TRAIN_START, () -> done.add("train"), enabled);
            }
        });
        actions.run(AppAction.TRAIN_START);
        assertThat(navigator.current()).isEqualTo(ScreenId.TRAIN);
        assertThat(done).containsExactly("train");
    }

    @Test
    void undoStaysOnTheScreenWhereItWasAskedFor() {
        actions.register(AppAction.UNDO, () -> done.add("undo"), enabled);
        navigator.show(ScreenId.EVALUATE);
        actions.run(AppAction.UNDO);
        assertThat(navigator.current()).isEqualTo(ScreenId.EVALUATE);
        assertThat(done).containsExactly("undo");
    }

    @Test
    void aDisabledActionDoesNothingAndItsMenuItemFollows() {
        actions.register(AppAction.UNDO, () -> done.add("undo"), enabled);
        assertThat(actions.disabledProperty(AppAction.UNDO).get()).isFalse();
        enabled.set(false);
        assertThat(actions.disabledProperty(AppAction.UNDO).get()).isTrue();
        actions.run(AppAction.UNDO);
        assertThat(done).isEmpty();
    }

    @Test
    void aScreenMayHaveItsOwnWayWhileItIsShown() {
        SimpleBooleanProperty network = new SimpleBooleanProperty(false);
        actions.register(AppAction.UNDO, () -> done.add("label"), enabled);
        actions.register(ScreenId.NETWORK, AppAction.UNDO, () -> done.add("network"), network);
        actions.run(AppAction.UNDO);
        navigator.show(ScreenId.NETWORK);
        assertThat(actions.disabledProperty(AppAction.UNDO).get()).isTrue();
        actions.run(AppAction.UNDO);
        network.set(true);
        assertThat(actions.disabledProperty(AppAction.UNDO).get()).isFalse();
        actions.run(AppAction.UNDO);
        navigator.show(ScreenId.TRAIN);
        enabled.set(false);
        assertThat(actions.disabledProperty(AppAction.UNDO).get()).isTrue();
        actions.run(AppAction.UNDO);
        assertThat(navigator.current()).isEqualTo(ScreenId.TRAIN);
        assertThat(done).containsExactly("label", "network");
    }
}
