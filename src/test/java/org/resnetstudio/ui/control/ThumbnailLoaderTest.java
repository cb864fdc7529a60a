package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.resnetstudio.image.ImageHeader;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.ui.control.ThumbnailLoader.Thumbnail;

class ThumbnailLoaderTest {
    private static final int SIDE_PX = 16;
    private static final long BYTES_OF_ONE = 4L * SIDE_PX * SIDE_PX;

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Path> decoded = new ArrayList<>();
    private final List<Thumbnail> shown = new ArrayList<>();
    private final ThumbnailLoader loader =
            new ThumbnailLoader(this::decode, new Waiting(), Runnable::run, 3 * BYTES_OF_ONE);

    private RgbImage decode(Path file, int maxSidePx) throws UnreadableImageException {
        decoded.add(file);
        if (file.toString().startsWith("broken")) {
            ImageHeader.read(file);
        }
        byte[] pixels = new byte[3 * maxSidePx * maxSidePx];
        pixels[0] = (byte) 0xAA;
        pixels[1] = (byte) 0xBB;
        pixels[2] = (byte) 0xCC;
        return new RgbImage(maxSidePx, maxSidePx, pixels);
    }

    private void doWork() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    private void load(String file) {
        loader.load(Path.of(file), SIDE_PX, shown::add);
        doWork();
    }

    @Test
    void aPictureIsHandedOverWithItsColoursAndKept() {
        load("a.png");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).image().orElseThrow().getPixelReader().getArgb(0, 0))
                .isEqualTo(0xFFAABBCC);
        assertThat(loader.kept(Path.of("a.png"), SIDE_PX)).contains(shown.get(0));
        assertThat(loader.kept(Path.of("a.png"), 2 * SIDE_PX)).isEmpty();
    }

    @Test
    void aBrokenPictureComesWithTheReason() {
        load("broken.png");
        assertThat(shown.get(0).image()).isEmpty();
        assertThat(shown.get(0).problem()).isNotBlank().endsWith(".");
    }

    @Test
    void whatIsCancelledIsNeitherDecodedNorShown() {
        Runnable cancel = loader.load(Path.of("a.png"), SIDE_PX, shown::add);
        cancel.run();
        doWork();
        assertThat(decoded).isEmpty();
        assertThat(shown).isEmpty();
    }

    @Test
    void theOldestAreForgottenSoThatMemoryStaysBounded() {
        load("a.png");
        load("b.png");
        load("c.png");
        assertThat(loader.kept(Path.of("a.png"), SIDE_PX)).isPresent();
        load("d.png");
        assertThat(loader.kept(Path.of("b.png"), SIDE_PX)).isEmpty();
        assertThat(loader.kept(Path.of("a.png"), SIDE_PX)).isPresent();
        assertThat(loader.keptBytes()).isEqualTo(3 * BYTES_OF_ONE);
    }

    /** Runs nothing before the test says so. */
    private final class Waiting extends AbstractExecutorService {
        @Override
        public void execute(Runnable command) {
            work.add(command);
        }

        @Override
        public void shutdown() {
            work.clear();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.copyOf(work);
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
