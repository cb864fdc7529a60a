package org.resnetstudio.ui.evaluate;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.javafx.FontIcon;
import org.resnetstudio.evaluation.SampleResult;
import org.resnetstudio.ui.control.ClassColors;
import org.resnetstudio.ui.control.GridSelection;
import org.resnetstudio.ui.control.Quantities;
import org.resnetstudio.ui.control.ThumbnailGrid;
import org.resnetstudio.ui.control.ThumbnailLoader;
import org.resnetstudio.ui.control.Tile;
import org.resnetstudio.ui.shell.ClassifyAction;
import org.resnetstudio.ui.shell.StudioContext;

/** Evaluated pictures as thumbnails: the picture, its class, and what the model took it for. Used on the FX thread. */
public final class PictureTiles {
    private final StudioContext context;
    private final ClassifyAction classify;
    private final GridSelection selection = new GridSelection();
    private final ThumbnailGrid<SampleResult> grid;
    private EvaluationResult result;
    private List<SampleResult> shown = List.of();

    /**
     * No pictures at first.
     *
     * @param classify what a double click and the context menu's Classify do
     */
    public PictureTiles(StudioContext context, ThumbnailLoader loader, ClassifyAction classify) {
        this.context = context;
        this.classify = classify;
        this.grid = new ThumbnailGrid<>(loader, this::tile, selection);
        grid.thumbnailSizeProperty().set(160);
        grid.setOnOpen(index -> grid.tile(index).ifPresent(tile -> classify.classify(file(index), tile)));
        grid.setOnContext(
                (index, tile, event) -> menu(file(index), tile).show(tile, event.getScreenX(), event.getScreenY()));
    }

    /** The control. */
    Node view() {
        return grid;
    }

    /** Shows these results of an evaluation. */
    void show(List<SampleResult> samples, EvaluationResult of) {
        result = of;
        shown = List.copyOf(samples);
        selection.reset(shown.size(), new BitSet(), -1);
        grid.setItems(shown);
    }

    private Path file(int index) {
        return result.sample(shown.get(index)).file();
    }

    private Tile tile(SampleResult sample) {
        List<String> classes = result.evaluation().classes();
        String caption = context.messages()
                .text(
                        "evaluate.tile",
                        classes.get(sample.actual()),
                        classes.get(sample.predicted()),
                        Quantities.wholePercent(sample.probability()));
        return new Tile(result.sample(sample).file(), caption, Optional.of(ClassColors.of(sample.predicted())), false);
    }

    private ContextMenu menu(Path file, Node tile) {
        MenuItem ask = new MenuItem(context.messages().text("evaluate.classify"), new FontIcon("fth-zap"));
        ask.setOnAction(e -> classify.classify(file, tile));
        MenuItem show = new MenuItem(context.messages().text("evaluate.show-file"), new FontIcon("fth-folder"));
        show.setOnAction(e -> context.fileManager().show(file));
        return new ContextMenu(ask, show);
    }
}
