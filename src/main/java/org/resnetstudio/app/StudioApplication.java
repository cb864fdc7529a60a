package org.resnetstudio.app;

import impl.org.controlsfx.skin.DecorationPane;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
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

/** The desktop's window. */
public final class StudioApplication extends Application {
    private Stage stage;
    private Studio studio;
    private WindowPlace place;

    @Override
    public void start(Stage primary) {
        stage = primary;
        StudioFolders folders = StudioFolders.of(System.getProperties(), System.getenv());
        studio = new Studio(folders, Platform::runLater, new WindowSystem());
        speak(studio.context().messages().locale());
        stage.setScene(scene(studio));
        stage.setTitle(studio.context().messages().text("main.title"));
        place = new WindowPlace(stage, studio.context().settings());
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
        place.show();
    }

    /** The words that JavaFX brings, as in the menu of a text field, are those of the default language. */
    private static void speak(Locale language) {
        if (!Locale.getDefault().getLanguage().equals(language.getLanguage())) {
            Locale display = Locale.getDefault(Locale.Category.DISPLAY);
            Locale format = Locale.getDefault(Locale.Category.FORMAT);
            Locale.setDefault(language);
            // These two go on saying what the machine speaks, for whoever chooses the system's language again.
            Locale.setDefault(Locale.Category.DISPLAY, display);
            Locale.setDefault(Locale.Category.FORMAT, format);
        }
    }

    /** The main window's scene, in the chosen theme and in whatever theme is chosen later. */
    static Scene scene(Studio studio) {
        // ControlsFX would otherwise replace the scene's root when it first decorates a field.
        DecorationPane root = new DecorationPane();
        root.setRoot(studio.mainView());
        Scene scene = new Scene(root, WindowPlace.WIDTH, WindowPlace.HEIGHT);
        Themes.apply(studio.context().theme(), studio.fontsProperty(), scene);
        return scene;
    }

    @Override
    public void stop() {
        if (studio != null) {
            place.remember();
            studio.close();
        }
    }

    private String title() {
        Messages messages = studio.context().messages();
        return studio.context().project().isOpen()
                ? messages.text("main.title.project", studio.context().project().name())
                : messages.text("main.title");
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
