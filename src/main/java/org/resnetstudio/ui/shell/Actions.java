package org.resnetstudio.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;

/**
 * Connects the menu bar with the screens. A screen registers its actions when its controller is made; an action of a
 * screen that was never opened opens it first. Other screens may have their own way of doing an action, which counts
 * while they are shown: Undo takes back what was done on the Network screen there. What does not bring its screen to the
 * front is done by the screen that is shown or by none, so that no key changes what nobody sees. Used on the FX thread.
 */
public final class Actions {
    private final Navigator navigator;
    private final Map<AppAction, Map<ScreenId, Way>> ways = new EnumMap<>(AppAction.class);
    private final Map<AppAction, ReadOnlyBooleanWrapper> disabled = new EnumMap<>(AppAction.class);
    private final Map<AppAction, ReadOnlyStringWrapper> steps = new EnumMap<>(AppAction.class);

    private record Way(Runnable handler, ObservableBooleanValue enabled, ObservableValue<String> step) {}

    /** Actions that may switch the screen of a navigator. */
    public Actions(Navigator navigator) {
        this.navigator = navigator;
        for (AppAction action : AppAction.values()) {
            ways.put(action, new EnumMap<>(ScreenId.class));
            disabled.put(action, new ReadOnlyBooleanWrapper(this, action.name(), false));
            steps.put(action, new ReadOnlyStringWrapper(this, action.name(), ""));
        }
        navigator.currentProperty().subscribe(screen -> disabled.keySet().forEach(this::follow));
    }

    /**
     * Says how an action is done by its own screen, and replaces an earlier way.
     *
     * @param enabled whether it can be done now
     */
    public void register(AppAction action, Runnable handler, ObservableBooleanValue enabled) {
        register(action.screen(), action, handler, enabled);
    }

    /**
     * Says how an action is done while another screen is shown, and replaces an earlier way.
     *
     * @param enabled whether it can be done now
     */
    public void register(ScreenId screen, AppAction action, Runnable handler, ObservableBooleanValue enabled) {
        register(screen, action, handler, enabled, new ReadOnlyStringWrapper(""));
    }

    /**
     * Says how an action is done while a screen is shown and what it does next, and replaces an earlier way.
     *
     * @param enabled whether it can be done now
     * @param step what would be done, for the menu; empty for nothing in particular
     */
    public void register(
            ScreenId screen,
            AppAction action,
            Runnable handler,
            ObservableBooleanValue enabled,
            ObservableValue<String> step) {
        ways.get(action).put(screen, new Way(handler, enabled, step));
        follow(action);
    }

    /** The way of the screen that is shown, or else that of the action's own screen if that comes to the front. */
    private Optional<Way> way(AppAction action) {
        Map<ScreenId, Way> known = ways.get(action);
        Way own = action.showsScreen() ? known.get(action.screen()) : null;
        return Optional.ofNullable(known.getOrDefault(navigator.current(), own));
    }

    private void follow(AppAction action) {
        ReadOnlyBooleanWrapper property = disabled.get(action);
        property.unbind();
        ReadOnlyStringWrapper step = steps.get(action);
        step.unbind();
        way(action)
                .ifPresentOrElse(
                        way -> {
                            property.bind(Bindings.not(way.enabled()));
                            step.bind(way.step());
                        },
                        () -> {
                            property.set(!action.showsScreen());
                            step.set("");
                        });
    }

    /** Does it, unless it is disabled now. */
    public void run(AppAction action) {
        if (action.showsScreen()) {
            navigator.show(action.screen());
        }
        if (!disabled.get(action).get()) {
            way(action).ifPresent(way -> way.handler().run());
        }
    }

    /** What the action would do now, such as the edit that Undo takes back; empty for nothing in particular. */
    public ReadOnlyStringProperty stepProperty(AppAction action) {
        return steps.get(action).getReadOnlyProperty();
    }

    /** Whether it cannot be done now; false while the screen that it would bring to the front has not said. */
    public ReadOnlyBooleanProperty disabledProperty(AppAction action) {
        return disabled.get(action).getReadOnlyProperty();
    }
}
