package org.resnetstudio.ui.evaluate;

import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.resnetstudio.evaluation.ClassMetrics;
import org.resnetstudio.ui.control.Quantities;

/** The figures of each class as a table. */
public final class ClassFiguresController {
    private final EvaluateModel model;

    @FXML
    private TableView<ClassMetrics> perClass;

    @FXML
    private TableColumn<ClassMetrics, String> className;

    @FXML
    private TableColumn<ClassMetrics, String> precision;

    @FXML
    private TableColumn<ClassMetrics, String> recall;

    @FXML
    private TableColumn<ClassMetrics, String> f1;

    @FXML
    private TableColumn<ClassMetrics, Integer> support;

    /** Of the evaluation that is shown. */
    public ClassFiguresController(EvaluateModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        className.setCellValueFactory(
                c -> new ReadOnlyObjectWrapper<>(c.getValue().className()));
        precision.setCellValueFactory(c -> percent(c.getValue().precision()));
        recall.setCellValueFactory(c -> percent(c.getValue().recall()));
        f1.setCellValueFactory(c -> percent(c.getValue().f1()));
        support.setCellValueFactory(
                c -> new ReadOnlyObjectWrapper<>(c.getValue().support()));
        model.resultProperty().subscribe(result -> {
            if (result != null) {
                perClass.getItems().setAll(result.evaluation().perClass());
            }
        });
    }

    private static ReadOnlyObjectWrapper<String> percent(OptionalDouble share) {
        return new ReadOnlyObjectWrapper<>(Quantities.percentOrDash(share));
    }
}
