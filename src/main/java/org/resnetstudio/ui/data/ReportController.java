package org.resnetstudio.ui.data;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.resnetstudio.dataset.ImportProblem;

/** The list of what an import could not take. */
public final class ReportController {
    /** What a cell leaves free to the left and right of its text, together. */
    private static final double PADDING_PX = 20;

    private final ImportModel model;

    @FXML
    private TitledPane report;

    @FXML
    private TableView<ImportProblem> table;

    @FXML
    private TableColumn<ImportProblem, String> file;

    @FXML
    private TableColumn<ImportProblem, String> reason;

    /** The report of the last import. */
    public ReportController(ImportModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        file.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(row.getValue().file().toString()));
        reason.setCellValueFactory(row -> new ReadOnlyStringWrapper(model.reason(row.getValue())));
        file.setCellFactory(column -> new WholeTextCell());
        reason.setCellFactory(column -> new WholeTextCell());
        report.managedProperty().bind(report.visibleProperty());
        model.problemsProperty().subscribe(this::show);
    }

    /** A cell as high as its text, whose end says what to do, needs. */
    private static final class WholeTextCell extends TableCell<ImportProblem, String> {
        private final Text text = new Text();

        WholeTextCell() {
            text.getStyleClass().add("text");
            text.wrappingWidthProperty().bind(widthProperty().subtract(PADDING_PX));
            text.fillProperty().bind(textFillProperty());
            setPrefHeight(Region.USE_COMPUTED_SIZE);
        }

        @Override
        protected void updateItem(String item, boolean empty) {
            super.updateItem(item, empty);
            text.setText(empty ? "" : item);
            setGraphic(empty ? null : text);
        }
    }

    private void show(List<ImportProblem> problems) {
        table.getItems().setAll(problems);
        report.setVisible(!problems.isEmpty());
        report.setText(model.reportTitle());
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
