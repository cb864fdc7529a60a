package org.resnetstudio.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;

/** Dresses a scene in the chosen theme, now and whenever it changes. */
public final class Themes {
    private Themes() {}

    /** Keeps a scene in the theme that is chosen. */
    public static void apply(Theme theme, Scene scene) {
        dress(theme.choiceProperty().get(), scene);
        theme.choiceProperty().addListener((property, before, now) -> dress(now, scene));
    }

    private static void dress(ThemeChoice choice, Scene scene) {
        Application.setUserAgentStylesheet(
                choice == ThemeChoice.DARK
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets().setAll(List.of(sheet("base"), sheet(choice.key())));
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Themes.class.getResource("/styles/" + name + ".css"), name)
                .toExternalForm();
    }
}
