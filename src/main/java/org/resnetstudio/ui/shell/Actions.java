package org.resnetstudio.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;

/**
 * Connects the menu bar with the screens. A screen registers its actions when its controller is made; an action of a
 * screen that was never opened opens it first. Other screens may have their own way of doing an action, which counts
 * while they are shown: Undo takes back what was done on the Network screen there, and a label everywhere else. Used on
 * the FX thread.
 */
public final class Actions {
    private final Navigator navigator;
    private final Map<AppAction, Map<ScreenId, Way>> ways = new EnumMap<>(AppAction.class);
    private final Map<AppAction, ReadOnlyBooleanWrapper> disabled = new EnumMap<>(AppAction.class);

    private record Way(Runnable handler, ObservableBooleanValue enabled) {}

    /** Actions that may switch the screen of a navigator. */
    public Actions(Navigator navigator) {
        this.navigator = navigator;
        for (AppAction action : AppAction.values()) {
            ways.put(action, new EnumMap<>(ScreenId.class));
            disabled.put(action, new ReadOnlyBooleanWrapper(this, action.name(), false));
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
        ways.get(action).put(screen, new Way(handler, enabled));
        follow(action);
    }

    /** The way of the screen that is shown, or else that of the action's own screen. */
    private Optional<Way> way(AppAction action) {
        Map<ScreenId, Way> known = ways.get(action);
        return Optional.ofNullable(known.getOrDefault(navigator.current(), known.get(action.screen())));
    }

    private void follow(AppAction action) {
        ReadOnlyBooleanWrapper property = disabled.get(action);
        property.unbind();
        way(action).ifPresentOrElse(way -> property.bind(Bindings.not(way.enabled())), () -> property.set(false));
    }

    /** Does it, unless it is disabled now. */
    public void run(AppAction action) {
        if (action.showsScreen() || way(action).isEmpty()) {
            navigator.show(action.screen());
        }
        if (!disabled.get(action).get()) {
            way(action).ifPresent(way -> way.handler().run());
        }
    }

    /** Whether it cannot be done now; false while its screen has not said. */
    public ReadOnlyBooleanProperty disabledProperty(AppAction action) {
        return disabled.get(action).getReadOnlyProperty();
    }
}
