package org.resnetstudio.ui.train;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.PictureVariants;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.training.FailureSentence;

/**
 * Computes what is previewed, in the background: one thing at a time, and of all that was asked for meanwhile only the latest. What is under
 * way is finished and shown while strengths change, so that the pictures follow a slider; it is left off where another picture is wanted.
 */
final class AugmentationPreview implements AutoCloseable {
    /** Variants that are shown. */
    static final int VARIANTS = 9;

    /**
     * What is wanted.
     *
     * @param picture which one
     * @param sight how the network sees it
     * @param augmentations that vary it
     * @param seed of the variants, which are those of a run's first epochs with that seed
     */
    record Wish(
            AugmentationPictures.Shown picture,
            AugmentationSubject.Sight sight,
            Augmentations augmentations,
            long seed) {
        private boolean samePicture(Wish other) {
            return picture.file().equals(other.picture.file()) && sight.equals(other.sight);
        }
    }

    /**
     * What there is to see.
     *
     * @param wish that it fulfils
     * @param original as the network sees it; empty where it cannot be read
     * @param variants of it
     * @param problem why there are none; {@link Sentence#EMPTY} where there are
     */
    record Seen(Wish wish, Optional<RgbImage> original, List<RgbImage> variants, Sentence problem) {}

    private record Decoded(Wish wish, RgbImage picture, PictureVariants variants) {}

    private final Executor workers;
    private final Executor fxThread;
    private final Consumer<Seen> listener;
    private final ImageDecoder decoder = new ImageDecoder();
    /** The picture that was asked for last; used by one worker after the other. */
    private volatile Optional<Decoded> decoded = Optional.empty();

    private volatile Optional<Wish> latest = Optional.empty();
    private volatile boolean closed;

    // Guarded by this:
    private Optional<Wish> waiting = Optional.empty();
    private boolean busy;

    /** @param listener hears on the FX thread what there is to see */
    AugmentationPreview(Executor workers, Executor fxThread, Consumer<Seen> listener) {
        this.workers = workers;
        this.fxThread = fxThread;
        this.listener = listener;
    }

    /** Wants something, in place of what was wanted before. */
    void ask(Wish wish) {
        latest = Optional.of(wish);
        synchronized (this) {
            waiting = latest;
            if (busy) {
                return;
            }
            busy = true;
        }
        workers.execute(this::work);
    }

    /** Nothing is wanted, and nobody hears of anything, any more. */
    @Override
    public void close() {
        closed = true;
    }

    private void work() {
        for (Optional<Wish> next = take(); next.isPresent(); next = take()) {
            Wish wish = next.get();
            Seen seen = seen(wish);
            if (!isStale(wish)) {
                fxThread.execute(() -> tell(seen));
            }
        }
    }

    private synchronized Optional<Wish> take() {
        Optional<Wish> next = closed ? Optional.empty() : waiting;
        waiting = Optional.empty();
        busy = next.isPresent();
        return next;
    }

    private boolean isStale(Wish wish) {
        return closed || latest.filter(wish::samePicture).isEmpty();
    }

    private void tell(Seen seen) {
        if (!isStale(seen.wish())) {
            listener.accept(seen);
        }
    }

    private Seen seen(Wish wish) {
        try {
            Decoded known = decoded(wish);
            List<RgbImage> variants = known.variants()
                    .make(
                            wish.augmentations(),
                            wish.seed(),
                            1,
                            VARIANTS,
                            wish.picture().index(),
                            () -> isStale(wish));
            return new Seen(wish, Optional.of(known.picture()), variants, Sentence.EMPTY);
        } catch (UnreadableImageException e) {
            return new Seen(wish, Optional.empty(), List.of(), Sentence.of(e));
        } catch (RuntimeException | OutOfMemoryError e) {
            return new Seen(wish, Optional.empty(), List.of(), FailureSentence.orUnforeseen(e));
        }
    }

    private Decoded decoded(Wish wish) throws UnreadableImageException {
        Optional<Decoded> known = decoded.filter(one -> one.wish().samePicture(wish));
        if (known.isPresent()) {
            return known.get();
        }
        RgbImage picture = decoder.prepare(
                wish.picture().file(), wish.sight().sizePx(), wish.sight().resize());
        Decoded fresh = new Decoded(
                wish, picture, new PictureVariants(picture, wish.sight().mean()));
        decoded = Optional.of(fresh);
        return fresh;
    }
}
