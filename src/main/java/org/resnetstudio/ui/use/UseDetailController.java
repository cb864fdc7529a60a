package org.resnetstudio.ui.use;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.resnetstudio.inference.FileResult;
import org.resnetstudio.ui.control.PictureView;
import org.resnetstudio.ui.control.ThumbnailLoader;
import org.resnetstudio.ui.shell.Messages;

/** One classified picture: large, with the most likely classes or what is wrong with it. */
public final class UseDetailController {
    private final Messages messages;
    private final PredictionBars predictionBars;
    private final PictureView picture;

    @FXML
    private VBox detail;

    @FXML
    private Label name;

    @FXML
    private StackPane picturePane;

    @FXML
    private StackPane bars;

    @FXML
    private Label problem;

    /** Shows nothing at first. */
    public UseDetailController(ThumbnailLoader loader, Messages messages) {
        this.messages = messages;
        this.predictionBars = new PredictionBars(messages.quantities());
        this.picture = new PictureView(loader);
    }

    @FXML
    private void initialize() {
        picturePane.getChildren().setAll(picture);
        bars.getChildren().setAll(predictionBars);
    }

    /** Shows this picture; null hides everything. */
    void show(FileResult result) {
        detail.setVisible(result != null);
        if (result == null) {
            picture.clear();
        } else {
            name.setText(result.file().getFileName().toString());
            problem.setText(result.problem().map(messages::text).orElse(""));
            predictionBars.show(result.predictions());
            picture.show(result.file());
        }
    }
}
