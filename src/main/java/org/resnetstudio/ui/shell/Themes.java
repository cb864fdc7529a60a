package org.resnetstudio.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Application;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Dresses a scene in the chosen theme, now and whenever it changes. */
public final class Themes {
    private Themes() {}

    /**
     * Keeps a scene in the theme that is chosen, and in letters that can be read.
     *
     * @param fonts families of fonts, the best first; the first that this machine has is taken, and JavaFX's own if it has none
     */
    public static void apply(Theme theme, ObservableValue<List<String>> fonts, Scene scene) {
        Runnable dress = () -> dress(theme.choiceProperty().get(), installed(fonts.getValue()), scene);
        dress.run();
        theme.choiceProperty().addListener((property, before, now) -> dress.run());
        fonts.addListener((property, before, now) -> dress.run());
    }

    private static Optional<String> installed(List<String> families) {
        return families.stream().filter(Themes::isInstalled).findFirst();
    }

    /** JavaFX gives its default for a family that the machine does not have. */
    private static boolean isInstalled(String family) {
        return Font.font(family).getFamily().equals(family);
    }

    private static void dress(ThemeChoice choice, Optional<String> family, Scene scene) {
        Application.setUserAgentStylesheet(
                choice == ThemeChoice.DARK
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
        List<String> sheets = new ArrayList<>(List.of(sheet("base"), sheet(choice.key())));
        family.map(Themes::fontSheet).ifPresent(sheets::add);
        scene.getStylesheets().setAll(sheets);
    }

    /** A sheet, and not a style of the root, so that menus and tooltips follow, which are windows of their own. */
    private static String fontSheet(String family) {
        String css = ".root { -fx-font-family: \"" + family + "\"; }";
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Themes.class.getResource("/styles/" + name + ".css"), name)
                .toExternalForm();
    }
}
