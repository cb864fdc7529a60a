package org.resnetstudio.runs;

import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalDouble;
import org.resnetstudio.problem.Sentence;

/** Works out where a run stands. */
final class RunSummaries {
    private RunSummaries() {}

    /**
     * Where a run stands at this moment.
     *
     * @param outline of its events
     */
    static RunSummary of(RunFolder run, RunOutline outline) {
        boolean alive = run.process().isAlive();
        long since = run.process().sinceMillis().orElse(0);
        // an end that is older than the work of the trainer that is there was of what was trained before
        Optional<TrainingEvent> end = outline.end().filter(event -> since <= event.timeMillis());
        boolean resumable = !alive && run.canGoOn();
        RunSummary.Status status;
        Optional<Sentence> failure = Optional.empty();
        OptionalDouble testAccuracy = OptionalDouble.empty();
        if (end.orElse(null) instanceof TrainingEvent.Finished finished) {
            boolean completed = finished.outcome() == TrainingEvent.Outcome.COMPLETED;
            status = completed ? RunSummary.Status.COMPLETED : RunSummary.Status.STOPPED;
            resumable &= !completed;
            testAccuracy = finished.testAccuracy();
        } else if (end.orElse(null) instanceof TrainingEvent.Failed failed) {
            status = RunSummary.Status.FAILED;
            failure = Optional.of(failed.message());
        } else if (alive) {
            status = RunSummary.Status.RUNNING;
        } else {
            status = RunSummary.Status.FAILED;
            failure = Optional.of(unseenEnd(run, outline.lastMillis().orElse(0)));
        }
        return new RunSummary(
                run.path(),
                run.record(),
                status,
                failure,
                outline.epochs(),
                outline.best().epoch(),
                outline.best().validationAccuracy(),
                testAccuracy,
                resumable,
                Files.isRegularFile(run.model()));
    }

    /** Nobody saw the trainer end; Java may have left a report in the run's folder. */
    private static Sentence unseenEnd(RunFolder run, long lastMillis) {
        Sentence remedy = TrainerEnding.remedy(Optional.of(run));
        return TrainerEnding.newestReport(run.path(), lastMillis)
                .map(report -> TrainerEnding.sentence(ExitCause.CRASHED, report.words(), remedy))
                .orElse(TrainerEnding.unseen(remedy));
    }
}
