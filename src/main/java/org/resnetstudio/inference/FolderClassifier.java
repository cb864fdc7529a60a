package org.resnetstudio.inference;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.resnetstudio.export.ModelException;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.problem.Sentence;

/**
 * Classifies many files: other threads decode ahead while the model works on batches. At most four batches of prepared pictures
 * are in memory. Stateless between calls, and safe for use by many threads at once.
 */
public final class FolderClassifier {
    private static final int MAX_BATCH = 32;

    private final Classifier classifier;
    private final ExecutorService decoders;

    /** Hears of every file. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Called on the thread that called {@link #classify}, in the order of the files.
         *
         * @param done files so far, this one included
         * @param total files in all
         */
        void classified(FileResult result, int done, int total);
    }

    /**
     * @param classifier which model; stays open
     * @param decoders threads that read and decode, as many as should work at once; not shut down
     */
    public FolderClassifier(Classifier classifier, ExecutorService decoders) {
        this.classifier = classifier;
        this.decoders = decoders;
    }

    /**
     * Classifies files in their order. Unreadable ones are reported to the listener and do not stop the others.
     *
     * @param topK how many classes each, at least 1
     * @param cancelled asked before every batch; whether to stop
     * @return whether all files were done, that is, not cancelled
     * @throws ModelException if the model itself fails, or no picture can be decoded on this computer
     * @throws InterruptedException if the calling thread was interrupted; what was under way is stopped
     */
    public boolean classify(List<Path> files, int topK, Listener listener, BooleanSupplier cancelled)
            throws ModelException, InterruptedException {
        int batch = Math.min(MAX_BATCH, classifier.maxBatch());
        Deque<Future<Prepared>> ahead = new ArrayDeque<>();
        Iterator<Path> waiting = files.iterator();
        try {
            int done = 0;
            while (done < files.size()) {
                if (cancelled.getAsBoolean()) {
                    return false;
                }
                while (waiting.hasNext() && ahead.size() < 3 * batch) {
                    Path file = waiting.next();
                    ahead.add(decoders.submit(() -> prepare(file)));
                }
                List<Prepared> next = new ArrayList<>();
                while (next.size() < batch && !ahead.isEmpty()) {
                    next.add(take(ahead.remove()));
                }
                for (FileResult result : classify(next, topK)) {
                    listener.classified(result, ++done, files.size());
                }
            }
            return true;
        } finally {
            ahead.forEach(future -> future.cancel(true));
        }
    }

    private List<FileResult> classify(List<Prepared> files, int topK) throws ModelException {
        List<RgbImage> images =
                files.stream().flatMap(file -> file.image().stream()).toList();
        float[][] probabilities = classifier.probabilities(images);
        List<FileResult> results = new ArrayList<>();
        int image = 0;
        for (Prepared file : files) {
            results.add(
                    file.image().isPresent()
                            ? FileResult.of(file.file(), classifier.ranked(probabilities[image++], topK))
                            : FileResult.failed(file.file(), file.problem().orElseThrow()));
        }
        return results;
    }

    private Prepared prepare(Path file) throws UnreadableImageException {
        try {
            return new Prepared(file, Optional.of(classifier.prepare(file)), Optional.empty());
        } catch (UnreadableImageException e) {
            if (e.reason() == UnreadableImageException.Reason.NO_LIBRARY) {
                throw e; // which no other file would change
            }
            return new Prepared(file, Optional.empty(), Optional.of(e.sentence()));
        }
    }

    private static Prepared take(Future<Prepared> future) throws ModelException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnreadableImageException noLibrary) {
                throw new ModelException(noLibrary.sentence(), noLibrary);
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("A picture could not be prepared.", e.getCause());
        }
    }

    private record Prepared(Path file, Optional<RgbImage> image, Optional<Sentence> problem) {}
}
