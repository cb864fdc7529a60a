package org.resnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.training.TrainingEvent;
import org.resnetstudio.ui.train.RunSnapshot.Phase;

/**
 * Gathers what a trainer says into what the screen shows. The thread that hears the trainer adds events; the FX thread takes
 * snapshots on its pulse, and only when the version has changed. Thread-safe.
 */
final class RunProgress {
    private static final int POINTS = 2000;
    private static final int WARNINGS = 50;

    private final CurveBuffer batches = new CurveBuffer(POINTS);
    private final CurveBuffer trainLoss = new CurveBuffer(POINTS);
    private final CurveBuffer validationLoss = new CurveBuffer(POINTS);
    private final CurveBuffer trainAccuracy = new CurveBuffer(POINTS);
    private final CurveBuffer validationAccuracy = new CurveBuffer(POINTS);
    private final List<String> warnings = new ArrayList<>();
    private Phase phase = Phase.STARTING;
    private Optional<TrainingEvent.Started> started = Optional.empty();
    private Optional<ConfusionMatrix> matrix = Optional.empty();
    private int epoch;
    private int batch;
    private int prepared;
    private int toPrepare;
    private double imagesPerSecond;
    private long latestMillis;
    private int bestEpoch;
    private double bestAccuracy = Double.NaN;
    private int finishedEpochs;
    private OptionalDouble testAccuracy = OptionalDouble.empty();
    private String failure = "";
    private long version;

    /** The progress of a run that is told by its events so far; without an end it counts as running. */
    static RunProgress of(List<TrainingEvent> events) {
        RunProgress progress = new RunProgress();
        events.forEach(progress::accept);
        return progress;
    }

    /** Changes with every change. */
    synchronized long version() {
        return version;
    }

    /** Takes in the next event. */
    synchronized void accept(TrainingEvent event) {
        version++;
        latestMillis = event.timeMillis();
        if (event instanceof TrainingEvent.Measuring) {
            advance(Phase.MEASURING);
        } else if (event instanceof TrainingEvent.Preparing e) {
            advance(Phase.PREPARING);
            prepared = e.done();
            toPrepare = e.total();
        } else if (event instanceof TrainingEvent.Started e) {
            started(e);
        } else if (event instanceof TrainingEvent.BatchDone e) {
            advance(Phase.TRAINING);
            epoch = e.epoch();
            batch = e.batch();
            imagesPerSecond = e.imagesPerSecond();
            batches.add(e.epoch() - 1 + (double) e.batch() / batchesPerEpoch(), e.loss());
        } else if (event instanceof TrainingEvent.EpochDone e) {
            epochDone(e);
        } else if (event instanceof TrainingEvent.Warning e) {
            if (warnings.size() < WARNINGS && !warnings.contains(e.message())) {
                warnings.add(e.message());
            }
        } else if (event instanceof TrainingEvent.Finished e) {
            phase = e.outcome() == TrainingEvent.Outcome.COMPLETED ? Phase.COMPLETED : Phase.STOPPED;
            finishedEpochs = e.epochs();
            testAccuracy = e.testAccuracy();
        } else if (event instanceof TrainingEvent.Failed e) {
            fail(e.message());
        }
    }

    private int batchesPerEpoch() {
        return started.map(TrainingEvent.Started::batchesPerEpoch).orElse(1);
    }

    private void advance(Phase next) {
        if (phase != Phase.STOPPING) {
            phase = next;
        }
    }

    /** A trainer begins, or resumes and repeats whatever came after its checkpoint. */
    private void started(TrainingEvent.Started event) {
        started = Optional.of(event);
        phase = Phase.TRAINING;
        failure = "";
        double from = event.firstEpoch() - 1.0;
        batches.dropFrom(from + 1e-9);
        for (CurveBuffer curve : List.of(trainLoss, validationLoss, trainAccuracy, validationAccuracy)) {
            curve.dropFrom(event.firstEpoch());
        }
        epoch = event.firstEpoch();
        batch = 0;
        finishedEpochs = event.firstEpoch() - 1;
    }

    private void epochDone(TrainingEvent.EpochDone e) {
        advance(Phase.TRAINING);
        epoch = e.epoch();
        batch = batchesPerEpoch();
        finishedEpochs = e.epoch();
        imagesPerSecond = e.imagesPerSecond();
        trainLoss.add(e.epoch(), e.trainLoss());
        validationLoss.add(e.epoch(), e.validationLoss());
        trainAccuracy.add(e.epoch(), e.trainAccuracy());
        validationAccuracy.add(e.epoch(), e.validationAccuracy());
        matrix = Optional.of(e.confusionMatrix());
        if (Double.isNaN(bestAccuracy) || e.validationAccuracy() > bestAccuracy) {
            bestAccuracy = e.validationAccuracy();
            bestEpoch = Double.isNaN(bestAccuracy) ? 0 : e.epoch();
        }
    }

    /** Somebody asked for a stop. */
    synchronized void stopping() {
        if (phase.running()) {
            phase = Phase.STOPPING;
            version++;
        }
    }

    /** The trainer could not start, failed, or was killed. */
    synchronized void fail(String sentence) {
        phase = Phase.FAILED;
        failure = sentence;
        version++;
    }

    /** The process is gone: without a failure and without its last event it has nothing more to say either. */
    synchronized void exited(Optional<String> sentence) {
        if (sentence.isPresent()) {
            fail(sentence.get());
        } else if (phase.running()) {
            phase = Phase.STOPPED;
            version++;
        }
    }

    /** What there is to show now. */
    synchronized RunSnapshot snapshot() {
        RunCurves curves = new RunCurves(
                RunCurves.Points.of(batches),
                RunCurves.Points.of(trainLoss),
                RunCurves.Points.of(validationLoss),
                RunCurves.Points.of(trainAccuracy),
                RunCurves.Points.of(validationAccuracy));
        return new RunSnapshot(
                phase,
                started,
                new RunSnapshot.Position(epoch, batch, prepared, toPrepare, imagesPerSecond, remainingSeconds()),
                curves,
                matrix,
                new RunSnapshot.Best(
                        bestEpoch,
                        Double.isNaN(bestAccuracy) ? OptionalDouble.empty() : OptionalDouble.of(bestAccuracy)),
                warnings,
                new RunSnapshot.End(finishedEpochs, testAccuracy, failure));
    }

    /** At the pace since the trainer started, validation and checkpoints included. */
    private OptionalDouble remainingSeconds() {
        if (started.isEmpty() || phase != Phase.TRAINING) {
            return OptionalDouble.empty();
        }
        TrainingEvent.Started s = started.get();
        double done = (epoch - s.firstEpoch()) * (double) s.batchesPerEpoch() + batch;
        double left = (s.epochs() - epoch + 1) * (double) s.batchesPerEpoch() - batch;
        double seconds = (latestMillis - s.timeMillis()) / 1000.0;
        return done < 1 || seconds <= 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds / done * left);
    }
}
