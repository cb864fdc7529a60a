package org.resnetstudio.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Works out where a run stands. */
final class RunSummaries {
    private RunSummaries() {}

    static RunSummary of(RunFolder run, List<TrainingEvent> events) {
        Map<Integer, TrainingEvent.EpochDone> epochs = new TreeMap<>();
        TrainingEvent end = null;
        for (TrainingEvent event : events) {
            if (event instanceof TrainingEvent.EpochDone e) {
                epochs.put(e.epoch(), e);
            }
            if (event instanceof TrainingEvent.Finished || event instanceof TrainingEvent.Failed) {
                end = event;
            } else if (event instanceof TrainingEvent.Started) {
                end = null;
            }
        }
        boolean alive = run.process().isAlive();
        boolean resumable = !alive && run.checkpoints().has(Checkpoints.Kind.LAST);
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
            failure = Optional.of("The trainer ended without a word, because it was killed or the machine went down: "
                    + (resumable ? "resume it from its last checkpoint." : "start it again."));
        }
        Optional<TrainingEvent.EpochDone> best = best(epochs);
        return new RunSummary(
                run.path(),
                run.record(),
                status,
                failure,
                List.copyOf(epochs.values()),
                best.map(TrainingEvent.EpochDone::epoch).orElse(0),
                best.map(e -> OptionalDouble.of(e.validationAccuracy())).orElse(OptionalDouble.empty()),
                testAccuracy,
                resumable);
    }

    /** The epoch that the trainer kept as best checkpoint; see {@link BestSoFar}. */
    private static Optional<TrainingEvent.EpochDone> best(Map<Integer, TrainingEvent.EpochDone> epochs) {
        TrainingEvent.EpochDone best = null;
        for (TrainingEvent.EpochDone epoch : epochs.values()) {
            boolean validated = !Double.isNaN(epoch.validationAccuracy());
            if (validated
                    && (best == null
                            || new BestSoFar(best.epoch(), best.validationAccuracy(), best.validationLoss())
                                    .isBeatenBy(epoch.validationAccuracy(), epoch.validationLoss()))) {
                best = epoch;
            }
        }
        return Optional.ofNullable(best);
    }
}
