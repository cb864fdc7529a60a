package org.resnetstudio.ui.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.image.Image;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.problem.Sentence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small versions of picture files: decoded on worker threads, and the latest ones kept in memory up to a bound. Used on
 * the FX thread.
 */
public final class ThumbnailLoader {
    /** Smallest size at which pictures are loaded, in pixels. */
    public static final int SMALLEST_PX = 64;
    /** Largest size at which pictures are loaded, in pixels. */
    public static final int LARGEST_PX = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(ThumbnailLoader.class);
    private static final Thumbnail NOTHING = Thumbnail.without(State.FAILED, "");
    private static final int BYTES_PER_PIXEL = 4;
    private static final int BYTES_OF_PROBLEM = 512;

    private final Source source;
    private final Function<Sentence, String> words;
    private final ExecutorService workers;
    private final Executor fxThread;
    private final long maxBytes;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(256, 0.75f, true);
    private long keptBytes;

    private record Key(Path file, int maxSidePx) {}

    /** Where small versions come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * A picture that fits into a square; never enlarged. Called on worker threads.
         *
         * @throws UnreadableImageException when the file cannot be shown
         */
        RgbImage thumbnail(Path file, int maxSidePx) throws UnreadableImageException;
    }

    /** What became of a file. */
    public enum State {
        /** There is a picture. */
        SHOWN,
        /** Nothing is there (any more). */
        MISSING,
        /** It cannot be read at present; another try may succeed. */
        FAILED,
        /** It is no picture that can be shown. */
        UNREADABLE
    }

    /**
     * A small picture, or why there is none.
     *
     * @param state whether there is one
     * @param problem one sentence for people; empty when there is a picture
     */
    public record Thumbnail(Optional<Image> image, State state, String problem) {
        private static Thumbnail of(Image image) {
            return new Thumbnail(Optional.of(image), State.SHOWN, "");
        }

        private static Thumbnail without(State state, String problem) {
            return new Thumbnail(Optional.empty(), state, problem);
        }

        private long bytes() {
            return image.map(picture -> Math.round(picture.getWidth() * picture.getHeight()) * BYTES_PER_PIXEL)
                    .orElse((long) BYTES_OF_PROBLEM);
        }
    }

    /** A thumbnail with the size and the time of the file that it was made from; no time where there was no file. */
    private record Kept(Thumbnail thumbnail, long fileBytes, Optional<FileTime> modified) {
        /** Whether a look at the file now may give something else. */
        private boolean isOutdated(Kept now) {
            return thumbnail.state() == State.FAILED
                    || fileBytes != now.fileBytes
                    || !modified.equals(now.modified)
                    || (thumbnail.state() == State.MISSING) != modified.isEmpty();
        }
    }

    /**
     * A loader.
     *
     * @param words say why a picture cannot be shown, in the language of the desktop
     * @param workers decode
     * @param fxThread runs what hands pictures over
     * @param maxBytes how much is kept
     */
    public ThumbnailLoader(
            Source source,
            Function<Sentence, String> words,
            ExecutorService workers,
            Executor fxThread,
            long maxBytes) {
        this.source = source;
        this.words = words;
        this.workers = workers;
        this.fxThread = fxThread;
        this.maxBytes = maxBytes;
    }

    /**
     * The size at which a picture is loaded that is shown at another one: a power of two, so that few sizes of each picture
     * are decoded and kept.
     *
     * @param shownPx longest side in pixels of the screen
     * @return from {@link #SMALLEST_PX} to {@link #LARGEST_PX}, and at least {@code shownPx} up to there
     */
    public static int sizeFor(double shownPx) {
        int size = SMALLEST_PX;
        while (size < shownPx && size < LARGEST_PX) {
            size *= 2;
        }
        return size;
    }

    /** What is in memory already. */
    public Optional<Thumbnail> kept(Path file, int maxSidePx) {
        return Optional.ofNullable(kept.get(new Key(file, maxSidePx))).map(Kept::thumbnail);
    }

    /** The largest picture of a file that is in memory already, of the sizes that {@link #sizeFor} gives. */
    public Optional<Image> largestKept(Path file) {
        for (int size = LARGEST_PX; size >= SMALLEST_PX; size /= 2) {
            Optional<Image> image = kept(file, size).flatMap(Thumbnail::image);
            if (image.isPresent()) {
                return image;
            }
        }
        return Optional.empty();
    }

    /**
     * Loads in the background.
     *
     * @param ready gets the result on the FX thread, unless it was cancelled before
     * @return cancels it
     */
    public Runnable load(Path file, int maxSidePx, Consumer<Thumbnail> ready) {
        return submit(new Request(new Key(file, maxSidePx), Optional.empty(), ready));
    }

    /**
     * Looks in the background whether what is kept of a file is still so, and loads it again where the file has gone, come
     * back or changed, or could not be read before.
     *
     * @param changed gets what it is now on the FX thread, if it is something else and was not cancelled before
     * @return cancels it
     */
    public Runnable recheck(Path file, int maxSidePx, Consumer<Thumbnail> changed) {
        Key key = new Key(file, maxSidePx);
        return submit(new Request(key, Optional.ofNullable(kept.get(key)), changed));
    }

    private Runnable submit(Request request) {
        try {
            request.task = workers.submit(request);
        } catch (RejectedExecutionException e) {
            // The studio is closing: nobody looks any more.
            return () -> {};
        }
        return request::cancel;
    }

    /** How much is kept now, at most the bound. */
    long keptBytes() {
        return keptBytes;
    }

    private void keep(Key key, Kept next) {
        Kept before = kept.put(key, next);
        keptBytes += next.thumbnail().bytes()
                - (before == null ? 0 : before.thumbnail().bytes());
        Iterator<Kept> oldest = kept.values().iterator();
        while (keptBytes > maxBytes && oldest.hasNext()) {
            keptBytes -= oldest.next().thumbnail().bytes();
            oldest.remove();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever happens to one picture must be seen in its place, and no other's
    private Thumbnail decode(Key key, boolean again) {
        try {
            return Thumbnail.of(FxImages.image(source.thumbnail(key.file(), key.maxSidePx())));
        } catch (UnreadableImageException e) {
            return Thumbnail.without(state(e.reason()), words.apply(e.sentence()));
        } catch (OutOfMemoryError e) {
            return Thumbnail.without(State.FAILED, words.apply(Sentence.of("problem.control.memory")));
        } catch (RuntimeException | Error e) {
            if (!again) {
                LOG.error("The picture {} could not be shown", key.file(), e);
            }
            return Thumbnail.without(State.FAILED, words.apply(Sentence.of("problem.control.picture", e)));
        }
    }

    private static State state(UnreadableImageException.Reason reason) {
        return switch (reason) {
            case MISSING -> State.MISSING;
            case NO_PERMISSION, READ_FAILED, OUT_OF_MEMORY, NO_LIBRARY -> State.FAILED;
            case EMPTY, NOT_A_PICTURE, OTHER_FORMAT, CUT_OFF, DAMAGED, UNSUPPORTED, TOO_LARGE, NOT_A_FILE ->
                State.UNREADABLE;
        };
    }

    /** The file as it is now, and nothing decoded of it. */
    private static Kept look(Path file, Thumbnail thumbnail) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Kept(thumbnail, attributes.size(), Optional.of(attributes.lastModifiedTime()));
        } catch (IOException e) {
            // Why it cannot be looked at is told by the one who reads it.
            return new Kept(thumbnail, 0, Optional.empty());
        }
    }

    private final class Request implements Runnable {
        private final Key key;
        private final Optional<Kept> known;
        private final Consumer<Thumbnail> ready;
        private volatile boolean cancelled;
        private volatile Future<?> task;

        /**
         * Loads.
         *
         * @param known what is shown already; only something else is handed over
         */
        Request(Key key, Optional<Kept> known, Consumer<Thumbnail> ready) {
            this.key = key;
            this.known = known;
            this.ready = ready;
        }

        void cancel() {
            cancelled = true;
            task.cancel(false);
        }

        @Override
        public void run() {
            if (cancelled) {
                return;
            }
            // The file is looked at before it is read: one that changes meanwhile is read again at the next look.
            Kept now = look(key.file(), known.map(Kept::thumbnail).orElse(NOTHING));
            if (known.isPresent() && !known.get().isOutdated(now)) {
                return;
            }
            Kept next = new Kept(decode(key, known.isPresent()), now.fileBytes(), now.modified());
            fxThread.execute(() -> {
                keep(key, next);
                if (!cancelled && !next.equals(known.orElse(null))) {
                    ready.accept(next.thumbnail());
                }
            });
        }
    }
}
