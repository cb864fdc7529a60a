package org.resnetstudio.ui.use;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.resnetstudio.inference.Prediction;
import org.resnetstudio.ui.control.Quantities;

/** Classes with their probabilities as bars, most probable first. */
final class PredictionBars extends GridPane {
    private static final double BAR_WIDTH = 120;
    private static final double LONGEST_NAME = 200;

    private final Quantities quantities;

    PredictionBars(Quantities quantities) {
        this.quantities = quantities;
        getStyleClass().add("prediction-bars");
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        ColumnConstraints bar = new ColumnConstraints(BAR_WIDTH);
        ColumnConstraints percent = new ColumnConstraints(76);
        percent.setHalignment(HPos.RIGHT);
        getColumnConstraints().addAll(name, bar, percent);
    }

    /** Shows these instead of the ones before. */
    void show(List<Prediction> predictions) {
        getChildren().clear();
        for (int row = 0; row < predictions.size(); row++) {
            Prediction prediction = predictions.get(row);
            Label name = new Label(prediction.className());
            name.setMinWidth(Math.min(LONGEST_NAME, name.getText().length() * 10.0));
            name.setPrefWidth(name.getMinWidth());
            name.setMaxWidth(Double.MAX_VALUE);
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            ProgressBar bar = new ProgressBar(prediction.probability());
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setAccessibleText(prediction.className());
            Label percent = new Label(percent(prediction.probability(), quantities));
            percent.getStyleClass().add("figures");
            if (row == 0) {
                name.getStyleClass().add("most-likely");
                percent.getStyleClass().add("most-likely");
            }
            GridPane.setValignment(bar, VPos.CENTER);
            addRow(row, name, bar, percent);
        }
    }

    /** {@code 97.3 %}; never {@code 100.0 %} for something uncertain, nor {@code 0.0 %} for something possible. */
    static String percent(double probability, Quantities quantities) {
        if (probability > 0.9995) {
            return "> " + quantities.percent(0.999);
        }
        if (probability < 0.0005) {
            return "< " + quantities.percent(0.001);
        }
        return quantities.percent(probability);
    }
}
