package org.resnetstudio.ui.data;

import java.nio.file.Path;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.ui.control.ThumbnailLoader;
import org.resnetstudio.ui.control.ThumbnailLoader.Thumbnail;
import org.resnetstudio.ui.shell.Messages;

/** The sample with the focus, large, above the grid. The keys of the grid go on working. */
public final class PreviewController {
    private static final int LOAD_PX = 1600;
    private static final int MARGIN_PX = 32;

    private final DataModel model;
    private final SampleFacts facts;
    private final ThumbnailLoader loader;
    private final Messages messages;
    private Runnable cancelLoad = () -> {};
    private Optional<Path> shown = Optional.empty();

    @FXML
    private BorderPane preview;

    @FXML
    private StackPane frame;

    @FXML
    private ImageView picture;

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
        this.loader = loader;
        this.messages = messages;
    }

    @FXML
    private void initialize() {
        preview.visibleProperty().bind(model.previewProperty());
        model.previewProperty().subscribe(this::show);
        model.selection().changesProperty().subscribe(this::show);
        frame.widthProperty().subscribe(this::fit);
        frame.heightProperty().subscribe(this::fit);
    }

    @FXML
    private void close() {
        model.previewProperty().set(false);
    }

    private void show() {
        Optional<Sample> sample = model.previewProperty().get() ? model.focused() : Optional.empty();
        if (sample.isEmpty()) {
            cancelLoad.run();
            shown = Optional.empty();
            picture.setImage(null);
            return;
        }
        Path file = sample.get().file();
        name.setText(String.valueOf(file.getFileName()));
        details.setText(describe(sample.get()));
        if (!shown.equals(Optional.of(file))) {
            cancelLoad.run();
            shown = Optional.of(file);
            picture.setImage(null);
            problem.setText("");
            cancelLoad = loader.load(file, LOAD_PX, thumbnail -> showPicture(file, thumbnail));
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

    private void showPicture(Path file, Thumbnail thumbnail) {
        if (shown.equals(Optional.of(file))) {
            picture.setImage(thumbnail.image().orElse(null));
            problem.setText(thumbnail.problem());
            fit();
        }
    }

    private void fit() {
        Image image = picture.getImage();
        if (image == null) {
            return;
        }
        double width = Math.max(1, frame.getWidth() - MARGIN_PX);
        double height = Math.max(1, frame.getHeight() - MARGIN_PX);
        picture.setFitWidth(width);
        picture.setFitHeight(height);
        picture.setSmooth(image.getWidth() >= width || image.getHeight() >= height);
    }
}
