package org.resnetstudio.ui.train;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.BestSoFar;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.EpochFigures;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.ui.train.RunSnapshot.Phase;

/**
 * Gathers what a trainer says into what the screen shows. The thread that hears the trainer adds events; the FX thread takes
 * snapshots on its pulse, and only when the version has changed. Thread-safe.
 */
final class RunProgress {
    private static final int POINTS = 2000;

    private final CurveBuffer batches = new CurveBuffer(POINTS);
    private final CurveBuffer trainLoss = new CurveBuffer(POINTS);
    private final CurveBuffer validationLoss = new CurveBuffer(POINTS);
    private final CurveBuffer trainAccuracy = new CurveBuffer(POINTS);
    private final CurveBuffer validationAccuracy = new CurveBuffer(POINTS);
    private final RunWarnings.Builder warnings = new RunWarnings.Builder();
    private Phase phase = Phase.STARTING;
    private Optional<TrainingEvent.Started> started = Optional.empty();
    private Optional<ConfusionMatrix> matrix = Optional.empty();
    private int epoch;
    private int batch;
    private int prepared;
    private int toPrepare;
    private double imagesPerSecond;
    private Optional<RemainingTime> remaining = Optional.empty();
    /** The best of the epochs up to each finished one. */
    private final NavigableMap<Integer, BestSoFar> best = new TreeMap<>();

    private double learningRate = Double.NaN;
    private OptionalInt patience = OptionalInt.empty();
    private boolean bestSaved;
    /** When there was something new at the latest look; 0 before the first. */
    private long heardMillis;

    private long lookedVersion = -1;
    private long longestSilenceMillis;
    private boolean silent;
    private int finishedEpochs;
    private OptionalDouble testAccuracy = OptionalDouble.empty();
    private OptionalDouble testRecall = OptionalDouble.empty();
    private Sentence failure = Sentence.EMPTY;
    private long version;

    /** A trainer that says nothing for less than this does not hang. */
    static final long LEAST_SILENCE_MILLIS = 120_000;
    /** How many times as long as before it has to be silent. */
    private static final int LONG_SILENCES = 5;

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

    /**
     * Looks whether the trainer has been silent for too long; called now and then, of a trainer that is heard as it speaks. What is usual
     * between two epochs, or while a large picture is learned from, is no sign that it hangs.
     */
    synchronized void look(long nowMillis) {
        boolean works = phase == Phase.TRAINING || phase == Phase.STOPPING;
        if (version != lookedVersion || !works) {
            if (heardMillis > 0 && works) {
                longestSilenceMillis = Math.max(longestSilenceMillis, nowMillis - heardMillis);
            }
            heardMillis = nowMillis;
            lookedVersion = version;
        }
        long allowed = Math.max(LEAST_SILENCE_MILLIS, LONG_SILENCES * longestSilenceMillis);
        boolean now = works && nowMillis - heardMillis > allowed;
        if (now != silent) {
            silent = now;
            version++;
            lookedVersion = version;
        }
    }

    /** Takes in the next event. */
    synchronized void accept(TrainingEvent event) {
        version++;
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
            learningRate = e.learningRate();
            remaining.ifPresent(time -> time.add(e));
            batches.add(e.epoch() - 1 + (double) e.batch() / batchesPerEpoch(), e.loss());
        } else if (event instanceof TrainingEvent.EpochDone e) {
            epochDone(e);
        } else if (event instanceof TrainingEvent.CheckpointSaved e) {
            bestSaved |= e.kind().equals(Checkpoints.Kind.BEST.fileName());
        } else if (event instanceof TrainingEvent.Controlled e) {
            controlled(e);
        } else if (event instanceof TrainingEvent.Warning e) {
            warnings.add(e);
        } else if (event instanceof TrainingEvent.Finished e) {
            phase = e.outcome() == TrainingEvent.Outcome.COMPLETED ? Phase.COMPLETED : Phase.STOPPED;
            finishedEpochs = e.epochs();
            testAccuracy = e.testAccuracy();
            testRecall = e.recall().test();
        } else if (event instanceof TrainingEvent.Failed e) {
            fail(e.message());
        }
    }

    private void controlled(TrainingEvent.Controlled e) {
        switch (e.action()) {
            case PAUSED -> advance(Phase.PAUSED);
            case CONTINUED -> {
                advance(Phase.TRAINING);
                remaining.ifPresent(RemainingTime::resumed);
            }
            case EPOCHS -> {
                int epochs = (int) e.value().orElseThrow();
                started = started.map(run -> run.withEpochs(epochs));
                remaining.ifPresent(time -> time.epochs(epochs));
            }
            case LEARNING_RATE -> learningRate = e.value().orElseThrow();
            case PATIENCE -> patience = OptionalInt.of((int) e.value().orElseThrow());
            case AUGMENTATION -> {} // nothing of it is shown
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
        remaining = Optional.of(new RemainingTime(event));
        warnings.started();
        longestSilenceMillis = 0; // before it, nobody trained
        phase = Phase.TRAINING;
        failure = Sentence.EMPTY;
        double from = event.firstEpoch() - 1.0;
        batches.dropFrom(from + 1e-9);
        for (CurveBuffer curve : List.of(trainLoss, validationLoss, trainAccuracy, validationAccuracy)) {
            curve.dropFrom(event.firstEpoch());
        }
        epoch = event.firstEpoch();
        batch = 0;
        finishedEpochs = event.firstEpoch() - 1;
        best.tailMap(event.firstEpoch(), true).clear();
    }

    private void epochDone(TrainingEvent.EpochDone e) {
        advance(Phase.TRAINING);
        epoch = e.epoch();
        batch = batchesPerEpoch();
        finishedEpochs = e.epoch();
        imagesPerSecond = e.imagesPerSecond();
        remaining.ifPresent(time -> time.add(e));
        trainLoss.add(e.epoch(), e.trainLoss());
        validationLoss.add(e.epoch(), e.validationLoss());
        trainAccuracy.add(e.epoch(), e.trainAccuracy());
        validationAccuracy.add(e.epoch(), e.validationAccuracy());
        matrix = Optional.of(e.confusionMatrix());
        best.put(e.epoch(), bestSoFar().with(EpochFigures.of(e)));
    }

    private BestSoFar bestSoFar() {
        return best.isEmpty() ? BestSoFar.NONE : best.lastEntry().getValue();
    }

    /** Somebody asked for a stop. */
    synchronized void stopping() {
        if (phase.running()) {
            phase = Phase.STOPPING;
            version++;
        }
    }

    /** The trainer could not start, failed, or was killed. */
    synchronized void fail(Sentence sentence) {
        phase = Phase.FAILED;
        failure = sentence;
        version++;
    }

    /** The process is gone: without a failure and without its last event it has nothing more to say either. */
    synchronized void exited(Optional<Sentence> sentence) {
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
                new RunSnapshot.Position(
                        epoch,
                        batch,
                        prepared,
                        toPrepare,
                        imagesPerSecond,
                        remainingSeconds(),
                        learningRate,
                        patience,
                        silent),
                curves,
                matrix,
                new RunSnapshot.Best(
                        bestSoFar().epoch(),
                        bestSoFar().validationAccuracy(),
                        bestSoFar().meanRecall(),
                        bestSaved),
                warnings.build(),
                new RunSnapshot.End(finishedEpochs, testAccuracy, testRecall, failure));
    }

    private OptionalDouble remainingSeconds() {
        return phase == Phase.TRAINING
                ? remaining.map(RemainingTime::seconds).orElse(OptionalDouble.empty())
                : OptionalDouble.empty();
    }
}
