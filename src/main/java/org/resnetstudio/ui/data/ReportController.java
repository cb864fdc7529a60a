package org.resnetstudio.ui.data;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.ui.shell.Messages;

/** The list of what an import could not take. */
public final class ReportController {
    private final ImportModel model;
    private final Messages messages;

    @FXML
    private TitledPane report;

    @FXML
    private TableView<ImportProblem> table;

    @FXML
    private TableColumn<ImportProblem, String> file;

    @FXML
    private TableColumn<ImportProblem, String> reason;

    /** The report of the last import. */
    public ReportController(ImportModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    @FXML
    private void initialize() {
        file.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(row.getValue().file().toString()));
        reason.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(row.getValue().reason()));
        report.managedProperty().bind(report.visibleProperty());
        model.problemsProperty().subscribe(this::show);
    }

    private void show(List<ImportProblem> problems) {
        table.getItems().setAll(problems);
        report.setVisible(!problems.isEmpty());
        report.setText(messages.text("data.report.title", problems.size()));
    }

    @FXML
    private void export() {
        model.exportProblems();
    }

    @FXML
    private void close() {
        model.closeReport();
    }
}
