package org.resnetstudio.ui.train;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnetstudio.network.Variants;
import org.resnetstudio.training.RunSummary;
import org.resnetstudio.training.TrainingEvent;
import org.resnetstudio.ui.control.Quantities;
import org.resnetstudio.ui.shell.Messages;

/** Runs in words. */
public final class RunTexts {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);

    private RunTexts() {}

    /** The sentence above the curves: what the trainer does, or how it ended. */
    static String headline(RunSnapshot run, Messages messages) {
        return switch (run.phase()) {
            case STARTING -> messages.text("train.headline.starting");
            case MEASURING -> messages.text("train.headline.measuring");
            case PREPARING ->
                messages.text(
                        "train.headline.preparing",
                        Quantities.exact(run.position().prepared()),
                        Quantities.exact(run.position().toPrepare()));
            case TRAINING -> position(run, messages);
            case STOPPING -> messages.text("train.headline.stopping");
            case COMPLETED -> ended("train.headline.completed", run, messages);
            case STOPPED -> ended("train.headline.stopped", run, messages);
            case FAILED -> run.end().failure();
        };
    }

    private static String position(RunSnapshot run, Messages messages) {
        TrainingEvent.Started s = run.started().orElseThrow();
        return messages.text(
                "train.headline.training",
                run.position().epoch(),
                s.epochs(),
                run.position().batch(),
                s.batchesPerEpoch());
    }

    private static String ended(String key, RunSnapshot run, Messages messages) {
        if (run.best().accuracy().isEmpty()) {
            return messages.text(key + ".without", run.end().epochs());
        }
        String best = Quantities.percent(run.best().accuracy().getAsDouble());
        String sentence = messages.text(key, best, run.best().epoch(), run.end().epochs());
        return run.end().testAccuracy().isEmpty()
                ? sentence
                : sentence
                        + " "
                        + messages.text(
                                "train.headline.test",
                                Quantities.percent(run.end().testAccuracy().getAsDouble()));
    }

    /** The time that is left, the pace and the best epoch, as far as they are known; otherwise empty. */
    static String facts(RunSnapshot run, Messages messages) {
        List<String> facts = new ArrayList<>();
        run.position()
                .remainingSeconds()
                .ifPresent(seconds -> facts.add(messages.text("train.fact.left", Quantities.duration(seconds))));
        if (run.phase().running() && run.position().imagesPerSecond() > 0) {
            facts.add(messages.text(
                    "train.fact.pace",
                    String.format(Locale.ENGLISH, "%,.0f", run.position().imagesPerSecond())));
        }
        if (run.phase().running() && run.best().accuracy().isPresent()) {
            facts.add(messages.text(
                    "train.fact.best",
                    Quantities.percent(run.best().accuracy().getAsDouble()),
                    run.best().epoch()));
        }
        run.started()
                .ifPresent(
                        s -> facts.add(messages.text("train.fact.device", title(s.variant()), s.device(), s.engine())));
        return String.join("  ·  ", facts);
    }

    /** The name of a variant as people read it. */
    public static String title(String variant) {
        return Variants.all().stream()
                .filter(v -> v.name().equals(variant))
                .map(Variants.Variant::title)
                .findFirst()
                .orElse(variant);
    }

    /** When a run was started, in this machine's way. */
    public static String date(RunSummary run) {
        return DATE.format(Instant.ofEpochMilli(run.record().createdMillis()).atZone(ZoneId.systemDefault()));
    }

    /** A run in one line: variant, date and accuracy. */
    public static String line(RunSummary run, Messages messages) {
        return messages.text(
                "train.run.line", title(run.record().network().variant()), date(run), result(run, messages));
    }

    /** The best accuracy of a run; where there is none, its status. */
    static String result(RunSummary run, Messages messages) {
        return run.bestValidationAccuracy().isPresent()
                ? Quantities.percent(run.bestValidationAccuracy().getAsDouble())
                : status(run, messages);
    }

    /** Where a run stands. */
    static String status(RunSummary run, Messages messages) {
        return messages.text("train.status." + run.status().name().toLowerCase(Locale.ROOT));
    }
}
