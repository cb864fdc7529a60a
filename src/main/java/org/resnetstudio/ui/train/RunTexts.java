package org.resnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.resnetstudio.network.Variants;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.ui.shell.Messages;

/** Runs in words. */
public final class RunTexts {
    private RunTexts() {}

    /** The sentence above the curves: what the trainer does, or how it ended. */
    static String headline(RunSnapshot run, Messages messages) {
        return run.position().silent()
                ? messages.text("train.headline.silent", phase(run, messages))
                : phase(run, messages);
    }

    private static String phase(RunSnapshot run, Messages messages) {
        return switch (run.phase()) {
            case STARTING -> messages.text("train.headline.starting");
            case MEASURING -> messages.text("train.headline.measuring");
            case PREPARING ->
                messages.text(
                        "train.headline.preparing",
                        messages.quantities().exact(run.position().prepared()),
                        messages.quantities().exact(run.position().toPrepare()));
            case TRAINING -> position(run, messages);
            case PAUSED -> messages.text("train.headline.paused", position(run, messages));
            case STOPPING -> messages.text("train.headline.stopping");
            case COMPLETED -> ended("train.headline.completed", run, messages);
            case STOPPED -> ended("train.headline.stopped", run, messages);
            case FAILED -> messages.text(run.end().failure());
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
        String sentence = messages.text(
                key,
                messages.quantities().percent(run.best().accuracy().getAsDouble()),
                run.best().epoch(),
                run.end().epochs(),
                overClasses(run.best().meanRecall(), messages));
        if (run.end().testAccuracy().isEmpty()) {
            return sentence;
        }
        String test = messages.quantities().percent(run.end().testAccuracy().getAsDouble());
        return messages.text(
                "train.headline.test", sentence, test + overClasses(run.end().testMeanRecall(), messages));
    }

    /** The mean recall in brackets, for those who look at the accuracy before it. */
    private static String overClasses(OptionalDouble meanRecall, Messages messages) {
        return meanRecall.isPresent()
                ? messages.text("train.mean-recall", messages.quantities().percent(meanRecall.getAsDouble()))
                : "";
    }

    /** What the trainer has warned of in one line of counts; empty where there was nothing. */
    static String warnings(RunWarnings warnings, Messages messages) {
        List<String> parts = new ArrayList<>();
        if (warnings.pictures() > 0) {
            parts.add(messages.text("train.warnings.pictures", warnings.pictures()));
        }
        if (warnings.classes() > 0) {
            parts.add(messages.text("train.warnings.classes", warnings.classes()));
        }
        if (warnings.others() > 0) {
            parts.add(messages.text("train.warnings.others", warnings.others()));
        }
        return String.join("  ·  ", parts);
    }

    /** The time that is left, the pace and the best epoch, as far as they are known; otherwise empty. */
    static String facts(RunSnapshot run, Messages messages) {
        List<String> facts = new ArrayList<>();
        run.position()
                .remainingSeconds()
                .ifPresent(seconds -> facts.add(
                        messages.text("train.fact.left", messages.quantities().duration(seconds))));
        if (run.phase().running() && run.position().imagesPerSecond() > 0) {
            facts.add(messages.text(
                    "train.fact.pace",
                    messages.quantities().decimal(run.position().imagesPerSecond(), 0)));
        }
        if (run.phase().running() && run.best().accuracy().isPresent()) {
            facts.add(messages.text(
                    "train.fact.best",
                    messages.quantities().percent(run.best().accuracy().getAsDouble())
                            + overClasses(run.best().meanRecall(), messages),
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

    /** A run in one line: its name among the others, and its accuracy. */
    public static String line(RunSummary run, RunNames names, Messages messages) {
        return messages.text("train.run.line", names.of(run), result(run, messages));
    }

    /** The best accuracy of a run; where there is none, its status. */
    static String result(RunSummary run, Messages messages) {
        return run.bestValidationAccuracy().isPresent()
                ? messages.quantities().percent(run.bestValidationAccuracy().getAsDouble())
                : status(run, messages);
    }

    /** Where a run stands. */
    static String status(RunSummary run, Messages messages) {
        return messages.text("train.status." + run.status().name().toLowerCase(Locale.ROOT));
    }

    /** What the trainer does now, in as few words as fit beside the names of the screens. */
    static String brief(RunSnapshot run, Messages messages) {
        return switch (run.phase()) {
            case TRAINING ->
                messages.text(
                        "train.brief.training",
                        run.position().epoch(),
                        run.started().map(TrainingEvent.Started::epochs).orElse(0));
            case PAUSED -> messages.text("train.brief.paused");
            case PREPARING -> messages.text("train.brief.preparing");
            case MEASURING -> messages.text("train.brief.measuring");
            case STOPPING -> messages.text("train.brief.stopping");
            default -> messages.text("train.brief.starting");
        };
    }
}
