package org.resnetstudio.ui.data;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.ui.control.GridSelection;
import org.resnetstudio.ui.shell.StudioContext;

/** What the Data screen shows and does. Used on the FX thread. */
public final class DataModel {
    private static final String AUTO_ADVANCE = "data.auto-advance";
    private static final OptionalLong NO_ID = OptionalLong.empty();

    private final StudioContext context;
    private final ProjectEdits edits;
    private final GridSelection selection = new GridSelection();
    private final ObjectProperty<SampleFilter> filter = new SimpleObjectProperty<>(this, "filter", SampleFilter.NONE);
    private final ReadOnlyObjectWrapper<List<Sample>> visible = new ReadOnlyObjectWrapper<>(this, "visible", List.of());
    private final ReadOnlyObjectWrapper<DatasetCounts> counts =
            new ReadOnlyObjectWrapper<>(this, "counts", DatasetCounts.of(new Dataset(List.of(), List.of())));
    private final BooleanProperty autoAdvance = new SimpleBooleanProperty(this, "autoAdvance");
    private final BooleanProperty preview = new SimpleBooleanProperty(this, "preview");

    /** The Data screen of a studio. */
    public DataModel(StudioContext context, ProjectEdits edits) {
        this.context = context;
        this.edits = edits;
        autoAdvance.set(
                context.settings().value(AUTO_ADVANCE).map(Boolean::valueOf).orElse(true));
        autoAdvance.addListener((property, before, now) -> context.settings().setValue(AUTO_ADVANCE, now.toString()));
        filter.addListener((property, before, now) -> refresh());
        context.project().projectProperty().addListener((property, before, now) -> filter.set(SampleFilter.NONE));
        context.project().datasetProperty().subscribe(this::datasetChanged);
    }

    /** What is shown; set it to show something else. */
    public ObjectProperty<SampleFilter> filterProperty() {
        return filter;
    }

    /** The samples that pass the filter, in the order of their ids. */
    public ReadOnlyObjectProperty<List<Sample>> visibleProperty() {
        return visible.getReadOnlyProperty();
    }

    /** How many there are of each kind. */
    public ReadOnlyObjectProperty<DatasetCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** What is selected among the visible samples. */
    public GridSelection selection() {
        return selection;
    }

    /** Whether labelling one sample goes on to the next. */
    public BooleanProperty autoAdvanceProperty() {
        return autoAdvance;
    }

    /** Whether the sample with the focus is shown large. */
    public BooleanProperty previewProperty() {
        return preview;
    }

    /** The classes, in order. */
    public List<ImageClass> classes() {
        return context.project().dataset().classes();
    }

    /** The name of a sample's class, if it has a label. */
    public Optional<String> className(Sample sample) {
        int label = sample.classIndex().orElse(-1);
        return label >= 0 && label < classes().size()
                ? Optional.of(classes().get(label).name())
                : Optional.empty();
    }

    /** The sample with the focus. */
    public Optional<Sample> focused() {
        int focus = selection.focus();
        return focus >= 0 && focus < visible.get().size()
                ? Optional.of(visible.get().get(focus))
                : Optional.empty();
    }

    /** The selected samples. */
    public List<Sample> selected() {
        List<Sample> samples = visible.get();
        return selection
                .indices()
                .filter(index -> index < samples.size())
                .mapToObj(samples::get)
                .toList();
    }

    /** The files of the selected samples. */
    public List<Path> selectedFiles() {
        return selected().stream().map(Sample::file).toList();
    }

    /** Labels the selected samples as a class, by its index; says so where there is no such class. */
    public void label(int classIndex) {
        if (classIndex >= classes().size()) {
            context.notifier()
                    .info(context.messages()
                            .text(
                                    "data.no-such-class",
                                    classIndex + 1,
                                    classes().size()));
            return;
        }
        label(OptionalInt.of(classIndex));
    }

    /** Takes the labels of the selected samples away. */
    public void clearLabel() {
        label(OptionalInt.empty());
    }

    private void label(OptionalInt classIndex) {
        List<Long> ids = selectedIds();
        if (ids.isEmpty()) {
            context.notifier().info(context.messages().text("data.nothing-selected"));
            return;
        }
        edits.apply(project -> project.label(ids, classIndex));
        if (ids.size() == 1 && autoAdvance.get()) {
            selection.move(1, false);
        }
    }

    /** Moves the selected samples to a split, or out of any. */
    public void setSplit(Optional<Split> split) {
        List<Long> ids = selectedIds();
        edits.apply(project -> project.setSplit(ids, split));
    }

    /** Leaves the selected samples out; when all of them are left out already, takes them in again. */
    public void toggleExcluded() {
        List<Long> ids = selectedIds();
        boolean exclude = !selected().stream().allMatch(Sample::excluded);
        edits.apply(project -> project.setExcluded(ids, exclude));
    }

    /** Removes the selected samples from the project; their files stay. */
    public void removeSelected() {
        List<Long> ids = selectedIds();
        edits.apply(project -> project.removeSamples(ids));
    }

    /** Adds a class at the end of the list. */
    public void addClass(String name) {
        if (!name.isBlank()) {
            edits.apply(project -> project.addClass(name.strip()));
        }
    }

    /** Gives a class another name. */
    public void renameClass(int classIndex, String name) {
        if (!name.isBlank() && !name.strip().equals(classes().get(classIndex).name())) {
            edits.apply(project -> project.renameClass(classIndex, name.strip()));
        }
    }

    /** Removes a class; its samples become unlabelled. */
    public void removeClass(int classIndex) {
        if (filter.get().classes().kind() == ClassFilter.Kind.CLASS) {
            filter.set(filter.get().with(ClassFilter.ALL));
        }
        edits.apply(project -> project.removeClass(classIndex));
    }

    /** Deals all labelled samples out to the splits again. */
    public void splitAgain(double validationFraction, double testFraction, long seed) {
        edits.apply(project -> project.splitAgain(validationFraction, testFraction, seed));
    }

    /** Takes the last edit back, and says which. */
    public void undo() {
        edits.undo();
    }

    /** Makes the edit again that was taken back last, and says which. */
    public void redo() {
        edits.redo();
    }

    /** Shows all samples. */
    public void showAll() {
        filter.set(SampleFilter.NONE);
    }

    private List<Long> selectedIds() {
        return selected().stream().map(Sample::id).toList();
    }

    private void datasetChanged(Dataset dataset) {
        counts.set(DatasetCounts.of(dataset));
        ClassFilter shown = filter.get().classes();
        if (shown.classIndex() >= dataset.classes().size()) {
            filter.set(filter.get().with(ClassFilter.ALL));
        } else {
            refresh();
        }
    }

    /** Shows what passes the filter now, and keeps the selection on the same samples. */
    private void refresh() {
        Set<Long> selectedBefore = new HashSet<>(selectedIds());
        OptionalLong focusedBefore =
                focused().map(sample -> OptionalLong.of(sample.id())).orElse(NO_ID);
        SampleFilter now = filter.get();
        List<Sample> next = context.project().dataset().samples().stream()
                .filter(now::matches)
                .toList();
        BitSet selectedNow = new BitSet(next.size());
        selectedBefore.forEach(id -> {
            int index = position(next, id);
            if (index >= 0) {
                selectedNow.set(index);
            }
        });
        int focusNow = focusedBefore.isPresent() ? nearest(next, focusedBefore.getAsLong()) : -1;
        if (selectedNow.isEmpty() && !selectedBefore.isEmpty() && focusNow >= 0) {
            selectedNow.set(focusNow);
        }
        visible.set(next);
        selection.reset(next.size(), selectedNow, focusNow);
    }

    /** The index of a sample, or of the one that took its place; -1 when there are none. */
    private static int nearest(List<Sample> samples, long id) {
        int index = position(samples, id);
        return Math.min(index < 0 ? -index - 1 : index, samples.size() - 1);
    }

    /** As {@link Collections#binarySearch}. */
    private static int position(List<Sample> samples, long id) {
        Sample wanted = new Sample(id, Path.of(""), OptionalInt.empty(), Optional.empty(), false);
        return Collections.binarySearch(samples, wanted, Comparator.comparingLong(Sample::id));
    }
}
