package org.resnetstudio.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.inference.Classifier;
import org.resnetstudio.project.Project;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.shell.Pulse;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/**
 * What a new user does first, in a real window with a real trainer process: look at the sample project, train one epoch,
 * evaluate, classify by right click, export. Keeps a picture of each screen in the folder of the property {@code smoke.screenshots}.
 */
@Tag("smoke")
class SmokeTest extends ApplicationTest {
    private static final int SAMPLES = 1260;

    @TempDir
    private static Path folder;

    private final TestStudio system = new TestStudio();
    private Studio studio;
    private Stage window;

    @Override
    public void start(Stage stage) {
        window = stage;
        studio = system.create(folder, Optional.of(Path.of("sample-data").toAbsolutePath()));
        stage.setScene(StudioApplication.scene(studio));
        stage.setTitle("ResNet Studio");
        Timeline pulse = new Timeline(new KeyFrame(
                Duration.millis(Pulse.INTERVAL_MILLIS),
                event -> studio.context().pulse().tick()));
        pulse.setCycleCount(Animation.INDEFINITE);
        pulse.play();
        stage.show();
        stage.toFront();
        stage.requestFocus();
        studio.openFirstProject(Optional.empty());
    }

    @AfterEach
    void closeStudio() {
        interact(studio::close);
    }

    @Test
    void aNewUserTrainsEvaluatesClassifiesAndExports() throws Exception {
        waitFor(
                "the sample project",
                90,
                () -> studio.context().project().dataset().samples().size() == SAMPLES);
        waitFor("its import", 90, () -> studio.context().jobs().running().isEmpty());
        keep("1-data");
        shortcut(KeyCode.DIGIT2);
        keep("2-network");

        shortcut(KeyCode.DIGIT3);
        clickOn(lookup("#epochs").lookup(".text-field").queryAs(TextField.class));
        press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
        write("1").push(KeyCode.TAB);
        clickOn("#startRun");
        waitFor("the run", 240, () -> status().filter(RunSummary.Status.COMPLETED::equals)
                .isPresent());
        WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
        keep("3-train");

        shortcut(KeyCode.DIGIT4);
        waitFor("the evaluation", 60, () -> lookup(".evaluate-summary .title")
                .queryLabeled()
                .getText()
                .contains("%"));
        WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
        keep("4-evaluate");

        shortcut(KeyCode.DIGIT1);
        waitFor("the thumbnails", 30, () -> lookup(".tile").tryQuery().isPresent());
        rightClickOn(lookup(".tile").queryAs(Node.class));
        clickOn(text("data.menu.classify"));
        waitFor(
                "five classes",
                30,
                () -> lookup(".prediction-bars .progress-bar").queryAll().size() == 5);
        keep("5-classify");
        push(KeyCode.ESCAPE);

        Path bundle = folder.resolve("model.zip");
        system.answers.add(bundle);
        shortcut(KeyCode.DIGIT5);
        clickOn(text("use.export"));
        waitFor("the export panel", 10, () -> lookup(".export-panel").tryQuery().isPresent());
        clickOn(lookup(".export-panel").lookup(".accent").queryAs(Node.class));
        waitFor(
                "the bundle",
                120,
                () -> Files.exists(bundle) && studio.context().jobs().running().isEmpty());
        keep("6-export");
        try (Classifier exported = Classifier.open(bundle)) {
            assertThat(exported.classNames()).hasSize(10).contains("ankle-boot", "trouser");
        }
    }

    private Optional<RunSummary.Status> status() throws Exception {
        Project project = studio.context().project().project().orElseThrow();
        List<Path> runs = RunFolder.runsIn(project.runsFolder());
        return runs.isEmpty()
                ? Optional.empty()
                : Optional.of(RunFolder.open(runs.get(0)).summary().status());
    }

    private String text(String key) {
        return studio.context().messages().text(key);
    }

    private void shortcut(KeyCode key) {
        press(KeyCode.CONTROL, key).release(key, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void waitFor(String what, int seconds, Callable<Boolean> condition) throws IOException {
        try {
            WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, condition);
        } catch (TimeoutException e) {
            keep("failed");
            throw new AssertionError("After " + seconds + " s there was no sign of " + what + ".", e);
        }
    }

    /** Keeps a picture of the window, and of a bubble or menu above it. */
    private void keep(String name) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        Path pictures = Files.createDirectories(Path.of(System.getProperty("smoke.screenshots", "target/smoke")));
        int number = 0;
        for (Window shown : List.copyOf(Window.getWindows())) {
            WritableImage image = WaitForAsyncUtils.waitForAsyncFx(
                    10_000, () -> shown.getScene().snapshot(null));
            String suffix = shown == window ? "" : "-" + ++number;
            ImageIO.write(
                    SwingFXUtils.fromFXImage(image, null),
                    "png",
                    pictures.resolve(name + suffix + ".png").toFile());
        }
    }
}
