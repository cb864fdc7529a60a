package org.resnetstudio.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TabPane;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.ThemeChoice;

/**
 * Draws screens of a project to PNG files, in both themes and two sizes, without a display.
 *
 * <pre>
 * java -cp target/test-classes:target/classes:$(cat target/class-path.txt):OPENJFX-MONOCLE.jar \
 *     org.resnetstudio.app.ScreenshotTool OUT_FOLDER PROJECT_FOLDER|empty|sample [SCREEN[:TAB[:BUTTON]]…]
 * </pre>
 *
 * <p>{@code -Dscreenshot.sizes=960x600,1280x800} draws other sizes. {@code network:3} is the third tab of the Network screen, {@code network:3:keep} presses the button of that id on it first.
 * With {@code -Dscreenshot.settings=FILE} before the class the studio starts with a copy of that {@code settings.json}.
 */
public final class ScreenshotTool {
    private record Size(int width, int height) {}

    /** A screen, the number of its tab from 1 on, or 0 for the one that it begins with, and the button that is pressed, or empty. */
    private record View(ScreenId screen, int tab, String button) {
        static View of(String argument) {
            String[] parts = argument.split(":", 3);
            return new View(
                    ScreenId.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                    parts.length > 1 ? Integer.parseInt(parts[1]) : 0,
                    parts.length > 2 ? parts[2] : "");
        }
    }

    private static final List<Size> SIZES = Stream.of(
                    System.getProperty("screenshot.sizes", "1280x800,1920x1080").split(",", -1))
            .map(size -> size.split("x", -1))
            .map(size -> new Size(Integer.parseInt(size[0]), Integer.parseInt(size[1])))
            .toList();
    private static final int SETTLE_MILLIS = 1500;
    /** The first picture takes longer than others: OpenCV is loaded then. */
    private static final int FIRST_PICTURES_MILLIS = 4000;

    private final Path out;
    private final String project;
    private final List<View> views;
    private Studio studio;
    private Stage stage;

    private ScreenshotTool(Path out, String project, List<View> views) {
        this.out = out;
        this.project = project;
        this.views = views;
    }

    /** Draws; see the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        if (arguments.length < 2) {
            System.err.println("Give a folder for the pictures and a project folder, \"empty\" or \"sample\".");
            System.exit(2);
        }
        Stream<View> views = arguments.length > 2
                ? Arrays.stream(arguments).skip(2).map(View::of)
                : Arrays.stream(ScreenId.values()).map(screen -> new View(screen, 0, ""));
        useHeadlessDisplay();
        new ScreenshotTool(Path.of(arguments[0]), arguments[1], views.toList()).run();
        System.exit(0);
    }

    /** Must come before anything of JavaFX. */
    private static void useHeadlessDisplay() {
        System.setProperty("glass.platform", "Monocle");
        System.setProperty("monocle.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        System.setProperty("headless.geometry", "1920x1080-32");
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        Files.createDirectories(out);
        Path home = Files.createTempDirectory("studio-screenshots");
        String settings = System.getProperty("screenshot.settings");
        if (settings != null) {
            Files.createDirectories(home.resolve("config"));
            Files.copy(Path.of(settings), home.resolve("config/settings.json"));
        }
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        onFxThread(() -> open(home));
        waitForJobs();
        Thread.sleep(FIRST_PICTURES_MILLIS);
        for (ThemeChoice theme : ThemeChoice.values()) {
            for (View view : views) {
                for (Size size : SIZES) {
                    draw(theme, view, size);
                }
            }
        }
        onFxThread(() -> {
            stage.close();
            studio.close();
            return null;
        });
    }

    private Void open(Path home) {
        studio =
                new TestStudio().create(home, Optional.of(Path.of("sample-data").toAbsolutePath()));
        stage = new Stage();
        Scene scene = StudioApplication.scene(studio);
        stage.setScene(scene);
        stage.show();
        if (project.equals("sample")) {
            studio.openFirstProject(Optional.empty());
        } else if (!project.equals("empty")) {
            studio.openFirstProject(Optional.of(Path.of(project)));
        }
        return null;
    }

    private void waitForJobs() throws InterruptedException, ExecutionException {
        do {
            Thread.sleep(SETTLE_MILLIS);
        } while (onFxThread(() -> !studio.context().jobs().running().isEmpty()));
    }

    private void draw(ThemeChoice theme, View view, Size size)
            throws IOException, InterruptedException, ExecutionException {
        onFxThread(() -> {
            studio.context().theme().choose(theme);
            studio.context().navigator().show(view.screen());
            if (view.tab() > 0) {
                ((TabPane) stage.getScene().lookup(".tab-pane"))
                        .getSelectionModel()
                        .select(view.tab() - 1);
            }
            stage.setWidth(size.width());
            stage.setHeight(size.height());
            if (!view.button().isEmpty()) {
                ((ButtonBase) stage.getScene().lookup("#" + view.button())).fire();
            }
            return null;
        });
        Thread.sleep(SETTLE_MILLIS);
        WritableImage image = onFxThread(() -> {
            studio.context().pulse().tick();
            return stage.getScene().snapshot(null);
        });
        List<String> parts = new ArrayList<>(List.of(view.screen().key(), theme.key(), String.valueOf(size.width())));
        if (project.equals("empty")) {
            parts.add(1, "empty");
        }
        if (view.tab() > 0) {
            parts.add(1, view.tab() + view.button());
        }
        Path file = out.resolve(String.join("-", parts) + ".png");
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
        System.out.println(file);
    }

    private static <T> T onFxThread(Callable<T> work) throws InterruptedException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
