package org.resnetstudio.ui.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.DoubleFunction;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.StudioContext;

/** What can be changed of a run while it is trained. Made anew each time it is asked for; used on the FX thread. */
public final class RunChangeModel {
    private static final MathContext DIGITS_OF_A_RATE = new MathContext(4);

    private final TrainerWatch watch;
    private final Value learningRate;
    private final Value epochs;
    private final Value patience;

    /** A field with what stood there before somebody changed it, and with what is asked for it. */
    private static final class Value {
        private final NumberField field;
        private final DoubleFunction<RunRequest> request;
        private String before = "";

        Value(NumberField.Rule rule, Messages messages, DoubleFunction<RunRequest> request) {
            this.field = new NumberField(rule, messages);
            this.request = request;
        }

        void begin(double value) {
            field.set(value);
            before = field.textProperty().get();
        }

        boolean isChanged() {
            return !field.textProperty().get().equals(before);
        }
    }

    /** Begins with what the run has now. */
    public RunChangeModel(StudioContext context, TrainModel training) {
        Messages messages = context.messages();
        watch = training.watch();
        learningRate = new Value(
                new NumberField.Rule("learning-rate", 0.0000001, Schedule.HIGHEST_RATE, false, ""),
                messages,
                RunRequest.LearningRate::new);
        epochs = new Value(
                new NumberField.Rule("epochs", 1, TrainingConfig.MOST_EPOCHS, true, ""),
                messages,
                number -> new RunRequest.Epochs((int) number));
        patience = new Value(
                new NumberField.Rule("early-stopping", 0, TrainingConfig.MOST_EPOCHS, true, ""),
                messages,
                number -> new RunRequest.Patience((int) number));
        watch.liveProperty().get().ifPresent(live -> begin(context, live));
    }

    private void begin(StudioContext context, TrainerWatch.Live live) {
        RunSnapshot run = live.snapshot();
        double rate = run.position().learningRate();
        if (Double.isFinite(rate)) {
            learningRate.begin(BigDecimal.valueOf(rate).round(DIGITS_OF_A_RATE).doubleValue());
        }
        run.started().ifPresent(started -> epochs.begin(started.epochs()));
        run.position().patience().ifPresent(patience::begin);
        if (run.position().patience().isEmpty()) {
            context.jobs()
                    .job(context.messages().text("train.runs.reading"), progress -> RunFolder.open(live.folder())
                            .record()
                            .config()
                            .earlyStopping())
                    .onSuccess(settings -> patience.begin(settings.patience()))
                    .start();
        }
    }

    /** Of the next batch. */
    public NumberField learningRate() {
        return learningRate.field;
    }

    /** Of the whole run. */
    public NumberField epochs() {
        return epochs.field;
    }

    /** Epochs without a better value after which the run ends. */
    public NumberField patience() {
        return patience.field;
    }

    /** Asks the trainer for what was changed, and for nothing else; false while something is wrong. */
    public boolean apply() {
        List<Value> values = List.of(learningRate, epochs, patience);
        if (values.stream().anyMatch(value -> value.field.value().isEmpty())) {
            return false;
        }
        values.stream()
                .filter(Value::isChanged)
                .forEach(value ->
                        watch.ask(value.request.apply(value.field.value().orElseThrow())));
        return true;
    }
}
