package org.resnetstudio.ui.evaluate;

import java.util.OptionalDouble;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.resnetstudio.evaluation.ClassMetrics;
import org.resnetstudio.ui.control.FigureColumn;
import org.resnetstudio.ui.control.Quantities;
import org.resnetstudio.ui.shell.Messages;

/** The figures of each class as a table. */
public final class ClassFiguresController {
    /** The columns of figures and the scroll bar, in pixels; names get the rest. */
    private static final double FIGURES_PX = 364;

    private static final double SHORTEST_NAME_PX = 120;

    private final EvaluateModel model;
    private final Quantities quantities;

    @FXML
    private TableView<ClassMetrics> perClass;

    @FXML
    private TableColumn<ClassMetrics, String> className;

    @FXML
    private TableColumn<ClassMetrics, OptionalDouble> precision;

    @FXML
    private TableColumn<ClassMetrics, OptionalDouble> recall;

    @FXML
    private TableColumn<ClassMetrics, OptionalDouble> f1;

    @FXML
    private TableColumn<ClassMetrics, OptionalDouble> support;

    /** Of the evaluation that is shown. */
    public ClassFiguresController(EvaluateModel model, Messages messages) {
        this.model = model;
        this.quantities = messages.quantities();
    }

    @FXML
    private void initialize() {
        className.setCellValueFactory(
                c -> new ReadOnlyObjectWrapper<>(c.getValue().className()));
        className
                .prefWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.max(SHORTEST_NAME_PX, perClass.getWidth() - FIGURES_PX), perClass.widthProperty()));
        share(precision, ClassMetrics::precision);
        share(recall, ClassMetrics::recall);
        share(f1, ClassMetrics::f1);
        FigureColumn.connect(
                support,
                metrics -> OptionalDouble.of(metrics.support()),
                count -> quantities.exact(Math.round(count)),
                "");
        model.resultProperty().subscribe(result -> {
            if (result != null) {
                perClass.getItems().setAll(result.evaluation().perClass());
                perClass.sort();
            }
        });
    }

    private void share(
            TableColumn<ClassMetrics, OptionalDouble> column, Function<ClassMetrics, OptionalDouble> figure) {
        FigureColumn.connect(column, figure, quantities::percent, "–");
    }
}
