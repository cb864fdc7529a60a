package org.resnetstudio.ui.network;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.resnetstudio.ui.control.TableWidths;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code network-layers.fxml}: the table of all layers. */
public final class NetworkLayersController {
    private final StudioContext context;
    private final NetworkModel model;

    @FXML
    private TableView<LayerRow> layers;

    /** For the loader of FXML. */
    public NetworkLayersController(StudioContext context, NetworkModel model) {
        this.context = context;
        this.model = model;
    }

    @FXML
    void initialize() {
        TableWidths.connect(layers);
        column(0, LayerRow::name);
        column(1, LayerRow::type);
        column(2, LayerRow::outputShape);
        column(
                3,
                row -> row.parameters() == 0
                        ? ""
                        : context.messages().quantities().exact(row.parameters()));
        column(4, row -> row.flops() == 0 ? "" : context.messages().quantities().exact(row.flops()));
        layers.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN).match(event)) {
                copy();
                event.consume();
            }
        });
        model.graphProperty().subscribe(graph -> layers.getItems().setAll(model.layers()));
    }

    private void column(int index, Function<LayerRow, String> text) {
        @SuppressWarnings("unchecked") // every column of network-layers.fxml shows text
        TableColumn<LayerRow, String> column =
                (TableColumn<LayerRow, String>) layers.getColumns().get(index);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    }

    @FXML
    void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(LayerRow.tabSeparated(layers.getItems()));
        Clipboard.getSystemClipboard().setContent(content);
        context.notifier()
                .info(context.messages()
                        .text("network.copied", layers.getItems().size()));
    }

    @FXML
    void saveCsv() {
        List<LayerRow> rows = List.copyOf(layers.getItems());
        String name = model.variantProperty().get().name() + "-layers";
        new NetworkFiles(context)
                .save("csv", name, file -> file.write(LayerRow.csv(rows).getBytes(StandardCharsets.UTF_8)));
    }
}
