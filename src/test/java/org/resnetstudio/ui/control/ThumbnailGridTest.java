package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.ui.data.TestPictures;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** Two grids of the same pictures. */
class ThumbnailGridTest extends ApplicationTest {
    @TempDir
    private static Path folder;

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final ThumbnailLoader loader =
            new ThumbnailLoader(this::read, Sentence::english, new QueuedExecutor(work), Runnable::run, 1 << 20);
    private int slowReads;
    private Path file;
    private ThumbnailGrid<Path> first;
    private ThumbnailGrid<Path> second;

    @Override
    public void start(Stage stage) throws IOException {
        file = TestPictures.write(Files.createTempDirectory(folder, "pictures"), 1)
                .resolve("0.png");
        first = grid();
        second = grid();
        stage.setScene(new Scene(new HBox(first, second), 600, 300));
        stage.show();
    }

    /** A slow one is still under way when the first grid looks again. */
    private RgbImage read(Path picture, int maxSidePx) throws UnreadableImageException {
        if (slowReads > 0) {
            slowReads--;
            first.recheck();
        }
        return new ImageDecoder().decode(picture, maxSidePx);
    }

    private ThumbnailGrid<Path> grid() {
        ThumbnailGrid<Path> grid = new ThumbnailGrid<>(
                loader, path -> new Tile(path, "", "", Optional.empty(), false, false, ""), new GridSelection());
        grid.setPrefSize(300, 300);
        grid.setItems(List.of(file));
        return grid;
    }

    private void doWork() {
        interact(() -> {
            while (!work.isEmpty()) {
                work.remove().run();
            }
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean hasPicture(ThumbnailGrid<Path> grid) {
        Node tile = grid.tile(0).orElseThrow();
        return ((ImageView) tile.lookup(".image-view")).getImage() != null;
    }

    @Test
    void whatOneGridFindsOfAFileIsSeenInTheOtherToo() throws IOException {
        doWork();
        assertThat(hasPicture(first)).isTrue();
        assertThat(hasPicture(second)).isTrue();
        Files.delete(file);
        interact(first::recheck);
        doWork();
        assertThat(hasPicture(first)).isFalse();
        interact(second::recheck);
        doWork();
        assertThat(hasPicture(second)).isFalse();
    }

    @Test
    void aPictureThatTakesLongerThanTheNextLookIsSeenAllTheSame() throws IOException {
        doWork();
        Files.delete(file);
        slowReads = 2;
        interact(first::recheck);
        doWork();
        assertThat(hasPicture(first)).isFalse();
    }
}
