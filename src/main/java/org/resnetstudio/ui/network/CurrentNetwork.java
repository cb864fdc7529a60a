package org.resnetstudio.ui.network;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.resnetstudio.ui.shell.Settings;

/** The network that is chosen, shared by the Network and the Train screen and remembered. Used on the FX thread. */
public final class CurrentNetwork {
    private static final String KEY = "network.choice";

    private final Settings settings;
    private final ReadOnlyObjectWrapper<NetworkChoice> choice;

    /** The network that was chosen last. */
    public CurrentNetwork(Settings settings) {
        this.settings = settings;
        NetworkChoice last =
                settings.value(KEY).flatMap(NetworkChoice::ofSetting).orElse(NetworkChoice.DEFAULT);
        choice = new ReadOnlyObjectWrapper<>(this, "choice", last);
    }

    /** Chooses another network, which can be built. */
    public void choose(NetworkChoice next) {
        choice.set(next);
        settings.setValue(KEY, next.toSetting());
    }

    /** The choice now. */
    public NetworkChoice get() {
        return choice.get();
    }

    /** The choice. */
    public ReadOnlyObjectProperty<NetworkChoice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }
}
