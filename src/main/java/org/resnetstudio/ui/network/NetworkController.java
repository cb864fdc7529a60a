package org.resnetstudio.ui.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants.Variant;
import org.resnetstudio.ui.control.DiagramSelection;
import org.resnetstudio.ui.control.NetworkDiagram;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.control.Quantities;
import org.resnetstudio.ui.shell.FilePickers;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code network.fxml} to its model. */
public final class NetworkController {
    private final StudioContext context;
    private final NetworkModel model;

    @FXML
    private ListView<Variant> variants;

    @FXML
    private NumberInput imageSize;

    @FXML
    private Label classes;

    @FXML
    private ToggleGroup shortcuts;

    @FXML
    private Label shortcutText;

    @FXML
    private NetworkDiagram diagram;

    @FXML
    private Label zoom;

    @FXML
    private Label detailTitle;

    @FXML
    private Label detailFacts;

    @FXML
    private Label parameters;

    @FXML
    private Label flops;

    @FXML
    private Label weights;

    @FXML
    private Label memory;

    @FXML
    private Label nothing;

    @FXML
    private TableView<LayerRow> layers;

    @FXML
    private Button toTrain;

    /** For the loader of FXML. */
    public NetworkController(StudioContext context, NetworkModel model) {
        this.context = context;
        this.model = model;
    }

    @FXML
    void initialize() {
        variants.setItems(FXCollections.observableArrayList(model.variants()));
        variants.setCellFactory(list -> new VariantCell(model));
        variants.getSelectionModel().select(model.variantProperty().get());
        variants.scrollTo(model.variantProperty().get());
        variants.getSelectionModel().selectedItemProperty().subscribe(chosen -> Optional.ofNullable(chosen)
                .ifPresent(model.variantProperty()::set));
        imageSize.connect(model.imageSizeProperty(), model.problemProperty());
        classes.textProperty().bind(model.classesProperty());
        connectShortcuts();
        diagram.setMessages(context.messages().bundle());
        diagram.graphProperty().bind(model.graphProperty());
        diagram.selectionProperty().addListener(o -> showDetails());
        diagram.hoveredProperty().addListener(o -> showDetails());
        zoom.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Quantities.wholePercent(diagram.zoomProperty().get()), diagram.zoomProperty()));
        nothing.visibleProperty().bind(model.problemProperty().isNotEmpty());
        toTrain.disableProperty().bind(model.problemProperty().isNotEmpty());
        connectTable();
        model.graphProperty().subscribe(graph -> showGraph());
        model.totalsProperty().subscribe(this::showTotals);
    }

    private void connectShortcuts() {
        for (Toggle toggle : shortcuts.getToggles()) {
            toggle.setSelected(
                    toggle.getUserData().equals(model.shortcutProperty().get().name()));
        }
        shortcuts.selectedToggleProperty().addListener((o, before, now) -> {
            if (now == null) {
                before.setSelected(true);
            } else {
                model.shortcutProperty().set(Shortcut.valueOf((String) now.getUserData()));
            }
        });
        model.shortcutProperty().subscribe(kind -> {
            shortcuts.getToggles().stream()
                    .filter(t -> t.getUserData().equals(kind.name()))
                    .forEach(t -> t.setSelected(true));
            shortcutText.setText(context.messages().text("network.shortcut." + kind));
            diagram.setAccessibleText(context.messages().text("network.shortcut." + kind));
        });
    }

    private void connectTable() {
        column(0, LayerRow::name);
        column(1, LayerRow::type);
        column(2, LayerRow::outputShape);
        column(3, row -> row.parameters() == 0 ? "" : Quantities.exact(row.parameters()));
        column(4, row -> row.flops() == 0 ? "" : Quantities.exact(row.flops()));
        layers.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN).match(event)) {
                copy();
                event.consume();
            }
        });
    }

    private void column(int index, Function<LayerRow, String> text) {
        @SuppressWarnings("unchecked") // every column of network.fxml shows text
        TableColumn<LayerRow, String> column =
                (TableColumn<LayerRow, String>) layers.getColumns().get(index);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    }

    private void showGraph() {
        layers.getItems().setAll(model.layers());
        variants.refresh();
        showDetails();
    }

    private void showTotals(Optional<NetworkTotals> totals) {
        parameters.setText(totals.map(t -> Quantities.exact(t.parameters())).orElse("–"));
        flops.setText(totals.map(t -> Quantities.shorten(t.flops())).orElse("–"));
        weights.setText(totals.map(t -> Quantities.bytes(t.weightBytes())).orElse("–"));
        memory.setText(totals.map(t -> Quantities.bytes(t.trainingBytes())).orElse("–"));
    }

    private void showDetails() {
        DiagramSelection hovered = diagram.hoveredProperty().get();
        Optional<LayerTexts.Details> details = model.describe(
                hovered != null ? hovered : diagram.selectionProperty().get());
        detailTitle.setText(details.map(LayerTexts.Details::title)
                .orElseGet(() -> context.messages().text("network.details.hint")));
        detailFacts.setText(details.map(LayerTexts.Details::facts).orElse(""));
    }

    @FXML
    void unfoldAll() {
        diagram.unfoldAll();
    }

    @FXML
    void foldAll() {
        diagram.foldAll();
    }

    @FXML
    void zoomIn() {
        diagram.zoomBy(1.25);
    }

    @FXML
    void zoomOut() {
        diagram.zoomBy(0.8);
    }

    @FXML
    void fit() {
        diagram.fit();
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
        String name = model.variantProperty().get().name() + "-layers.csv";
        Optional<Path> target = context.files()
                .save(
                        "export",
                        context.messages().text("network.csv.title"),
                        name,
                        new FilePickers.FileKind(context.messages().text("network.csv.kind"), List.of("*.csv")));
        target.ifPresent(file -> context.jobs()
                .job(context.messages().text("network.csv.job", file.getFileName()), progress -> {
                    Files.write(file, LayerRow.csv(rows).getBytes(StandardCharsets.UTF_8));
                    return file;
                })
                .onSuccess(saved -> context.notifier().info(context.messages().text("network.csv.saved", saved)))
                .onFailure(error -> context.notifier().error(failure(file, error)))
                .start());
    }

    private String failure(Path file, Throwable error) {
        String reason = error instanceof IOException ? error.getClass().getSimpleName() : String.valueOf(error);
        return context.messages().text("network.csv.failed", file, reason);
    }

    @FXML
    void goToTrain() {
        context.navigator().show(ScreenId.TRAIN);
    }
}
