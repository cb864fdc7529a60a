package org.resnetstudio.ui.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.inference.FileResult;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.control.ThumbnailLoader;
import org.resnetstudio.ui.data.TestPictures;
import org.resnetstudio.ui.shell.Overlay;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.Views;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** Three pictures and two files that are none. */
class UseScreenTest extends ApplicationTest {
    @TempDir
    private static Path folder;

    private final ExecutorService decoders = Executors.newSingleThreadExecutor();
    private final ClassifierCache classifiers = new ClassifierCache();
    private UseModel model;

    @Override
    public void start(Stage stage) throws IOException {
        Path home = Files.createTempDirectory(folder, "studio");
        ScreenFixture fixture = new ScreenFixture(home);
        ModelLibrary library = new ModelLibrary(fixture.context(), classifiers);
        library.open(TestModels.alwaysLast(home.resolve("model.onnx"), "dog", "cat"));
        model = new UseModel(fixture.context(), library, decoders);
        ThumbnailLoader loader = new ThumbnailLoader(
                (file, side) -> new ImageDecoder().decode(file, side),
                Sentence::english,
                decoders,
                Platform::runLater,
                1 << 20);
        Views[] views = new Views[1];
        views[0] = new Views(
                ScreenFixture.MESSAGES,
                type -> type == UseDetailController.class
                        ? new UseDetailController(loader, ScreenFixture.MESSAGES)
                        : new UseController(fixture.context(), model, new Overlay(), views[0]));
        stage.setScene(new Scene(views[0].screen(ScreenId.USE), 1280, 800));
        stage.show();
        Path pictures = TestPictures.write(home.resolve("pictures"), 3);
        Files.writeString(pictures.resolve("1a.png"), "no picture");
        Files.writeString(pictures.resolve("9.png"), "no picture");
        model.classify(List.of(pictures));
    }

    @AfterEach
    void close() {
        classifiers.close();
        decoders.shutdownNow();
    }

    private List<String> files() {
        WaitForAsyncUtils.waitForFxEvents();
        return lookup("#table").<TableView<FileResult>>query().getItems().stream()
                .map(result -> result.file().getFileName().toString())
                .toList();
    }

    @Test
    void answersAreSortedByEachColumnAndWhatCouldNotBeReadIsLast() {
        assertThat(files()).containsExactly("0.png", "1.png", "1a.png", "2.png", "9.png");
        clickOn("Probability");
        assertThat(files()).endsWith("1a.png", "9.png");
        clickOn("Probability");
        assertThat(files()).endsWith("1a.png", "9.png");
        clickOn("Picture").clickOn("Picture");
        assertThat(files()).containsExactly("9.png", "2.png", "1a.png", "1.png", "0.png");
        clickOn("Most likely class");
        assertThat(files()).endsWith("9.png", "1a.png");
    }
}
