package org.resnetstudio.ui.train;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.shell.Messages;

/** A run in the list: variant and best accuracy, then date and status; of a run that is being trained as they are now. */
final class RunCell extends ListCell<RunSummary> {
    private final Messages messages;
    private final TrainModel model;
    private final Label variant = new Label();
    private final Label accuracy = new Label();
    private final Label date = new Label();
    private final Label status = new Label();
    private final CheckMenuItem use = new CheckMenuItem();
    private final ContextMenu menu = new ContextMenu(use);
    private final VBox content;

    RunCell(Messages messages, TrainModel model) {
        this.messages = messages;
        this.model = model;
        accuracy.getStyleClass().add("figures");
        accuracy.setMinWidth(USE_PREF_SIZE);
        date.getStyleClass().add("secondary");
        status.getStyleClass().add("secondary");
        status.setMinWidth(USE_PREF_SIZE);
        content = new VBox(2, row(variant, accuracy), row(date, status));
        use.setText(messages.text("train.run.use"));
        use.setOnAction(event -> {
            model.setUsed(getItem(), use.isSelected());
            getListView().refresh();
        });
        setPrefWidth(0);
        getStyleClass().add("run-cell");
    }

    /** What stands at the left gives way. */
    private static HBox row(Label left, Label right) {
        left.setMinWidth(0);
        left.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(left, Priority.ALWAYS);
        return new HBox(8, left, right);
    }

    @Override
    protected void updateItem(RunSummary run, boolean empty) {
        super.updateItem(run, empty);
        if (empty || run == null) {
            setGraphic(null);
            setContextMenu(null);
            return;
        }
        Optional<RunSnapshot> live = model.watch().live(run.folder());
        OptionalDouble best = live.map(now -> now.best().accuracy())
                .filter(OptionalDouble::isPresent)
                .orElse(run.bestValidationAccuracy());
        variant.setText(RunNames.title(run));
        accuracy.setText(messages.quantities().percentOrDash(best));
        date.setText(model.history().names().date(run));
        use.setSelected(model.isUsed(run));
        setContextMenu(menu);
        String mark = model.isUsed(run) ? messages.text("train.run.used") + " · " : "";
        status.setText(
                mark + (live.isPresent() ? messages.text("train.status.running") : RunTexts.status(run, messages)));
        setGraphic(content);
    }
}
