package org.resnetstudio.runs;

import java.nio.file.Files;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Works out where a run stands. */
final class RunSummaries {
    private RunSummaries() {}

    static RunSummary of(RunFolder run, List<TrainingEvent> events) {
        NavigableMap<Integer, TrainingEvent.EpochDone> epochs = new TreeMap<>();
        TrainingEvent end = null;
        for (TrainingEvent event : events) {
            if (event instanceof TrainingEvent.EpochDone e) {
                epochs.put(e.epoch(), e);
            }
            if (event instanceof TrainingEvent.Finished || event instanceof TrainingEvent.Failed) {
                end = event;
            } else if (event instanceof TrainingEvent.Started started) {
                end = null;
                epochs.tailMap(started.firstEpoch(), true).clear(); // they are trained again
            }
        }
        boolean alive = run.process().isAlive();
        if (end != null && run.process().sinceMillis().orElse(0) > end.timeMillis()) {
            end = null; // that was the end of what was trained before
        }
        boolean resumable = !alive && run.canGoOn();
        RunSummary.Status status;
        Optional<String> failure = Optional.empty();
        OptionalDouble testAccuracy = OptionalDouble.empty();
        if (end instanceof TrainingEvent.Finished finished) {
            boolean completed = finished.outcome() == TrainingEvent.Outcome.COMPLETED;
            status = completed ? RunSummary.Status.COMPLETED : RunSummary.Status.STOPPED;
            resumable &= !completed;
            testAccuracy = finished.testAccuracy();
        } else if (end instanceof TrainingEvent.Failed failed) {
            status = RunSummary.Status.FAILED;
            failure = Optional.of(failed.message());
        } else if (alive) {
            status = RunSummary.Status.RUNNING;
        } else {
            status = RunSummary.Status.FAILED;
            failure = Optional.of(unseenEnd(run, events));
        }
        BestSoFar best = BestSoFar.NONE;
        for (TrainingEvent.EpochDone epoch : epochs.values()) {
            best = best.with(epoch);
        }
        return new RunSummary(
                run.path(),
                run.record(),
                status,
                failure,
                List.copyOf(epochs.values()),
                best.epoch(),
                best.validationAccuracy(),
                testAccuracy,
                resumable,
                Files.isRegularFile(run.model()));
    }

    /** Nobody saw the trainer end; Java may have left a report in the run's folder. */
    private static String unseenEnd(RunFolder run, List<TrainingEvent> events) {
        long last = events.isEmpty() ? 0 : events.get(events.size() - 1).timeMillis();
        String remedy = TrainerEnding.remedy(Optional.of(run));
        return TrainerEnding.newestReport(run.path(), last)
                .map(report -> TrainerEnding.sentence(ExitCause.CRASHED, report.words(), remedy))
                .orElse(TrainerEnding.unseen(remedy));
    }
}
