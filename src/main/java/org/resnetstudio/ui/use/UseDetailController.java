package org.resnetstudio.ui.use;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.resnetstudio.inference.FileResult;
import org.resnetstudio.ui.shell.StudioContext;

/** One classified picture: large, with the most likely classes or what is wrong with it. */
public final class UseDetailController {
    private final StudioContext context;
    private final PredictionBars predictionBars = new PredictionBars();

    @FXML
    private VBox detail;

    @FXML
    private Label name;

    @FXML
    private StackPane picturePane;

    @FXML
    private ImageView picture;

    @FXML
    private StackPane bars;

    @FXML
    private Label problem;

    private PictureLoader pictures;

    /** Shows nothing at first. */
    public UseDetailController(StudioContext context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        pictures = new PictureLoader(context.jobs(), context.messages().text("use.job.picture"), picture, picturePane);
        bars.getChildren().setAll(predictionBars);
    }

    /** Shows this picture; null hides everything. */
    void show(FileResult result) {
        detail.setVisible(result != null);
        if (result != null) {
            name.setText(result.file().getFileName().toString());
            problem.setText(result.problem().orElse(""));
            predictionBars.show(result.predictions());
            pictures.show(result.file());
        }
    }
}
