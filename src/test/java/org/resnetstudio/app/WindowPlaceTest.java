package org.resnetstudio.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.ui.shell.Settings;
import org.resnetstudio.ui.shell.WindowState;
import org.testfx.framework.junit5.ApplicationTest;

/** On a desktop that gives each new window its least size, as some window managers do. */
class WindowPlaceTest extends ApplicationTest {
    @TempDir
    private Path folder;

    private Settings settings;
    private Stage window;
    private WindowPlace place;

    @Override
    public void start(Stage stage) {
        settings = Settings.load(folder.resolve("settings.json"), Runnable::run);
        window = new Stage();
        window.setScene(new Scene(new Region(), 1280, 800));
        window.setOnShown(event -> {
            window.setWidth(window.getMinWidth());
            window.setHeight(window.getMinHeight());
        });
        place = new WindowPlace(window, settings);
    }

    @Test
    void theWindowComesBackWhereItWasAndAsLargeAsItWas() {
        settings.setWindow(new WindowState(40, 30, 1302, 825, false));

        interact(place::show);

        assertThat(shown()).isEqualTo(new WindowState(40, 30, 1302, 825, false));
    }

    @Test
    void theFirstWindowHasRoom() {
        interact(place::show);

        assertThat(shown().width()).isEqualTo(1280);
        assertThat(shown().height()).isEqualTo(800);
    }

    @Test
    void aWindowOnAScreenThatIsGoneIsShownOnTheOneThatIsThere() {
        settings.setWindow(new WindowState(5000, 30, 1302, 825, false));

        interact(place::show);

        assertThat(shown().x()).isBetween(0.0, 1000.0);
    }

    @Test
    void whatWasResizedIsRemembered() {
        interact(place::show);
        interact(() -> {
            window.setWidth(1100);
            window.setHeight(700);
        });

        interact(place::remember);

        assertThat(Settings.load(folder.resolve("settings.json"), Runnable::run).window())
                .contains(shown());
        assertThat(shown().width()).isEqualTo(1100);
    }

    private WindowState shown() {
        return new WindowState(
                window.getX(), window.getY(), window.getWidth(), window.getHeight(), window.isMaximized());
    }
}
