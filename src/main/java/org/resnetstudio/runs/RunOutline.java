package org.resnetstudio.runs;

import java.io.IOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the events of a run come to, which is small even where they fill megabytes.
 *
 * @param epochs those finished; of an epoch that was repeated after a crash, the latest
 * @param best of them
 * @param end how what was trained last has ended; empty where nobody said so
 * @param lastMillis time of the last event, milliseconds since 1970; empty without any
 */
record RunOutline(int epochs, BestSoFar best, Optional<TrainingEvent> end, OptionalLong lastMillis) {
    /** Reads it from a log, of which no more than one event is in memory. */
    static RunOutline read(EventLog log) throws IOException {
        Collector collector = new Collector();
        log.outline(collector);
        return of(collector);
    }

    /** What the events that were taken come to. */
    static RunOutline of(Collector collector) {
        BestSoFar best = BestSoFar.NONE;
        for (EpochFigures epoch : collector.epochs.values()) {
            best = best.with(epoch);
        }
        return new RunOutline(collector.epochs.size(), best, Optional.ofNullable(collector.end), collector.lastMillis);
    }

    /** Takes the events in their order. */
    static final class Collector {
        private final NavigableMap<Integer, EpochFigures> epochs = new TreeMap<>();
        private TrainingEvent end;
        private OptionalLong lastMillis = OptionalLong.empty();

        void epoch(long timeMillis, EpochFigures figures) {
            lastMillis = OptionalLong.of(timeMillis);
            epochs.put(figures.epoch(), figures);
        }

        void event(TrainingEvent event) {
            if (event instanceof TrainingEvent.EpochDone done) {
                epoch(done.timeMillis(), EpochFigures.of(done));
                return;
            }
            lastMillis = OptionalLong.of(event.timeMillis());
            if (event instanceof TrainingEvent.Finished || event instanceof TrainingEvent.Failed) {
                end = event;
            } else if (event instanceof TrainingEvent.Started started) {
                end = null;
                epochs.tailMap(started.firstEpoch(), true).clear(); // they are trained again
            }
        }
    }
}
