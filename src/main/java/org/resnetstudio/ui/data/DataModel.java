package org.resnetstudio.ui.data;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.ui.control.GridSelection;
import org.resnetstudio.ui.shell.StudioContext;

/** What the Data screen shows and does. Used on the FX thread. */
public final class DataModel implements ChosenSamples {
    private static final OptionalLong NO_ID = OptionalLong.empty();

    private final StudioContext context;
    private final ProjectEdits edits;
    private final SampleCommands commands;
    private final EditHistory history;
    private final GridSelection selection = new GridSelection();
    private final ObjectProperty<SampleFilter> filter = new SimpleObjectProperty<>(this, "filter", SampleFilter.NONE);
    private final ReadOnlyObjectWrapper<List<Sample>> visible = new ReadOnlyObjectWrapper<>(this, "visible", List.of());
    private final ReadOnlyObjectWrapper<DatasetCounts> counts =
            new ReadOnlyObjectWrapper<>(this, "counts", DatasetCounts.of(new Dataset(List.of(), List.of())));
    private final BooleanProperty autoAdvance = new SimpleBooleanProperty(this, "autoAdvance");
    private final BooleanProperty preview = new SimpleBooleanProperty(this, "preview");
    private List<ImageClass> known = List.of();

    /** The Data screen of a studio. */
    public DataModel(StudioContext context, ProjectEdits edits, Questions questions) {
        this.context = context;
        this.edits = edits;
        this.commands = new SampleCommands(context, edits, questions, this);
        this.history = new EditHistory(context, edits);
        autoAdvance.set(commands.autoAdvance());
        autoAdvance.addListener(
                (property, before, now) -> context.settings().setValue(SampleCommands.AUTO_ADVANCE, now.toString()));
        filter.addListener((property, before, now) -> refresh());
        context.project().projectProperty().addListener((property, before, now) -> projectChanged());
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

    /** What can be done with the selected samples. */
    public SampleCommands commands() {
        return commands;
    }

    /** Undo and redo of edits, whatever screen made them. */
    public EditHistory history() {
        return history;
    }

    /** What is selected among the visible samples. */
    public GridSelection selection() {
        return selection;
    }

    /** Whether labelling one sample goes on to the next. */
    public BooleanProperty autoAdvanceProperty() {
        return autoAdvance;
    }

    /** Whether the sample with the focus is shown large; see {@link #togglePreview}. */
    public BooleanProperty previewProperty() {
        return preview;
    }

    /** The classes, in order. */
    public List<ImageClass> classes() {
        return context.project().dataset().classes();
    }

    /** The name of a sample's class, if it has a label. */
    public Optional<String> className(Sample sample) {
        return context.project().dataset().className(sample);
    }

    @Override
    public Optional<Sample> focused() {
        int focus = selection.focus();
        return focus >= 0 && focus < visible.get().size()
                ? Optional.of(visible.get().get(focus))
                : Optional.empty();
    }

    @Override
    public void goOn() {
        selection.move(1, false);
    }

    @Override
    public List<Sample> selected() {
        List<Sample> samples = visible.get();
        return selection
                .indices()
                .filter(index -> index < samples.size())
                .mapToObj(samples::get)
                .toList();
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
        int lost = counts.get().of(ClassFilter.of(classIndex));
        String name = classes().get(classIndex).name();
        commands.unlessMany(
                lost,
                new Question(
                        context.messages().text("data.ask.remove-class", name),
                        context.messages().text("data.ask.lost", lost),
                        context.messages().text("data.ask.remove-class.yes"),
                        () -> edits.apply(project -> project.removeClass(classIndex))));
    }

    /** Deals all labelled samples out to the splits again. */
    public void splitAgain(double validationFraction, double testFraction, long seed) {
        edits.apply(project -> project.splitAgain(validationFraction, testFraction, seed));
    }

    /** Shows all samples. */
    public void showAll() {
        filter.set(SampleFilter.NONE);
    }

    /** Shows the chosen sample large, or the thumbnails again; says so where none is chosen. */
    public void togglePreview() {
        if (preview.get()) {
            preview.set(false);
            return;
        }
        if (selection.count() == 0 && selection.focus() >= 0) {
            selection.select(selection.focus());
        }
        if (selection.count() == 0) {
            context.notifier().info(context.messages().text("data.nothing-chosen"));
        } else if (!selection.isSelected(selection.focus())) {
            selection.select(selection.indices().findFirst().orElseThrow());
        }
        preview.set(selection.count() > 0);
    }

    private void datasetChanged(Dataset dataset) {
        counts.set(DatasetCounts.of(dataset));
        ClassFilter shown = filter.get().classes();
        ClassFilter next = shown.among(known, dataset.classes());
        known = dataset.classes();
        if (shown.equals(next)) {
            refresh();
        } else {
            filter.set(filter.get().with(next));
        }
    }

    /** Samples of another project may have the same ids: nothing of what was chosen counts there. */
    private void projectChanged() {
        filter.set(SampleFilter.NONE);
        preview.set(false);
        selection.reset(visible.get().size(), new BitSet(), -1);
    }

    /**
     * Shows what passes the filter now. The selection stays on the same samples; those that are not shown any more are not
     * selected, and no others in their place. The focus goes to the place of its sample.
     */
    private void refresh() {
        Set<Long> selectedBefore = selected().stream().map(Sample::id).collect(Collectors.toSet());
        OptionalLong focusedBefore =
                focused().map(sample -> OptionalLong.of(sample.id())).orElse(NO_ID);
        List<Sample> next = context.project().dataset().samples().stream()
                .filter(filter.get().predicate(classes()))
                .toList();
        BitSet selectedNow = new BitSet(next.size());
        selectedBefore.forEach(id -> {
            int index = position(next, id);
            if (index >= 0) {
                selectedNow.set(index);
            }
        });
        int focusNow = focusedBefore.isPresent() ? nearest(next, focusedBefore.getAsLong()) : -1;
        visible.set(next);
        selection.reset(next.size(), selectedNow, focusNow);
        if (selectedNow.isEmpty()) {
            preview.set(false);
        }
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
