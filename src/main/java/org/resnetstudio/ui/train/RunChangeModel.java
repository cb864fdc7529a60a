package org.resnetstudio.ui.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.StudioContext;

/** What can be changed of a run while it is trained. Made anew each time it is asked for; used on the FX thread. */
public final class RunChangeModel {
    private final TrainerWatch watch;
    private final NumberField learningRate;
    private final NumberField epochs;
    private final NumberField patience;
    private String learningRateBefore;
    private String epochsBefore;
    private String patienceBefore;

    /** Begins with what the run has now. */
    public RunChangeModel(StudioContext context, TrainModel training) {
        Messages messages = context.messages();
        watch = training.watch();
        learningRate = new NumberField(
                new NumberField.Rule("learning-rate", 0.0000001, Schedule.HIGHEST_RATE, false, ""), messages);
        epochs = new NumberField(new NumberField.Rule("epochs", 1, TrainingConfig.MOST_EPOCHS, true, ""), messages);
        patience = new NumberField(
                new NumberField.Rule("early-stopping", 0, TrainingConfig.MOST_EPOCHS, true, ""), messages);
        watch.liveProperty().get().ifPresent(live -> begin(context, live));
        remember();
    }

    private void begin(StudioContext context, TrainerWatch.Live live) {
        RunSnapshot run = live.snapshot();
        show(learningRate, run.position().learningRate());
        run.started().ifPresent(started -> show(epochs, started.epochs()));
        run.position().patience().ifPresent(changed -> show(patience, changed));
        if (run.position().patience().isEmpty()) {
            context.jobs()
                    .job(context.messages().text("train.runs.reading"), progress -> RunFolder.open(live.folder())
                            .record()
                            .config()
                            .earlyStopping())
                    .onSuccess(this::showPatience)
                    .start();
        }
    }

    private void showPatience(EarlyStopping settings) {
        show(patience, settings.patience());
        remember();
    }

    private static void show(NumberField field, double value) {
        if (Double.isFinite(value)) {
            field.textProperty()
                    .set(BigDecimal.valueOf(value)
                            .round(new MathContext(4))
                            .stripTrailingZeros()
                            .toPlainString());
        }
    }

    private void remember() {
        learningRateBefore = learningRate.textProperty().get();
        epochsBefore = epochs.textProperty().get();
        patienceBefore = patience.textProperty().get();
    }

    /** Of the next batch. */
    public NumberField learningRate() {
        return learningRate;
    }

    /** Of the whole run. */
    public NumberField epochs() {
        return epochs;
    }

    /** Epochs without a better value after which the run ends. */
    public NumberField patience() {
        return patience;
    }

    /** Asks the trainer for what was changed, and for nothing else; false while something is wrong. */
    public boolean apply() {
        if (List.of(learningRate, epochs, patience).stream()
                .anyMatch(field -> field.value().isEmpty())) {
            return false;
        }
        if (!learningRate.textProperty().get().equals(learningRateBefore)) {
            watch.ask(new RunRequest.LearningRate(learningRate.value().orElseThrow()));
        }
        if (!epochs.textProperty().get().equals(epochsBefore)) {
            watch.ask(new RunRequest.Epochs((int) epochs.value().orElseThrow()));
        }
        if (!patience.textProperty().get().equals(patienceBefore)) {
            watch.ask(new RunRequest.Patience((int) patience.value().orElseThrow()));
        }
        return true;
    }
}
