package org.resnetstudio.ui.network;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.resnetstudio.ui.shell.Settings;

/** The network that is chosen, shared by the Network and the Train screen and remembered with the project. Used on the FX thread. */
public final class CurrentNetwork {
    private static final String KEY = "network.choice";

    private final Settings settings;
    private final ReadOnlyObjectWrapper<NetworkChoice> choice;

    /** The network that was chosen last, in the project that is open. */
    public CurrentNetwork(Settings settings) {
        this.settings = settings;
        choice = new ReadOnlyObjectWrapper<>(this, "choice", remembered().orElse(NetworkChoice.DEFAULT));
        settings.onProject(() -> choice.set(remembered().orElse(NetworkChoice.DEFAULT)));
    }

    private Optional<NetworkChoice> remembered() {
        return settings.value(KEY).flatMap(NetworkChoice::ofSetting);
    }

    /** Chooses another network, which can be built. */
    public void choose(NetworkChoice next) {
        if (!next.equals(choice.get())) {
            choice.set(next);
            keep();
        }
    }

    /** Takes a network that fits the pictures, unless somebody has chosen one. */
    public void suggest(NetworkChoice fitting) {
        if (remembered().isEmpty()) {
            choice.set(fitting);
        }
    }

    /** Remembers the choice, also where it was only suggested: it is used now. */
    public void keep() {
        settings.setValue(KEY, choice.get().toSetting());
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
