package org.resnetstudio.ui.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.evaluation.SampleResult;
import org.resnetstudio.runs.RunParts;
import org.resnetstudio.ui.shell.Job;
import org.resnetstudio.ui.shell.StudioContext;
import org.resnetstudio.ui.use.ModelLibrary;
import org.resnetstudio.ui.use.StudioModel;

/** What the Evaluate screen shows: one evaluation, and the pictures of one cell of its matrix. Used on the FX thread. */
public final class EvaluateModel {
    /** Mistakes, the most confident ones first, then what is right, the least confident first. */
    static final Comparator<SampleResult> WORST_FIRST = Comparator.comparing(SampleResult::correct)
            .thenComparingDouble(result -> result.correct() ? result.probability() : -result.probability())
            .thenComparingDouble(SampleResult::actualProbability);

    private final StudioContext context;
    private final ModelLibrary library;
    private final Evaluator evaluator;
    private final ObjectProperty<EvaluationSet> set = new SimpleObjectProperty<>(this, "set", EvaluationSet.TEST);
    private final ReadOnlyObjectWrapper<RunParts> parts = new ReadOnlyObjectWrapper<>(this, "parts", RunParts.UNKNOWN);
    private final ReadOnlyObjectWrapper<EvaluationResult> result = new ReadOnlyObjectWrapper<>(this, "result");
    private final ObjectProperty<MatrixCell> cell = new SimpleObjectProperty<>(this, "cell");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final EvaluatedSamples samples;
    private final SetSizes sizes = new SetSizes();
    private final ReadOnlyLongWrapper pictureChanges = new ReadOnlyLongWrapper(this, "pictureChanges");
    private Job<EvaluationResult> job;

    /**
     * Nothing evaluated at first.
     *
     * @param decoders decode pictures
     */
    public EvaluateModel(StudioContext context, ModelLibrary library, ExecutorService decoders) {
        this.context = context;
        this.library = library;
        this.evaluator = new Evaluator(library.classifiers(), decoders);
        this.samples = new EvaluatedSamples(context.project(), this);
        library.selectedProperty().addListener(o -> {
            forget();
            readParts();
        });
        set.addListener(o -> forget());
        parts.addListener(o -> sizes.forget());
        context.project().onChange(change -> {
            sizes.follow(change, parts.get());
            pictureChanges.set(pictureChanges.get() + 1);
        });
        context.project().projectProperty().addListener(o -> {
            forget();
            chooseSet();
        });
        chooseSet();
        readParts();
    }

    /** The models at hand. */
    public ModelLibrary library() {
        return library;
    }

    /** On which pictures. */
    public ObjectProperty<EvaluationSet> setProperty() {
        return set;
    }

    /** The evaluation; null before the first one and after a change of model or pictures. */
    public ReadOnlyObjectProperty<EvaluationResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** The cell whose pictures are shown; null for the worst mistakes of all. */
    public ObjectProperty<MatrixCell> cellProperty() {
        return cell;
    }

    /** The pictures that are shown, and those that are chosen among them. */
    public EvaluatedSamples samples() {
        return samples;
    }

    /** Whether an evaluation is under way. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Why the last evaluation failed; empty if it did not. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Number of labelled pictures in a set. */
    public int pictures(EvaluationSet which) {
        return sizes.of(which, context.project().dataset(), parts.get());
    }

    private boolean hasPictures(EvaluationSet which) {
        OptionalInt counted = sizes.counted(which);
        return counted.isPresent()
                ? counted.getAsInt() > 0
                : !which.isEmpty(context.project().dataset(), parts.get());
    }

    /** Grows when there may be other pictures in a set. */
    ReadOnlyLongProperty pictureChangesProperty() {
        return pictureChanges.getReadOnlyProperty();
    }

    /** Which pictures the run of the selected model learnt from, as soon as that is read. */
    ReadOnlyObjectProperty<RunParts> partsProperty() {
        return parts.getReadOnlyProperty();
    }

    /** Until they are read, and where they cannot be, the parts of the project count; an evaluation reads them for itself. */
    private void readParts() {
        StudioModel model = library.selectedProperty().get();
        parts.set(RunParts.UNKNOWN);
        if (model == null || !model.run()) {
            return;
        }
        context.jobs()
                .job(context.messages().text("evaluate.job.parts"), progress -> RunParts.of(model.location()))
                .onSuccess(read -> {
                    if (model.equals(library.selectedProperty().get())) {
                        parts.set(read);
                        leaveEmptySet();
                    }
                })
                .start();
    }

    /** Whether there is a model and a picture to evaluate it on. */
    public boolean canEvaluate() {
        return library.selectedProperty().get() != null && hasPictures(set.get());
    }

    /** What is to be said while there is no evaluation: the last part of the keys of its texts. */
    String state() {
        if (library.selectedProperty().get() == null) {
            return "no-model";
        }
        if (busy.get()) {
            return "busy";
        }
        if (!problem.get().isEmpty()) {
            return "failed";
        }
        return canEvaluate() ? "ready" : "no-pictures";
    }

    /** Evaluates, unless that was done already or cannot be done. */
    public void evaluateIfNeeded() {
        if (result.get() == null && !busy.get() && canEvaluate()) {
            evaluate();
        }
    }

    /** Evaluates the selected model on the chosen pictures. */
    public void evaluate() {
        StudioModel model = library.selectedProperty().get();
        EvaluationSet on = set.get();
        Dataset dataset = context.project().dataset();
        forget();
        busy.set(true);
        Job<EvaluationResult> next = context.jobs()
                .job(
                        context.messages().text("evaluate.job"),
                        progress -> evaluator.evaluate(model, RunParts.of(model.location()), on, dataset, progress));
        job = next;
        next.onSuccess(found -> whenCurrent(next, () -> result.set(found)))
                .onFailure(error ->
                        whenCurrent(next, () -> problem.set(context.messages().sentence(error))))
                .onEnd(() -> whenCurrent(next, () -> busy.set(false)))
                .start();
    }

    /** Stops the evaluation. */
    public void stop() {
        if (job != null) {
            job.cancel();
        }
    }

    /**
     * The pictures of the chosen cell, or else all mistakes. Of mistakes the most confident ones come first, of pictures that
     * were classified right the least confident ones.
     */
    public List<SampleResult> shown() {
        if (result.get() == null) {
            return List.of();
        }
        Optional<MatrixCell> chosen = Optional.ofNullable(cell.get());
        Stream<SampleResult> samples = result.get().evaluation().samples().stream();
        return samples.filter(s -> chosen.map(c -> s.actual() == c.actual() && s.predicted() == c.predicted())
                        .orElse(!s.correct()))
                .sorted(WORST_FIRST)
                .toList();
    }

    private void whenCurrent(Job<EvaluationResult> which, Runnable action) {
        if (job == which) {
            action.run();
        }
    }

    private void forget() {
        stop();
        job = null;
        busy.set(false);
        result.set(null);
        cell.set(null);
        problem.set("");
    }

    /** A project that is not split has none but those that the run chose for itself. */
    private void leaveEmptySet() {
        if (!hasPictures(set.get())) {
            chooseSet();
        }
    }

    /** The first set that has pictures: test, else validation, else training. */
    private void chooseSet() {
        for (EvaluationSet candidate : EvaluationSet.values()) {
            if (hasPictures(candidate)) {
                set.set(candidate);
                return;
            }
        }
        set.set(EvaluationSet.TEST);
    }
}
