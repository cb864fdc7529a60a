package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.ui.control.ConfusionMatrixView;
import org.resnetstudio.ui.control.LiveChart;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.Details;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code train-run.fxml}: the curves and the matrix of the run that is shown. */
public final class TrainRunController {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");

    private final StudioContext context;
    private final TrainModel model;
    private final RunHandover handover;
    private final Details details;

    @FXML
    private VBox empty;

    @FXML
    private VBox content;

    @FXML
    private Label headline;

    @FXML
    private Label facts;

    @FXML
    private ProgressBar progress;

    @FXML
    private Tooltip headlineInFull;

    @FXML
    private HBox warnings;

    @FXML
    private Label warningLine;

    @FXML
    private HBox outcome;

    @FXML
    private Button resumeRun;

    @FXML
    private Button evaluateRun;

    @FXML
    private LiveChart loss;

    @FXML
    private LiveChart accuracy;

    @FXML
    private Label matrixTitle;

    @FXML
    private ConfusionMatrixView matrix;

    @FXML
    private Label matrixEmpty;

    /** For the loader of FXML. */
    public TrainRunController(StudioContext context, TrainModel model, RunHandover handover, Details details) {
        this.context = context;
        this.model = model;
        this.handover = handover;
        this.details = details;
    }

    @FXML
    void initialize() {
        loss.setQuantities(context.messages().quantities());
        accuracy.setQuantities(context.messages().quantities());
        matrix.setMessages(context.messages().bundle());
        matrix.setOnCell(
                (actual, predicted) -> shownFolder().ifPresent(folder -> handover.openCell(folder, actual, predicted)));
        content.visibleProperty().bind(empty.visibleProperty().not());
        for (Node node : List.of(progress, outcome, warnings, facts, resumeRun, matrix)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        // As many lines as it needs, up to three: the rest is in the tooltip and the details.
        headline.minHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.min(headline.getMaxHeight(), headline.prefHeight(headline.getWidth())),
                        headline.textProperty(),
                        headline.widthProperty(),
                        headline.maxHeightProperty()));
        facts.visibleProperty().bind(facts.textProperty().isNotEmpty());
        matrixEmpty.visibleProperty().bind(matrix.visibleProperty().not());
        model.view().shownProperty().subscribe(run -> run.ifPresent(this::show));
        model.view().shownProperty().subscribe(run -> empty.setVisible(run.isEmpty()));
        model.view()
                .comparedProperty()
                .subscribe(other -> model.view().shownProperty().get().ifPresent(this::show));
    }

    private void show(RunView.Shown shown) {
        RunSnapshot run = shown.snapshot();
        Messages messages = context.messages();
        boolean failed = run.phase() == RunSnapshot.Phase.FAILED;
        headline.setText(RunTexts.headline(run, messages));
        headlineInFull.setText(headline.getText());
        headline.pseudoClassStateChanged(PROBLEM, failed);
        facts.setText(RunTexts.facts(run, messages));
        progress.setVisible(run.phase().running());
        progress.setProgress(run.progress());
        warningLine.setText(RunTexts.warnings(run.warnings(), messages));
        warnings.setVisible(failed || !run.warnings().isEmpty());
        outcome.setVisible(!run.phase().running());
        resumeRun.setVisible(shown.resumable());
        evaluateRun.setDisable(!shown.hasModel());
        showCurves(run);
        showMatrix(run);
    }

    @FXML
    void showDetails() {
        model.view().shownProperty().get().ifPresent(shown -> {
            List<Sentence> sentences =
                    new ArrayList<>(shown.snapshot().warnings().sentences());
            if (shown.snapshot().phase() == RunSnapshot.Phase.FAILED) {
                sentences.add(0, shown.snapshot().end().failure());
            }
            details.show(
                    context.messages().text("train.warnings.title"),
                    sentences.stream().map(context.messages()::text).toList());
        });
    }

    private void showCurves(RunSnapshot run) {
        RunCurves other = model.view().comparedProperty().get();
        int epochs = run.started().map(TrainingEvent.Started::epochs).orElse(1);
        int otherEpochs = other.trainLoss().x().length == 0
                ? 1
                : (int) other.trainLoss().x()[other.trainLoss().x().length - 1];
        int last = Math.max(epochs, otherEpochs);
        loss.show(run.curves().loss(other, context.messages()), last);
        accuracy.show(run.curves().accuracy(other, context.messages()), last);
    }

    private void showMatrix(RunSnapshot run) {
        Optional<TrainingEvent.Started> started = run.started()
                .filter(s -> run.matrix().isPresent()
                        && run.matrix().get().classes() == s.classes().size());
        matrix.setVisible(started.isPresent());
        started.ifPresent(s -> matrix.setMatrix(run.matrix().orElseThrow(), s.classes()));
        matrixTitle.setText(context.messages()
                .text("train.matrix.title", started.isPresent() ? run.end().epochs() : 0));
    }

    @FXML
    void resume() {
        model.view().shownProperty().get().ifPresent(run -> model.resume(run.folder()));
    }

    private Optional<Path> shownFolder() {
        return model.view().shownProperty().get().map(RunView.Shown::folder);
    }

    @FXML
    void evaluate() {
        shownFolder().ifPresent(handover::use);
        context.navigator().show(ScreenId.EVALUATE);
    }

    @FXML
    void classify() {
        shownFolder().ifPresent(handover::use);
        context.navigator().show(ScreenId.USE);
    }

    @FXML
    void export() {
        shownFolder().ifPresent(handover::use);
        context.actions().run(AppAction.EXPORT_MODEL);
    }
}
