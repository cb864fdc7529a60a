package org.resnetstudio.app;

import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.resnetstudio.ui.shell.Settings;
import org.resnetstudio.ui.shell.WindowState;

/** Where the window lies and how large it is: as when it was last closed. Used on the FX thread. */
final class WindowPlace {
    /** At the first start. */
    static final double WIDTH = 1280;
    /** At the first start. */
    static final double HEIGHT = 800;

    private static final double MIN_WIDTH = 960;
    private static final double MIN_HEIGHT = 600;
    private static final double TITLE_BAR = 32;

    private final Stage stage;
    private final Settings settings;

    WindowPlace(Stage stage, Settings settings) {
        this.stage = stage;
        this.settings = settings;
    }

    /** Shows the window where it was. */
    void show() {
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        // A window as large as the screen is made tiny by some window managers.
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setMaximized(screen.getWidth() <= WIDTH || screen.getHeight() <= HEIGHT + TITLE_BAR);
        Optional<WindowState> before = settings.window().filter(WindowPlace::isOnScreen);
        before.ifPresent(state -> {
            stage.setX(state.x());
            stage.setY(state.y());
            resize(state.width(), state.height());
            stage.setMaximized(state.maximised());
        });
        stage.show();
        // Some window managers give a new window its least size, whatever it asked for before it was shown.
        if (!stage.isMaximized()) {
            resize(
                    before.map(WindowState::width).orElse(WIDTH),
                    before.map(WindowState::height).orElse(HEIGHT));
            if (before.isEmpty()) {
                stage.centerOnScreen();
            }
        }
    }

    private void resize(double width, double height) {
        stage.setWidth(width);
        stage.setHeight(height);
    }

    /** Remembers it for the next start; of a window that fills the screen, where it was before. */
    void remember() {
        Optional<WindowState> before = settings.window();
        boolean maximised = stage.isMaximized();
        WindowState now = maximised && before.isPresent()
                ? new WindowState(
                        before.get().x(),
                        before.get().y(),
                        before.get().width(),
                        before.get().height(),
                        true)
                : new WindowState(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), maximised);
        settings.setWindow(now);
    }

    /** A screen may have been unplugged since. */
    private static boolean isOnScreen(WindowState state) {
        return Screen.getScreens().stream()
                .map(Screen::getVisualBounds)
                .anyMatch(bounds -> bounds.intersects(titleBar(state)));
    }

    private static Rectangle2D titleBar(WindowState state) {
        return new Rectangle2D(state.x(), Math.max(0, state.y()), Math.max(0, state.width()), TITLE_BAR);
    }
}
