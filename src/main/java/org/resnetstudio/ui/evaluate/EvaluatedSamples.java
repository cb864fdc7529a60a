package org.resnetstudio.ui.evaluate;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.evaluation.SampleResult;
import org.resnetstudio.project.ProjectChange;
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
    private final Set<Long> changedIds = new HashSet<>();
    private Map<Long, Sample> evaluated = Map.of();
    private List<SampleResult> shown = List.of();

    /** Follows what an evaluation shows, and the project. */
    EvaluatedSamples(CurrentProject project, EvaluateModel model) {
        this.project = project;
        this.model = model;
        model.resultProperty().addListener(o -> {
            show();
            evaluated = samples().collect(Collectors.toMap(Sample::id, sample -> sample));
            count();
        });
        model.cellProperty().addListener(o -> show());
        project.onChange(this::follow);
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

    private Stream<Sample> samples() {
        return Stream.ofNullable(model.resultProperty().get()).flatMap(result -> result.samples().stream());
    }

    private void count() {
        changedIds.clear();
        samples().forEach(this::mark);
        changed.set(changedIds.size());
    }

    /** Of few changed samples the others are not looked at. */
    private void follow(ProjectChange change) {
        if (change.keepsPlaces()) {
            change.samples().stream()
                    .mapToObj(evaluated::get)
                    .filter(Objects::nonNull)
                    .forEach(this::mark);
            changed.set(changedIds.size());
        } else {
            count();
        }
    }

    private void mark(Sample then) {
        if (isChanged(then, model.resultProperty().get().classNames())) {
            changedIds.add(then.id());
        } else {
            changedIds.remove(then.id());
        }
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
