package org.resnetstudio.ui.data;

import java.nio.file.Path;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.ui.control.PictureView;
import org.resnetstudio.ui.control.ThumbnailLoader;
import org.resnetstudio.ui.shell.Messages;

/** The sample with the focus, large, above the grid. The keys of the grid go on working. */
public final class PreviewController {
    private final DataModel model;
    private final SampleFacts facts;
    private final Messages messages;
    private final PictureView picture;
    private Optional<Path> shown = Optional.empty();

    @FXML
    private BorderPane preview;

    @FXML
    private StackPane frame;

    @FXML
    private Label name;

    @FXML
    private Label details;

    @FXML
    private Label problem;

    /** A preview of the Data screen's samples. */
    public PreviewController(DataModel model, SampleFacts facts, ThumbnailLoader loader, Messages messages) {
        this.model = model;
        this.facts = facts;
        this.messages = messages;
        this.picture = new PictureView(loader);
    }

    @FXML
    private void initialize() {
        frame.getChildren().add(0, picture);
        problem.textProperty().bind(picture.problemProperty());
        preview.visibleProperty().bind(model.previewProperty());
        model.previewProperty().subscribe(this::show);
        model.selection().changesProperty().subscribe(this::show);
    }

    @FXML
    private void close() {
        model.previewProperty().set(false);
    }

    /** Enlarges the picture, or shows more of it. */
    void zoom(boolean larger) {
        picture.zoom(larger);
    }

    private void show() {
        Optional<Sample> sample = model.previewProperty().get() ? model.focused() : Optional.empty();
        if (sample.isEmpty()) {
            shown = Optional.empty();
            picture.clear();
            return;
        }
        Path file = sample.get().file();
        name.setText(String.valueOf(file.getFileName()));
        details.setText(describe(sample.get()));
        if (!shown.equals(Optional.of(file))) {
            shown = Optional.of(file);
            picture.show(file);
            facts.read(file, known -> {
                if (shown.equals(Optional.of(file))) {
                    details.setText(describe(sample.get()) + " · " + known);
                }
            });
        }
    }

    private String describe(Sample sample) {
        String label = model.className(sample).orElseGet(() -> messages.text("data.filter.unlabelled"));
        String split = messages.text("data.split-filter."
                + sample.split()
                        .map(known -> SplitFilter.valueOf(known.name()))
                        .orElse(SplitFilter.UNASSIGNED)
                        .key());
        String text = label + " · " + split;
        return sample.excluded() ? text + " · " + messages.text("data.split-filter.excluded") : text;
    }
}
