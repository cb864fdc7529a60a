package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.image.ImageHeader;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.ui.control.ThumbnailLoader.State;
import org.resnetstudio.ui.control.ThumbnailLoader.Thumbnail;
import org.resnetstudio.ui.data.TestPictures;

class ThumbnailLoaderTest {
    private static final int SIDE_PX = 16;
    private static final long BYTES_OF_ONE = 4L * SIDE_PX * SIDE_PX;

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Path> decoded = new ArrayList<>();
    private final List<Thumbnail> shown = new ArrayList<>();
    private Optional<Error> failure = Optional.empty();
    private final ThumbnailLoader loader = new ThumbnailLoader(
            this::decode, Sentence::english, new QueuedExecutor(work), Runnable::run, 3 * BYTES_OF_ONE);

    private RgbImage decode(Path file, int maxSidePx) throws UnreadableImageException {
        decoded.add(file);
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (String.valueOf(file.getFileName()).startsWith("broken")) {
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

    @Test
    void whateverHappensWhileDecodingIsShownAndTriedAgain() {
        for (Error error :
                List.of(new NoClassDefFoundError("a library"), new OutOfMemoryError(), new StackOverflowError())) {
            shown.clear();
            failure = Optional.of(error);
            load("a.png");
            assertThat(shown).hasSize(1);
            assertThat(shown.get(0).state()).isEqualTo(State.FAILED);
            assertThat(shown.get(0).problem()).isNotBlank().endsWith(".");
            failure = Optional.empty();
            recheck("a.png");
            assertThat(shown).hasSize(2);
            assertThat(shown.get(1).image()).isPresent();
        }
    }

    @Test
    void aFileThatComesChangesOrGoesIsNoticed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("broken.png");
        load(file.toString());
        assertThat(states()).containsExactly(State.MISSING);
        recheck(file.toString());
        assertThat(decoded).as("nothing new").hasSize(1);
        Files.write(file, new byte[] {1, 2, 3});
        recheck(file.toString());
        assertThat(states()).containsExactly(State.MISSING, State.UNREADABLE);
        recheck(file.toString());
        assertThat(decoded).as("nothing new").hasSize(2);
        Path picture = TestPictures.write(folder, 1).resolve("0.png");
        Files.move(picture, file, StandardCopyOption.REPLACE_EXISTING);
        recheck(file.toString());
        Files.delete(file);
        recheck(file.toString());
        assertThat(states()).containsExactly(State.MISSING, State.UNREADABLE, State.SHOWN, State.MISSING);
    }

    private List<State> states() {
        return shown.stream().map(Thumbnail::state).toList();
    }

    @Test
    void thePixelsOfTheScreenDecideWhichSizeIsLoaded() {
        assertThat(ThumbnailLoader.sizeFor(10)).isEqualTo(64);
        assertThat(ThumbnailLoader.sizeFor(112)).isEqualTo(128);
        assertThat(ThumbnailLoader.sizeFor(112 * 2)).isEqualTo(256);
        assertThat(ThumbnailLoader.sizeFor(112 * 1.5)).isEqualTo(256);
        assertThat(ThumbnailLoader.sizeFor(128)).isEqualTo(128);
        assertThat(ThumbnailLoader.sizeFor(1e6)).isEqualTo(ThumbnailLoader.LARGEST_PX);
    }

    @Test
    void theLargestOfSeveralSizesIsKeptForThePreview() {
        ThumbnailLoader large =
                new ThumbnailLoader(this::decode, Sentence::english, new QueuedExecutor(work), Runnable::run, 1 << 20);
        large.load(Path.of("a.png"), 64, shown::add);
        large.load(Path.of("a.png"), 128, shown::add);
        doWork();
        assertThat(large.largestKept(Path.of("a.png")).orElseThrow().getWidth()).isEqualTo(128);
        assertThat(large.largestKept(Path.of("b.png"))).isEmpty();
    }

    private void recheck(String file) {
        loader.recheck(Path.of(file), SIDE_PX, shown::add);
        doWork();
    }
}
