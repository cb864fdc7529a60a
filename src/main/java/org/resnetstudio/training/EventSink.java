package org.resnetstudio.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.EventLog;
import org.resnetstudio.runs.TrainingEvent;

/**
 * Where a run's events go: to a listener, and to the run's log once there is one. Batches are thinned for both, each by its own
 * need: the listener hears ten a second at most, and the log keeps about twenty an epoch, always the same ones.
 */
final class EventSink implements AutoCloseable {
    private static final long LISTENER_INTERVAL_NANOS = 100_000_000;
    private static final int LOGGED_BATCHES_PER_EPOCH = 20;
    private static final int WARNINGS_IN_FULL = 20;

    private final Consumer<TrainingEvent> listener;
    private EventLog.Appender log;
    private long lastBatchNanos = System.nanoTime() - LISTENER_INTERVAL_NANOS;

    EventSink(Consumer<TrainingEvent> listener) {
        this.listener = listener;
    }

    /** From now on, events go to this log too, which is closed with the sink. */
    void logTo(EventLog.Appender appender) {
        log = appender;
    }

    /** Takes an event; it is on disk when this returns. */
    void emit(TrainingEvent event) throws IOException {
        listener.accept(event);
        if (log != null) {
            log.write(event);
            log.flush();
        }
    }

    /** Takes an event for the listener alone. */
    void tell(TrainingEvent event) {
        listener.accept(event);
    }

    /** Takes a batch; it is in the log with the next event that is not one. */
    void batch(TrainingEvent.BatchDone event, int batchesPerEpoch) throws IOException {
        long now = System.nanoTime();
        if (now - lastBatchNanos >= LISTENER_INTERVAL_NANOS) {
            lastBatchNanos = now;
            listener.accept(event);
        }
        int every = (batchesPerEpoch + LOGGED_BATCHES_PER_EPOCH - 1) / LOGGED_BATCHES_PER_EPOCH;
        if (event.batch() % every == 0) {
            log.write(event);
        }
    }

    /**
     * Takes the first twenty warnings about pictures, and one of how many pictures the others stand for.
     *
     * @param restKey of the sentence about the others, which gets their number and the file
     * @param listedIn the file that lists all of them
     */
    void warnOfPictures(List<TrainingEvent.Warning> warnings, String restKey, Path listedIn) throws IOException {
        int full = Math.min(WARNINGS_IN_FULL, warnings.size());
        for (TrainingEvent.Warning warning : warnings.subList(0, full)) {
            emit(warning);
        }
        int more = warnings.subList(full, warnings.size()).stream()
                .mapToInt(TrainingEvent.Warning::count)
                .sum();
        if (more > 0) {
            emit(TrainingEvent.Warning.ofPictures(more, Sentence.of(restKey, more, listedIn)));
        }
    }

    @Override
    public void close() throws IOException {
        if (log != null) {
            log.close();
        }
    }
}
