package org.resnetstudio.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.TrainingEvent;

/** Tells people how training goes: a line for each epoch on standard output, everything passing on standard error. */
final class EpochPrinter {
    private static final String COLUMNS = "%6s  %10s  %9s  %15s  %14s  %11s  %9s  %8s%n";

    private final PrintWriter out;
    private final PrintWriter err;
    private final PassingLine line;
    private TrainingEvent.Started started;

    EpochPrinter(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
        this.line = new PassingLine(err);
    }

    /** Prints an event. */
    void print(TrainingEvent event) {
        if (event instanceof TrainingEvent.Measuring e) {
            err.println("Trying " + e.engine().title()
                    + " with this network: whether it computes right here, and how fast; this is done once.");
        } else if (event instanceof TrainingEvent.Preparing e) {
            line.show("Preparing pictures: " + e.done() + " of " + e.total());
        } else if (event instanceof TrainingEvent.Started e) {
            started(e);
        } else if (event instanceof TrainingEvent.BatchDone e) {
            line.show(String.format(
                    Locale.ROOT,
                    "Epoch %d: batch %d of %d, loss %.3f, %.0f pictures a second",
                    e.epoch(),
                    e.batch(),
                    started.batchesPerEpoch(),
                    e.loss(),
                    e.imagesPerSecond()));
        } else if (event instanceof TrainingEvent.EpochDone e) {
            line.clear();
            out.printf(
                    Locale.ROOT,
                    COLUMNS,
                    e.epoch(),
                    Numbers.loss(e.trainLoss()),
                    Numbers.percent(e.trainAccuracy()),
                    Numbers.loss(e.validationLoss()),
                    Numbers.percent(e.validationAccuracy()),
                    Numbers.percent(e.confusionMatrix().meanRecall().orElse(Double.NaN)),
                    String.format(Locale.ROOT, "%.4g", e.learningRate()),
                    String.format(Locale.ROOT, "%.0f", e.imagesPerSecond()));
        } else if (event instanceof TrainingEvent.Controlled e) {
            line.clear();
            err.println(controlled(e));
        } else if (event instanceof TrainingEvent.Warning e) {
            line.clear();
            err.println("Warning: " + e.message());
        } else if (event instanceof TrainingEvent.Finished e) {
            finished(e);
        }
        out.flush();
        err.flush();
    }

    private static String controlled(TrainingEvent.Controlled e) {
        return switch (e.action()) {
            case PAUSED -> "The run is paused.";
            case CONTINUED -> "The run goes on.";
            case LEARNING_RATE ->
                String.format(
                        Locale.ROOT, "The learning rate is %.4g now.", e.value().orElse(Double.NaN));
            case EPOCHS ->
                String.format(
                        Locale.ROOT, "The run has %.0f epochs now.", e.value().orElse(Double.NaN));
            case PATIENCE ->
                e.value().orElse(0) == 0
                        ? "The run does not end early now."
                        : String.format(
                                Locale.ROOT,
                                "The run ends after %.0f epochs without a better value now.",
                                e.value().getAsDouble());
            case AUGMENTATION -> "The pictures are varied by " + e.text().orElse("none") + " now.";
        };
    }

    private void started(TrainingEvent.Started e) {
        started = e;
        line.clear();
        out.printf(
                Locale.ROOT,
                "%s, %,d parameters, %d classes, %,d training and %,d validation pictures; %s on %s%n%n",
                e.variant(),
                e.parameters(),
                e.classes().size(),
                e.trainSamples(),
                e.validationSamples(),
                e.engine(),
                e.device());
        out.printf(
                Locale.ROOT,
                COLUMNS,
                "Epoch",
                "Train loss",
                "Train acc.",
                "Validation loss",
                "Validation acc.",
                "Mean recall",
                "Rate",
                "Pics/s");
    }

    private void finished(TrainingEvent.Finished e) {
        line.clear();
        out.println();
        out.printf(
                Locale.ROOT,
                "%s after %d epochs and %.0f s%s.%n",
                e.outcome() == TrainingEvent.Outcome.COMPLETED ? "Done" : "Stopped",
                e.epochs(),
                e.seconds(),
                e.endedEarly() ? ", because it had stopped learning" : "");
        if (e.bestEpoch() > 0) {
            out.println("Best epoch " + e.bestEpoch()
                    + share(", validation accuracy ", e.bestValidationAccuracy())
                    + share(", mean recall ", e.recall().validation())
                    + share(", test accuracy ", e.testAccuracy())
                    + share(", test mean recall ", e.recall().test()) + ".");
        }
        out.println(
                RunFolder.isRun(Path.of(e.model()))
                        ? "The run is in " + e.model() + "."
                        : "Nothing was trained yet, so that no run is kept.");
    }

    private static String share(String words, OptionalDouble value) {
        return value.isPresent() ? words + Numbers.percent(value.getAsDouble()) : "";
    }
}
