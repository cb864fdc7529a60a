package org.resnetstudio.ui.evaluate;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.evaluation.SampleResult;
import org.resnetstudio.ui.control.GridSelection;
import org.resnetstudio.ui.data.ChosenSamples;
import org.resnetstudio.ui.shell.CurrentProject;

/**
 * The evaluated pictures that are shown, and those that somebody chose among them. They can be labelled and excluded here;
 * the evaluation stays as it was, and what changed since is marked. Used on the FX thread.
 */
public final class EvaluatedSamples implements ChosenSamples {
    private final CurrentProject project;
    private final EvaluateModel model;
    private final GridSelection selection = new GridSelection();
    private final ReadOnlyIntegerWrapper changed = new ReadOnlyIntegerWrapper(this, "changed", 0);
    private List<SampleResult> shown = List.of();

    /** Follows what an evaluation shows, and the project. */
    EvaluatedSamples(CurrentProject project, EvaluateModel model) {
        this.project = project;
        this.model = model;
        model.resultProperty().addListener(o -> {
            show();
            count();
        });
        model.cellProperty().addListener(o -> show());
        project.datasetProperty().addListener((o, before, now) -> count());
    }

    /** The pictures in the order in which they are shown. */
    public List<SampleResult> shown() {
        return shown;
    }

    /** What is selected among them. */
    public GridSelection selection() {
        return selection;
    }

    /** How many of all evaluated pictures were labelled otherwise, excluded or removed since. */
    public ReadOnlyIntegerProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /** The picture as it is in the project now; empty if it was removed. */
    Optional<Sample> now(SampleResult result) {
        return now(evaluated(result));
    }

    /** The picture as it was evaluated. */
    Sample evaluated(SampleResult result) {
        return model.resultProperty().get().sample(result);
    }

    /** Whether it was labelled otherwise, excluded or removed since. */
    boolean isChanged(SampleResult result) {
        return isChanged(evaluated(result), model.resultProperty().get().classNames());
    }

    /** The name of the class that it has now; empty if it has none, or was removed. */
    Optional<String> className(SampleResult result) {
        return now(result).flatMap(this::className);
    }

    private Optional<Sample> now(Sample sample) {
        return project.project().flatMap(open -> open.sample(sample.id()));
    }

    private Optional<String> className(Sample sample) {
        return project.dataset().className(sample);
    }

    private boolean isChanged(Sample then, List<String> namesThen) {
        Optional<Sample> sample = now(then);
        return sample.isEmpty()
                || sample.get().excluded()
                || !className(sample.get())
                        .equals(Optional.of(namesThen.get(then.classIndex().getAsInt())));
    }

    private void show() {
        shown = model.shown();
        selection.reset(shown.size(), new BitSet(), -1);
    }

    private void count() {
        EvaluationResult result = model.resultProperty().get();
        changed.set(
                result == null
                        ? 0
                        : (int) result.samples().stream()
                                .filter(sample -> isChanged(sample, result.classNames()))
                                .count());
    }

    @Override
    public List<Sample> selected() {
        return selection
                .indices()
                .filter(index -> index < shown.size())
                .mapToObj(shown::get)
                .flatMap(result -> now(result).stream())
                .toList();
    }

    @Override
    public Optional<Sample> focused() {
        int focus = selection.focus();
        return focus >= 0 && focus < shown.size() ? now(shown.get(focus)) : Optional.empty();
    }

    @Override
    public void goOn() {
        selection.move(1, false);
    }
}
