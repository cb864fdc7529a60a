package org.resnetstudio.ui.evaluate;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.resnetstudio.evaluation.Evaluation;
import org.resnetstudio.evaluation.SampleResult;
import org.resnetstudio.ui.control.ConfusionMatrixView;
import org.resnetstudio.ui.data.EditHistory;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.ScreenWork;
import org.resnetstudio.ui.shell.StudioContext;
import org.resnetstudio.ui.use.ModelHead;
import org.resnetstudio.ui.use.StudioModel;

/** The Evaluate screen. */
public final class EvaluateController {
    private final StudioContext context;
    private final EvaluateModel model;
    private final Messages messages;
    private final PictureTiles tiles;
    private final EditHistory history;
    private final ModelHead head;

    @FXML
    private Label modelName;

    @FXML
    private ComboBox<StudioModel> models;

    @FXML
    private ComboBox<EvaluationSet> sets;

    @FXML
    private Button evaluate;

    @FXML
    private Node empty;

    @FXML
    private Label emptyTitle;

    @FXML
    private Label emptyHint;

    @FXML
    private Node progress;

    @FXML
    private Node goTrain;

    @FXML
    private Node content;

    @FXML
    private Label accuracy;

    @FXML
    private Label meanRecall;

    @FXML
    private Label figures;

    @FXML
    private Label remarks;

    @FXML
    private ConfusionMatrixView matrix;

    @FXML
    private Label shownTitle;

    @FXML
    private Button allMistakes;

    @FXML
    private StackPane pictures;

    @FXML
    private Label noPictures;

    /**
     * Binds to a model; pictures are drawn as tiles.
     *
     * @param history takes back what is done with the pictures here, too
     */
    public EvaluateController(StudioContext context, EvaluateModel model, PictureTiles tiles, EditHistory history) {
        this.context = context;
        this.model = model;
        this.messages = context.messages();
        this.tiles = tiles;
        this.history = history;
        this.head = new ModelHead(context, model.library());
    }

    @FXML
    private void initialize() {
        head.bind(models, goTrain);
        modelName.setLabelFor(models);
        sets.getItems().setAll(EvaluationSet.values());
        SetNames names = new SetNames(messages, model);
        sets.setConverter(names);
        sets.setButtonCell(names.cell(model.pictureChangesProperty()));
        sets.setCellFactory(list -> names.cell(model.pictureChangesProperty()));
        sets.valueProperty().bindBidirectional(model.setProperty());
        matrix.setMessages(messages.bundle());
        matrix.setOnCell((actual, predicted) -> model.cellProperty().set(new MatrixCell(actual, predicted)));
        bindStates();
        pictures.getChildren().setAll(tiles.view());
        model.resultProperty().addListener(o -> showResult());
        model.cellProperty().addListener(o -> showPictures());
        model.samples().changedProperty().addListener(o -> showRemarks());
        ScreenWork marks = ScreenWork.whileShown(context.navigator(), ScreenId.EVALUATE, tiles::refresh);
        context.project().onChange(change -> marks.due());
        history.registerOn(ScreenId.EVALUATE);
        context.actions()
                .register(
                        ScreenId.EVALUATE,
                        AppAction.SELECT_ALL,
                        tiles::selectAll,
                        model.resultProperty().isNotNull());
        context.navigator().currentProperty().addListener((o, before, now) -> {
            if (now == ScreenId.EVALUATE) {
                arrive();
            }
        });
        model.library().selectedProperty().addListener(o -> evaluateIfShown());
        model.setProperty().addListener(o -> evaluateIfShown());
        model.partsProperty().addListener(o -> evaluateIfShown());
        showResult();
        arrive();
    }

    private void arrive() {
        model.library().refresh();
        evaluateIfShown();
    }

    private void evaluateIfShown() {
        if (context.navigator().current() == ScreenId.EVALUATE) {
            model.evaluateIfNeeded();
        }
    }

    private void bindStates() {
        remarks.managedProperty()
                .bind(Bindings.createBooleanBinding(() -> !remarks.getText().isBlank(), remarks.textProperty()));
        BooleanBinding nothing = model.resultProperty().isNull();
        empty.visibleProperty().bind(nothing);
        content.visibleProperty().bind(nothing.not());
        progress.visibleProperty().bind(model.busyProperty());
        progress.managedProperty().bind(model.busyProperty());
        evaluate.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.busyProperty().get() || !model.canEvaluate(),
                        model.busyProperty(),
                        model.library().selectedProperty(),
                        model.setProperty(),
                        model.partsProperty(),
                        model.pictureChangesProperty()));
        emptyTitle
                .textProperty()
                .bind(Bindings.createStringBinding(
                        () -> messages.text("evaluate.empty." + model.state()),
                        model.library().selectedProperty(),
                        model.busyProperty(),
                        model.setProperty(),
                        model.partsProperty(),
                        model.problemProperty(),
                        model.pictureChangesProperty()));
        emptyHint
                .textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.problemProperty().get().isEmpty()
                                ? messages.text("evaluate.hint." + model.state())
                                : model.problemProperty().get(),
                        emptyTitle.textProperty(),
                        model.problemProperty()));
    }

    private void showResult() {
        EvaluationResult result = model.resultProperty().get();
        if (result != null) {
            Evaluation evaluation = result.evaluation();
            accuracy.setText(
                    messages.text("evaluate.accuracy", messages.quantities().percentOrDash(evaluation.accuracy())));
            meanRecall.setText(messages.text(
                    "evaluate.mean-recall", messages.quantities().percentOrDash(evaluation.macroRecall())));
            figures.setText(messages.text(
                    "evaluate.figures",
                    result.samples().size(),
                    evaluation.loss().isPresent()
                            ? messages.quantities().decimal(evaluation.loss().getAsDouble(), 3)
                            : "–",
                    messages.quantities().percentOrDash(evaluation.macroF1())));
            showRemarks();
            matrix.setMatrix(evaluation.confusionMatrix(), evaluation.classes());
        }
        showPictures();
    }

    private void showRemarks() {
        EvaluationResult result = model.resultProperty().get();
        if (result != null) {
            remarks.setText(messages.text(
                            "evaluate.remarks",
                            result.leftOut(),
                            result.unreadable().size(),
                            model.samples().changedProperty().get())
                    + messages.text("evaluate.remarks.trained", result.trainedOn()));
        }
    }

    private void showPictures() {
        EvaluationResult result = model.resultProperty().get();
        List<SampleResult> shown = model.samples().shown();
        tiles.show();
        MatrixCell cell = model.cellProperty().get();
        allMistakes.setVisible(cell != null);
        noPictures.setVisible(result != null && shown.isEmpty());
        noPictures.setText(messages.text(cell == null ? "evaluate.no-mistakes" : "evaluate.no-such"));
        if (cell == null || result == null) {
            shownTitle.setText(messages.text("evaluate.mistakes", shown.size()));
        } else {
            List<String> classes = result.evaluation().classes();
            shownTitle.setText(messages.text(
                    "evaluate.cell", classes.get(cell.actual()), classes.get(cell.predicted()), shown.size()));
        }
    }

    @FXML
    private void evaluate() {
        model.evaluate();
    }

    @FXML
    private void showAllMistakes() {
        model.cellProperty().set(null);
    }

    @FXML
    private void goTrain() {
        head.goTrain();
    }
}
