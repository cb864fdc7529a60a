package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
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
    void undoAndSelectAllActOnTheScreenThatIsShownOrOnNone() {
        for (AppAction action : List.of(AppAction.UNDO, AppAction.REDO, AppAction.SELECT_ALL)) {
            actions.register(action, () -> done.add("data " + action), enabled);
            actions.register(ScreenId.EVALUATE, action, () -> done.add("evaluate " + action), enabled);
            navigator.show(ScreenId.EVALUATE);
            actions.run(action);
            navigator.show(ScreenId.TRAIN);
            assertThat(actions.disabledProperty(action).get()).isTrue();
            actions.run(action);
            assertThat(navigator.current()).isEqualTo(ScreenId.TRAIN);
            assertThat(done).containsExactly("evaluate " + action);
            done.clear();
        }
    }

    @Test
    void anActionOfNoScreenYetIsDisabledUnlessItBringsItsScreen() {
        assertThat(actions.disabledProperty(AppAction.UNDO).get()).isTrue();
        assertThat(actions.disabledProperty(AppAction.TRAIN_START).get()).isFalse();
    }

    @Test
    void theStepIsThatOfTheScreenThatIsShown() {
        SimpleStringProperty step = new SimpleStringProperty("Labelled 2 pictures as cat");
        actions.register(ScreenId.DATA, AppAction.UNDO, () -> {}, enabled, step);
        assertThat(actions.stepProperty(AppAction.UNDO).get()).isEqualTo("Labelled 2 pictures as cat");
        step.set("Added the class dog");
        assertThat(actions.stepProperty(AppAction.UNDO).get()).isEqualTo("Added the class dog");
        navigator.show(ScreenId.USE);
        assertThat(actions.stepProperty(AppAction.UNDO).get()).isEmpty();
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
        navigator.show(ScreenId.DATA);
        enabled.set(false);
        assertThat(actions.disabledProperty(AppAction.UNDO).get()).isTrue();
        actions.run(AppAction.UNDO);
        assertThat(navigator.current()).isEqualTo(ScreenId.DATA);
        assertThat(done).containsExactly("label", "network");
    }
}
