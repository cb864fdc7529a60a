package org.resnetstudio.ui.network;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.resnetstudio.network.Variants.Variant;
import org.resnetstudio.ui.control.ChoiceInput;
import org.resnetstudio.ui.control.NumberInput;

/** Binds {@code network-compare.fxml}: the chosen network beside another one. */
public final class NetworkCompareController {
    private final NetworkModel model;

    @FXML
    private ChoiceInput<Variant> other;

    @FXML
    private NumberInput size;

    @FXML
    private TableView<NetworkComparison.Row> rows;

    @FXML
    private TableColumn<NetworkComparison.Row, String> first;

    @FXML
    private TableColumn<NetworkComparison.Row, String> second;

    /** For the loader of FXML. */
    public NetworkCompareController(NetworkModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        other.connect(model.variants(), model.otherVariantProperty(), Variant::title);
        size.connect(model.otherSizeProperty(), model.otherProblemProperty());
        column(0, NetworkComparison.Row::name);
        column(1, NetworkComparison.Row::first);
        column(2, NetworkComparison.Row::second);
        column(3, NetworkComparison.Row::ratio);
        model.comparisonProperty().subscribe(lines -> {
            rows.getItems().setAll(lines);
            first.setText(model.title());
            second.setText(model.otherVariantProperty().get().title());
        });
    }

    private void column(int index, Function<NetworkComparison.Row, String> text) {
        @SuppressWarnings("unchecked") // every column of network-compare.fxml shows text
        TableColumn<NetworkComparison.Row, String> column =
                (TableColumn<NetworkComparison.Row, String>) rows.getColumns().get(index);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    }
}
