package org.resnetstudio.ui.train;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.resnetstudio.network.Variants;
import org.resnetstudio.training.RunSummary;
import org.resnetstudio.ui.shell.Messages;

/** A run in the list: variant and best accuracy, then date and status. */
final class RunCell extends ListCell<RunSummary> {
    private final Messages messages;
    private final Label variant = new Label();
    private final Label accuracy = new Label();
    private final Label date = new Label();
    private final Label status = new Label();
    private final VBox content;

    RunCell(Messages messages) {
        this.messages = messages;
        accuracy.getStyleClass().add("figures");
        date.getStyleClass().add("secondary");
        status.getStyleClass().add("secondary");
        content = new VBox(2, row(variant, accuracy), row(date, status));
        setPrefWidth(0);
        getStyleClass().add("run-cell");
    }

    private static BorderPane row(Label left, Label right) {
        BorderPane row = new BorderPane();
        row.setLeft(left);
        row.setRight(right);
        return row;
    }

    @Override
    protected void updateItem(RunSummary run, boolean empty) {
        super.updateItem(run, empty);
        if (empty || run == null) {
            setGraphic(null);
            return;
        }
        variant.setText(Variants.title(run.record().network()));
        accuracy.setText(run.bestValidationAccuracy().isPresent() ? RunTexts.result(run, messages) : "–");
        date.setText(RunTexts.date(run));
        status.setText(RunTexts.status(run, messages));
        setGraphic(content);
    }
}
