package org.resnetstudio.ui.data;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.resnetstudio.dataset.ChunkedList;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.project.ProjectChange;
import org.resnetstudio.ui.control.GridSelection;
import org.resnetstudio.ui.shell.StudioContext;

/** What the Data screen shows and does. Used on the FX thread. */
public final class DataModel implements ChosenSamples {
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
    private final ReadOnlyObjectWrapper<List<ImageClass>> classes =
            new ReadOnlyObjectWrapper<>(this, "classes", List.of());
    private FilteredSamples passing = new FilteredSamples(ChunkedList.of(List.of()));

    /** The Data screen of a studio. */
    public DataModel(StudioContext context, ProjectEdits edits, Questions questions) {
        this.context = context;
        this.edits = edits;
        this.commands = new SampleCommands(context, edits, questions, this);
        this.history = new EditHistory(context, edits);
        autoAdvance.set(commands.autoAdvance());
        autoAdvance.addListener(
                (property, before, now) -> context.settings().setValue(SampleCommands.AUTO_ADVANCE, now.toString()));
        filter.addListener((property, before, now) ->
                show(FilteredSamples.of(context.project().dataset(), now)));
        context.project().projectProperty().addListener((property, before, now) -> projectChanged());
        context.project().onChange(this::changed);
        changed(ProjectChange.everything(
                context.project().dataset(), context.project().dataset()));
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

    /** The classes, in order. */
    public ReadOnlyObjectProperty<List<ImageClass>> classesProperty() {
        return classes.getReadOnlyProperty();
    }

    /** The name of a sample's class, if it has a label. */
    public Optional<String> className(Sample sample) {
        return context.project().dataset().className(sample);
    }

    @Override
    public Optional<Sample> focused() {
        return passing.at(selection.focus());
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

    private void changed(ProjectChange change) {
        Dataset now = change.after();
        classes.set(now.classes());
        counts.set(DatasetCounts.of(now));
        ClassFilter shown = filter.get().classes();
        ClassFilter next = shown.among(change.before().classes(), now.classes());
        if (shown.equals(next)) {
            show(passing.after(change, filter.get()));
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
    private void show(FilteredSamples next) {
        BitSet selectedNow = passing.chosenIn(next, selection.selected());
        int focusNow = focused().map(next::nearest).orElse(-1);
        passing = next;
        visible.set(next.samples());
        selection.reset(next.samples().size(), selectedNow, focusNow);
        if (selectedNow.isEmpty()) {
            preview.set(false);
        }
    }
}
