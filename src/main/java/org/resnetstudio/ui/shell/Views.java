package org.resnetstudio.ui.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import javafx.util.Callback;

/** Loads FXML with the texts and the controllers of this studio; each screen once. Used on the FX thread. */
public final class Views {
    private final Messages messages;
    private final Callback<Class<?>, Object> controllers;
    private final Map<ScreenId, Parent> screens = new EnumMap<>(ScreenId.class);

    /**
     * Views whose controllers come from a factory.
     *
     * @param controllers gives the controller of a class named in FXML
     */
    public Views(Messages messages, Callback<Class<?>, Object> controllers) {
        this.messages = messages;
        this.controllers = controllers;
    }

    /** The view of a screen, loaded the first time. */
    public Parent screen(ScreenId id) {
        return screens.computeIfAbsent(id, screen -> load(screen.key()));
    }

    /**
     * Loads {@code fxml/<name>.fxml}.
     *
     * @throws UncheckedIOException when it is not well-formed, which is a fault of the program
     */
    public Parent load(String name) {
        return loader(name).getRoot();
    }

    /** Loads {@code fxml/<name>.fxml} and keeps the loader, for those who need the controller. */
    public FXMLLoader loader(String name) {
        URL file = Objects.requireNonNull(Views.class.getResource("/fxml/" + name + ".fxml"), name);
        FXMLLoader loader = new FXMLLoader(file, messages.bundle(), null, controllers);
        try {
            loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException("The view " + name + " cannot be loaded.", e);
        }
        return loader;
    }
}
