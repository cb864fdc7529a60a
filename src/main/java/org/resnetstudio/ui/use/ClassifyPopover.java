package org.resnetstudio.ui.use;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.resnetstudio.export.ModelException;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.Resizer;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.inference.Classifier;
import org.resnetstudio.inference.Prediction;
import org.resnetstudio.ui.control.FxImages;
import org.resnetstudio.ui.shell.ClassifyAction;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;

/** Right-click, Classify: the picture and its five most likely classes in a bubble beside it. Used on the FX thread. */
public final class ClassifyPopover implements ClassifyAction {
    private static final int PICTURE_SIZE = 144;

    private final StudioContext context;
    private final ModelLibrary library;
    private PopOver shown;

    record Answer(RgbImage picture, List<Prediction> predictions) {}

    /** Uses the selected model of a library. */
    public ClassifyPopover(StudioContext context, ModelLibrary library) {
        this.context = context;
        this.library = library;
    }

    @Override
    public void classify(Path picture, Node beside) {
        StudioModel model = library.selectedProperty().get();
        if (model == null) {
            context.notifier()
                    .error(
                            context.messages().text("use.no-model"),
                            context.messages().text("use.go-train"),
                            () -> context.navigator().show(ScreenId.TRAIN));
            return;
        }
        PopOver popOver = popOver(picture);
        StackPane body = new StackPane(new ProgressIndicator());
        body.setMinSize(2.5 * PICTURE_SIZE, PICTURE_SIZE);
        Label source = new Label(model.title());
        source.getStyleClass().add("secondary");
        VBox content = new VBox(8, body, source);
        content.setPadding(new Insets(16));
        popOver.setContentNode(content);
        popOver.show(beside);
        context.jobs()
                .job(context.messages().text("use.job.classify"), progress -> answer(picture, model))
                .onSuccess(answer -> body.getChildren().setAll(view(answer)))
                .onFailure(error -> {
                    Label problem = new Label(context.messages().sentence(error));
                    problem.setWrapText(true);
                    body.getChildren().setAll(problem);
                })
                .start();
    }

    private PopOver popOver(Path picture) {
        if (shown != null) {
            shown.hide();
        }
        shown = new PopOver();
        shown.setTitle(picture.getFileName().toString());
        shown.setHeaderAlwaysVisible(true);
        shown.setDetachable(false);
        shown.setAnimated(false);
        shown.setArrowLocation(PopOver.ArrowLocation.LEFT_CENTER);
        return shown;
    }

    private Answer answer(Path picture, StudioModel model) throws Exception {
        try (ClassifierCache.Lease lease = library.classifiers().acquire(model.location())) {
            return answer(picture, lease.classifier());
        }
    }

    /** The picture to look at, and what the model says of the pixels that it was trained to see. */
    static Answer answer(Path picture, Classifier classifier) throws UnreadableImageException, ModelException {
        List<Prediction> predictions = classifier.classify(classifier.prepare(picture), UseModel.TOP_K);
        RgbImage shown = new ImageDecoder().decode(picture, PICTURE_SIZE);
        return new Answer(Resizer.fit(shown, PICTURE_SIZE, PICTURE_SIZE), predictions);
    }

    private Node view(Answer answer) {
        PredictionBars bars = new PredictionBars(context.messages().quantities());
        bars.show(answer.predictions());
        ImageView picture = new ImageView(FxImages.image(answer.picture()));
        picture.setPreserveRatio(true);
        picture.setFitWidth(PICTURE_SIZE);
        picture.setFitHeight(PICTURE_SIZE);
        // Hard pixels: what the network sees is what people see.
        picture.setSmooth(Math.max(answer.picture().width(), answer.picture().height()) >= PICTURE_SIZE);
        return new HBox(16, picture, bars);
    }
}
