package org.resnetstudio.app;

import impl.org.controlsfx.skin.DecorationPane;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.resnetstudio.ui.shell.ChooserFilePickers;
import org.resnetstudio.ui.shell.FileManager;
import org.resnetstudio.ui.shell.FilePickers;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.Notifications;
import org.resnetstudio.ui.shell.Pulse;
import org.resnetstudio.ui.shell.Settings;
import org.resnetstudio.ui.shell.Themes;
import org.resnetstudio.ui.shell.WindowState;

/** The desktop's window. */
public final class StudioApplication extends Application {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double MIN_WIDTH = 960;
    private static final double MIN_HEIGHT = 600;
    private static final double TITLE_BAR = 32;

    private Stage stage;
    private Studio studio;

    @Override
    public void start(Stage primary) {
        stage = primary;
        StudioFolders folders = StudioFolders.of(System.getProperties(), System.getenv());
        studio = new Studio(folders, Platform::runLater, new WindowSystem());
        stage.setScene(scene(studio));
        stage.setTitle(studio.context().messages().text("main.title"));
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        // A window as large as the screen is made tiny by some window managers.
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setMaximized(screen.getWidth() <= WIDTH || screen.getHeight() <= HEIGHT + TITLE_BAR);
        restoreWindow();
        studio.context().project().projectProperty().subscribe(project -> stage.setTitle(title()));
        Timeline pulse = new Timeline(new KeyFrame(
                Duration.millis(Pulse.INTERVAL_MILLIS),
                event -> studio.context().pulse().tick()));
        pulse.setCycleCount(Animation.INDEFINITE);
        pulse.play();
        stage.setOnCloseRequest(event -> {
            if (studio.askBeforeClosing(Platform::exit)) {
                event.consume();
            }
        });
        // Read by another thread while this one lays out the window.
        studio.openFirstProject(
                getParameters().getUnnamed().stream().findFirst().map(Path::of));
        stage.show();
    }

    /** The main window's scene, in the chosen theme and in whatever theme is chosen later. */
    static Scene scene(Studio studio) {
        // ControlsFX would otherwise replace the scene's root when it first decorates a field.
        DecorationPane root = new DecorationPane();
        root.setRoot(studio.mainView());
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        Themes.apply(studio.context().theme(), scene);
        return scene;
    }

    @Override
    public void stop() {
        if (studio != null) {
            rememberWindow();
            studio.close();
        }
    }

    private String title() {
        Messages messages = studio.context().messages();
        return studio.context().project().isOpen()
                ? messages.text("main.title.project", studio.context().project().name())
                : messages.text("main.title");
    }

    private void restoreWindow() {
        studio.context()
                .settings()
                .window()
                .filter(StudioApplication::isOnScreen)
                .ifPresent(state -> {
                    stage.setX(state.x());
                    stage.setY(state.y());
                    stage.setWidth(state.width());
                    stage.setHeight(state.height());
                    stage.setMaximized(state.maximised());
                });
    }

    private void rememberWindow() {
        Optional<WindowState> before = studio.context().settings().window();
        boolean maximised = stage.isMaximized();
        WindowState now = maximised && before.isPresent()
                ? new WindowState(
                        before.get().x(),
                        before.get().y(),
                        before.get().width(),
                        before.get().height(),
                        true)
                : new WindowState(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), maximised);
        studio.context().settings().setWindow(now);
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

    private final class WindowSystem implements Studio.SystemAccess {
        @Override
        public FilePickers files(Settings settings) {
            return new ChooserFilePickers(settings, () -> stage);
        }

        @Override
        public FileManager fileManager(Executor workers, Notifications notifications, Messages messages) {
            return new DesktopFileManager(getHostServices(), workers, Platform::runLater, notifications, messages);
        }
    }
}
