package org.resnetstudio.ui.network;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.resnetstudio.ui.control.ChoiceInput;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.control.TableWidths;

/** Binds {@code network-compare.fxml}: the chosen network beside another one, drawn and in figures, as long as somebody looks at it. */
public final class NetworkCompareController {
    private final NetworkCompareModel model;

    @FXML
    private ChoiceInput<NetworkChoice> other;

    @FXML
    private NumberInput size;

    @FXML
    private Button keep;

    @FXML
    private NetworkSideController firstController;

    @FXML
    private NetworkSideController secondController;

    @FXML
    private TableView<NetworkComparison.Row> rows;

    /** For the loader of FXML. */
    public NetworkCompareController(NetworkCompareModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        TableWidths.connect(rows);
        other.connect(model.others(), model.otherProperty(), model::title);
        size.connect(model.otherSizeProperty());
        keep.disableProperty().bind(model.keepable().not());
        secondController.foldWith(firstController);
        column(0, NetworkComparison.Row::name);
        column(1, NetworkComparison.Row::first);
        column(2, NetworkComparison.Row::second);
        column(3, NetworkComparison.Row::ratio);
        // told that the comparison is out of date, without computing it
        model.comparisonProperty().addListener(o -> show());
        model.shownProperty().subscribe(this::show);
        show();
    }

    private void show() {
        if (model.shownProperty().get()) {
            NetworkComparison comparison = model.comparisonProperty().get();
            firstController.show(comparison.first());
            secondController.show(comparison.second());
            rows.getItems().setAll(comparison.rows());
        }
    }

    private void column(int index, Function<NetworkComparison.Row, String> text) {
        @SuppressWarnings("unchecked") // every column of network-compare.fxml shows text
        TableColumn<NetworkComparison.Row, String> column =
                (TableColumn<NetworkComparison.Row, String>) rows.getColumns().get(index);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    }

    @FXML
    void keep() {
        model.keep();
    }

    @FXML
    void unfoldAll() {
        firstController.unfoldAll();
        secondController.unfoldAll();
    }

    @FXML
    void foldAll() {
        firstController.foldAll();
    }

    @FXML
    void fit() {
        firstController.fit();
        secondController.fit();
    }
}
