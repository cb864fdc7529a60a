package org.resnetstudio.ui.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import org.resnetstudio.benchmark.EngineComparison;
import org.resnetstudio.benchmark.EngineRates;
import org.resnetstudio.benchmark.Workload;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.shell.Job;
import org.resnetstudio.ui.shell.JobProgress;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.StudioContext;

/**
 * Which engine the next run is trained with and how fast each one is here, with networks of the chosen one's family; measures them on
 * request. Used on the FX thread.
 */
public final class EngineRatesModel {
    /** The family of a network does not depend on its classes. */
    private static final int ANY_CLASSES = 2;

    private final StudioContext context;
    private final Messages messages;
    private final CurrentNetwork network;
    private final TrainModel training;
    private final EngineRates rates;
    private final ReadOnlyStringWrapper line = new ReadOnlyStringWrapper(this, "line", "");
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper(this, "detail", "");
    private final ReadOnlyStringWrapper action = new ReadOnlyStringWrapper(this, "action", "");
    private final ReadOnlyBooleanWrapper measurable = new ReadOnlyBooleanWrapper(this, "measurable", false);
    private Map<Workload, EngineComparison> known = Map.of();
    private Optional<Job<?>> measuring = Optional.empty();
    private long wanted;

    /** Watches the network, the form and the runs; what is remembered comes with {@link #refresh}. */
    public EngineRatesModel(StudioContext context, CurrentNetwork network, TrainModel training, EngineRates rates) {
        this.context = context;
        this.messages = context.messages();
        this.network = network;
        this.training = training;
        this.rates = rates;
        network.choiceProperty().subscribe(choice -> update());
        training.form().engineProperty().subscribe(choice -> update());
        training.runningProperty().subscribe(this::runningChanged);
        training.history().runs().addListener((ListChangeListener<RunSummary>) change -> runsChanged());
    }

    /** Which engine and how fast, in one sentence. */
    public ReadOnlyStringProperty lineProperty() {
        return line.getReadOnlyProperty();
    }

    /** What was measured, and why an engine does not work here, if one does not. */
    public ReadOnlyStringProperty detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /** What {@link #measure} would do, in two words. */
    public ReadOnlyStringProperty actionProperty() {
        return action.getReadOnlyProperty();
    }

    /** Whether {@link #measure} can be called: nothing that would disturb it is going on. */
    public ReadOnlyBooleanProperty measurableProperty() {
        return measurable.getReadOnlyProperty();
    }

    /** Whether the sentence is of use: a run that is trained says itself what with. */
    public BooleanExpression shownProperty() {
        return training.runningProperty().not().and(line.isNotEmpty());
    }

    /** Reads again what is remembered. */
    public void refresh() {
        long request = ++wanted;
        context.jobs()
                .job(messages.text("train.engines.reading"), progress -> rates.remembered())
                .onSuccess(found -> {
                    if (request == wanted) {
                        known = found;
                        update();
                    }
                })
                .start();
    }

    /**
     * Measures the engines with the present family of networks, in the background: those that are not known yet, or all again where
     * all are known.
     */
    public void measure() {
        if (!measurable.get()) {
            return;
        }
        Workload family = family();
        boolean again = comparison(family).isComplete();
        Job<EngineComparison> job = context.jobs()
                .job(messages.text("train.engines.job"), progress -> {
                    Following following = new Following(progress);
                    return again ? rates.compareAgain(family, following) : rates.compare(family, following);
                })
                .onEnd(() -> {
                    measuring = Optional.empty();
                    refresh();
                });
        measuring = Optional.of(job);
        update();
        job.start();
    }

    /** A run that has begun or ended may have measured; nobody needs to know before the screen was shown once. */
    private void runsChanged() {
        if (wanted > 0) {
            refresh();
        }
    }

    /** A trainer and a measurement would slow each other down, and the trainer measures what it needs. */
    private void runningChanged(boolean running) {
        if (running) {
            measuring.ifPresent(Job::cancel);
        }
        update();
    }

    private Workload family() {
        ResNetSpec spec = network.get().spec(ANY_CLASSES);
        return Workload.standingFor(spec);
    }

    private EngineComparison comparison(Workload family) {
        return known.getOrDefault(family, EngineComparison.UNKNOWN);
    }

    private void update() {
        Workload family = family();
        EngineComparison comparison = comparison(family);
        boolean idle = measuring.isEmpty() && !training.runningProperty().get();
        measurable.set(idle && known.containsKey(family));
        action.set(messages.text(comparison.isComplete() ? "train.engines.again" : "train.engines.measure"));
        line.set(sentence(family, comparison));
        detail.set(detail(family, comparison));
    }

    private String sentence(Workload family, EngineComparison comparison) {
        if (measuring.isPresent()) {
            return messages.text("train.engines.measuring");
        }
        if (!known.containsKey(family)) {
            return "";
        }
        EngineChoice engine = training.form().engineProperty().get();
        if (engine.isAuto()) {
            if (!comparison.isComplete() && candidates(comparison) > 1) {
                return messages.text("train.engines.unknown.auto");
            }
            engine = comparison.fastest();
            if (comparison.problem(engine).isPresent()) {
                return messages.text("train.engines.none", engine.title());
            }
        }
        return sentence(engine, family, comparison);
    }

    private String sentence(EngineChoice engine, Workload family, EngineComparison comparison) {
        if (comparison.problem(engine).isPresent()) {
            return messages.text("train.engines.broken", engine.title());
        }
        if (comparison.rate(engine).isEmpty()) {
            return messages.text("train.engines.unknown", engine.title());
        }
        String pace = pace(comparison.rate(engine).get());
        String measured = RunTexts.title(family.network());
        List<EngineChoice> others = EngineChoice.engines().stream()
                .filter(other -> !other.equals(engine))
                .toList();
        Optional<EngineChoice> rival = others.stream()
                .filter(other -> comparison.rate(other).isPresent())
                .max(Comparator.comparing(other -> comparison.rate(other).orElseThrow()));
        if (rival.isPresent()) {
            String otherPace = pace(comparison.rate(rival.get()).orElseThrow());
            return messages.text(
                    "train.engines.two",
                    engine.title(),
                    pace,
                    rival.get().title(),
                    otherPace,
                    measured,
                    family.imageSizePx());
        }
        Optional<EngineChoice> broken = others.stream()
                .filter(other -> comparison.problem(other).isPresent())
                .findFirst();
        String key = broken.isPresent() ? "train.engines.one.broken" : "train.engines.one";
        return messages.text(
                key,
                engine.title(),
                pace,
                measured,
                family.imageSizePx(),
                broken.map(EngineChoice::title).orElse(""));
    }

    /** How many engines may be the faster one. */
    private static long candidates(EngineComparison comparison) {
        return EngineChoice.engines().stream()
                .filter(engine -> comparison.problem(engine).isEmpty())
                .count();
    }

    private String detail(Workload family, EngineComparison comparison) {
        List<String> sentences = new ArrayList<>();
        if (!comparison.imagesPerSecond().isEmpty()) {
            sentences.add(messages.text(
                    "train.engines.detail",
                    RunTexts.title(family.network()),
                    family.batchSize(),
                    family.imageSizePx()));
        }
        comparison.notes().values().forEach(note -> sentences.add(messages.text(note)));
        comparison
                .problems()
                .forEach((engine, why) ->
                        sentences.add(messages.text("train.engines.problem", engine.title(), messages.text(why))));
        return String.join("\n", sentences);
    }

    private String pace(double imagesPerSecond) {
        return messages.quantities().decimal(imagesPerSecond, imagesPerSecond < 10 ? 1 : 0);
    }

    /** Tells the status bar which engine is measured. */
    private static final class Following implements EngineRates.Progress {
        private final JobProgress progress;
        private int begun;

        Following(JobProgress progress) {
            this.progress = progress;
        }

        @Override
        public void measuring(EngineChoice engine) {
            progress.message(engine.title());
            progress.report(begun++, EngineChoice.engines().size());
        }

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }
}
