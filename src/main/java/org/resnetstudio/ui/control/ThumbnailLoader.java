package org.resnetstudio.ui.control;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.UnreadableImageException;

/**
 * Small versions of picture files: decoded on worker threads, and the latest ones kept in memory up to a bound. Used on
 * the FX thread.
 */
public final class ThumbnailLoader {
    private static final int BYTES_PER_PIXEL = 4;
    private static final int BYTES_OF_PROBLEM = 512;

    private final Source source;
    private final ExecutorService workers;
    private final Executor fxThread;
    private final long maxBytes;
    private final Map<Key, Thumbnail> kept = new LinkedHashMap<>(256, 0.75f, true);
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

    /**
     * A small picture, or why there is none.
     *
     * @param problem one sentence for people; empty when there is a picture
     */
    public record Thumbnail(Optional<Image> image, String problem) {
        private long bytes() {
            return image.map(picture -> Math.round(picture.getWidth() * picture.getHeight()) * BYTES_PER_PIXEL)
                    .orElse((long) BYTES_OF_PROBLEM);
        }
    }

    /**
     * A loader.
     *
     * @param workers decode
     * @param fxThread runs what hands pictures over
     * @param maxBytes how much is kept
     */
    public ThumbnailLoader(Source source, ExecutorService workers, Executor fxThread, long maxBytes) {
        this.source = source;
        this.workers = workers;
        this.fxThread = fxThread;
        this.maxBytes = maxBytes;
    }

    /** What is in memory already. */
    public Optional<Thumbnail> kept(Path file, int maxSidePx) {
        return Optional.ofNullable(kept.get(new Key(file, maxSidePx)));
    }

    /**
     * Loads in the background.
     *
     * @param ready gets the result on the FX thread, unless it was cancelled before
     * @return cancels it
     */
    public Runnable load(Path file, int maxSidePx, Consumer<Thumbnail> ready) {
        Request request = new Request(new Key(file, maxSidePx), ready);
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

    private void keep(Key key, Thumbnail thumbnail) {
        Thumbnail before = kept.put(key, thumbnail);
        keptBytes += thumbnail.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Thumbnail> oldest = kept.values().iterator();
        while (keptBytes > maxBytes && oldest.hasNext()) {
            keptBytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    private Thumbnail decode(Key key) {
        try {
            return new Thumbnail(Optional.of(Pictures.image(source.thumbnail(key.file(), key.maxSidePx()))), "");
        } catch (UnreadableImageException e) {
            return new Thumbnail(Optional.empty(), e.getMessage());
        }
    }

    private final class Request implements Runnable {
        private final Key key;
        private final Consumer<Thumbnail> ready;
        private volatile boolean cancelled;
        private volatile Future<?> task;

        Request(Key key, Consumer<Thumbnail> ready) {
            this.key = key;
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
            Thumbnail thumbnail = decode(key);
            fxThread.execute(() -> {
                keep(key, thumbnail);
                if (!cancelled) {
                    ready.accept(thumbnail);
                }
            });
        }
    }
}
