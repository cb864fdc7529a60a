package org.resnetstudio.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;

/**
 * Connects the menu bar with the screens. A screen registers its actions when its controller is made; an action of a
 * screen that was never opened opens it first. Used on the FX thread.
 */
public final class Actions {
    private final Navigator navigator;
    private final Map<AppAction, Runnable> handlers = new EnumMap<>(AppAction.class);
    private final Map<AppAction, ReadOnlyBooleanWrapper> disabled = new EnumMap<>(AppAction.class);

    /** Actions that may switch the screen of a navigator. */
    public Actions(Navigator navigator) {
        this.navigator = navigator;
        for (AppAction action : AppAction.values()) {
            disabled.put(action, new ReadOnlyBooleanWrapper(this, action.name(), false));
        }
    }

    /**
     * Says how an action is done, and replaces an earlier way.
     *
     * @param enabled whether it can be done now
     */
    public void register(AppAction action, Runnable handler, ObservableBooleanValue enabled) {
        handlers.put(action, handler);
        ReadOnlyBooleanWrapper property = disabled.get(action);
        property.unbind();
        property.bind(Bindings.not(enabled));
    }

    /** Does it, unless it is disabled now. */
    public void run(AppAction action) {
        if (action.showsScreen() || !handlers.containsKey(action)) {
            navigator.show(action.screen());
        }
        Runnable handler = handlers.get(action);
        if (handler != null && !disabled.get(action).get()) {
            handler.run();
        }
    }

    /** Whether it cannot be done now; false while its screen has not said. */
    public ReadOnlyBooleanProperty disabledProperty(AppAction action) {
        return disabled.get(action).getReadOnlyProperty();
    }
}
