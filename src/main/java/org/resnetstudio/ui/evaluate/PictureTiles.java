package org.resnetstudio.ui.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.Node;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.evaluation.SampleResult;
import org.resnetstudio.ui.control.ClassColors;
import org.resnetstudio.ui.control.ThumbnailGrid;
import org.resnetstudio.ui.control.ThumbnailLoader;
import org.resnetstudio.ui.control.Tile;
import org.resnetstudio.ui.data.SampleCommands;
import org.resnetstudio.ui.data.SampleInput;
import org.resnetstudio.ui.shell.Messages;

/**
 * Evaluated pictures as thumbnails: the picture, its class as it is now, and what the model took it for. They can be labelled and
 * excluded as on the Data screen. Used on the FX thread.
 */
public final class PictureTiles {
    private static final int SIZE_PX = 160;

    private final Messages messages;
    private final EvaluateModel model;
    private final EvaluatedSamples samples;
    private final ThumbnailGrid<SampleResult> grid;

    /**
     * Shows the pictures of a model.
     *
     * @param commands what can be done with those that are chosen
     * @param input keys and the menu for that; Space, Enter and a double click ask the model about a picture
     */
    public PictureTiles(
            Messages messages,
            EvaluateModel model,
            SampleCommands commands,
            ThumbnailLoader loader,
            SampleInput input) {
        this.messages = messages;
        this.model = model;
        this.samples = model.samples();
        this.grid = new ThumbnailGrid<>(loader, this::tile, samples.selection());
        grid.thumbnailSizeProperty().set(SIZE_PX);
        grid.setTwoLines(true);
        input.connect(grid, commands, () -> input.classifyFocused(grid, commands));
    }

    /** The control. */
    Node view() {
        return grid;
    }

    /** Shows the present pictures. */
    void show() {
        grid.setItems(samples.shown());
    }

    /** Marks what changed since the evaluation. */
    void refresh() {
        grid.refresh();
    }

    /** Selects all pictures that are shown. */
    void selectAll() {
        samples.selection().selectAll();
        grid.requestFocus();
    }

    private Tile tile(SampleResult result) {
        List<String> classes = model.resultProperty().get().evaluation().classes();
        String predicted = messages.text(
                "evaluate.tile",
                classes.get(result.predicted()),
                messages.quantities().wholePercent(result.probability()));
        Sample evaluated = samples.evaluated(result);
        Optional<Sample> now = samples.now(result);
        // Of a picture that was removed the label it had.
        String label = now.isPresent() ? samples.className(result).orElse("–") : classes.get(result.actual());
        OptionalInt labelled = now.orElse(evaluated).classIndex();
        String whole = label + "\n" + predicted;
        boolean changed = samples.isChanged(result);
        return new Tile(
                evaluated.file(),
                label,
                predicted,
                labelled.isPresent() ? Optional.of(ClassColors.of(labelled.getAsInt())) : Optional.empty(),
                now.map(Sample::excluded).orElse(true),
                changed,
                changed ? whole + "\n" + change(now, classes.get(result.actual())) : whole);
    }

    private String change(Optional<Sample> now, String before) {
        if (now.isEmpty()) {
            return messages.text("evaluate.changed.removed");
        }
        if (now.get().excluded()) {
            return messages.text("evaluate.changed.excluded");
        }
        return messages.text(
                now.get().classIndex().isPresent() ? "evaluate.changed.label" : "evaluate.changed.no-label", before);
    }
}
