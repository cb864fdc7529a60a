package org.resnetstudio.ui.use;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.transformation.SortedList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.VBox;
import org.resnetstudio.image.ImageFormats;
import org.resnetstudio.inference.FileResult;
import org.resnetstudio.ui.control.FigureColumn;
import org.resnetstudio.ui.control.Quantities;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.FilePickers;
import org.resnetstudio.ui.shell.Overlay;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;
import org.resnetstudio.ui.shell.Views;

/** The Use screen. */
public final class UseController {
    private static final KeyCombination PASTE = new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN);

    private final StudioContext context;
    private final UseModel model;
    private final Overlay overlay;
    private final Views views;
    private final ModelHead head;

    @FXML
    private VBox root;

    @FXML
    private Label modelName;

    @FXML
    private ComboBox<StudioModel> models;

    @FXML
    private Button export;

    @FXML
    private Node empty;

    @FXML
    private Label emptyTitle;

    @FXML
    private Label emptyHint;

    @FXML
    private Button choosePictures;

    @FXML
    private Button chooseFolder;

    @FXML
    private Button goTrain;

    @FXML
    private SplitPane results;

    @FXML
    private TableView<FileResult> table;

    @FXML
    private TableColumn<FileResult, String> file;

    @FXML
    private TableColumn<FileResult, String> answer;

    @FXML
    private TableColumn<FileResult, OptionalDouble> probability;

    @FXML
    private Label summary;

    @FXML
    private UseDetailController detailController;

    /** Binds to a model; export is shown in an overlay. */
    public UseController(StudioContext context, UseModel model, Overlay overlay, Views views) {
        this.context = context;
        this.model = model;
        this.overlay = overlay;
        this.views = views;
        this.head = new ModelHead(context, model.library());
    }

    @FXML
    private void initialize() {
        ModelLibrary library = model.library();
        head.bind(models, goTrain);
        modelName.setLabelFor(models);
        BooleanBinding noModel = head.noModel();
        BooleanBinding nothing = Bindings.isEmpty(model.results());
        empty.visibleProperty().bind(nothing);
        results.visibleProperty().bind(nothing.not());
        ModelHead.show(choosePictures, noModel.not());
        ModelHead.show(chooseFolder, noModel.not());
        emptyTitle.textProperty().bind(text(noModel, "use.empty.no-model", "use.empty.title"));
        emptyHint.textProperty().bind(text(noModel, "use.empty.no-model.hint", "use.empty.hint"));
        BooleanBinding exportable = Bindings.createBooleanBinding(
                () -> Optional.ofNullable(library.selectedProperty().get())
                        .map(StudioModel::run)
                        .orElse(false),
                library.selectedProperty());
        export.disableProperty().bind(exportable.not());
        context.actions().register(AppAction.EXPORT_MODEL, this::exportModel, exportable);
        context.actions().register(AppAction.CLASSIFY_FILE, this::choosePictures, noModel.not());
        initializeTable();
        root.addEventHandler(javafx.scene.input.KeyEvent.KEY_PRESSED, e -> {
            if (PASTE.match(e)) {
                paste();
                e.consume();
            }
        });
        context.navigator().currentProperty().addListener((o, before, now) -> {
            if (now == ScreenId.USE) {
                library.refresh();
            }
        });
    }

    private void initializeTable() {
        file.setCellValueFactory(
                c -> new ReadOnlyStringWrapper(c.getValue().file().getFileName().toString()));
        answer.setCellValueFactory(c -> new ReadOnlyStringWrapper(
                c.getValue().problem().isPresent()
                        ? context.messages().text("use.unreadable")
                        : c.getValue().predictions().get(0).className()));
        Quantities quantities = context.messages().quantities();
        FigureColumn.connect(
                probability, UseModel::probability, share -> PredictionBars.percent(share, quantities), "");
        SortedList<FileResult> sorted = new SortedList<>(model.results());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> detailController.show(now));
        model.results().addListener((javafx.collections.ListChangeListener<FileResult>) change -> {
            summary.setText(
                    context.messages().text("use.summary", model.results().size(), model.unreadable()));
            if (table.getSelectionModel().isEmpty() && !model.results().isEmpty()) {
                table.getSelectionModel().select(0);
            }
        });
    }

    private javafx.beans.binding.StringBinding text(BooleanBinding condition, String yes, String no) {
        return Bindings.createStringBinding(() -> context.messages().text(condition.get() ? yes : no), condition);
    }

    private void paste() {
        List<File> files = Clipboard.getSystemClipboard().getFiles();
        if (!files.isEmpty()) {
            model.classify(files.stream().map(File::toPath).toList());
        } else if (Clipboard.getSystemClipboard().hasImage()) {
            model.classifyPasted(javafx.embed.swing.SwingFXUtils.fromFXImage(
                    Clipboard.getSystemClipboard().getImage(), null));
        }
    }

    @FXML
    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    @FXML
    private void dragDropped(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            model.classify(
                    event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.setDropCompleted(true);
            event.consume();
        }
    }

    @FXML
    private void choosePictures() {
        FilePickers.FileKind kind = new FilePickers.FileKind(
                context.messages().text("use.pictures"),
                ImageFormats.EXTENSIONS.stream()
                        .map(extension -> "*." + extension)
                        .toList());
        List<Path> files = context.files().files("classify", context.messages().text("use.choose"), kind);
        if (!files.isEmpty()) {
            model.classify(files);
        }
    }

    @FXML
    private void chooseFolder() {
        context.files()
                .folder("classify", context.messages().text("use.choose-folder"))
                .ifPresent(folder -> model.classify(List.of(folder)));
    }

    @FXML
    private void openModel() {
        FilePickers.FileKind kind =
                new FilePickers.FileKind(context.messages().text("use.model-files"), List.of("*.zip", "*.onnx"));
        context.files().files("model", context.messages().text("use.open-model"), kind).stream()
                .findFirst()
                .ifPresent(model.library()::open);
    }

    @FXML
    private void exportModel() {
        overlay.show(views.load("export"));
    }

    @FXML
    private void save() {
        FilePickers.FileKind kind = new FilePickers.FileKind("CSV", List.of("*.csv"));
        context.files()
                .save("classify", context.messages().text("use.save"), "classes.csv", kind)
                .ifPresent(model::save);
    }

    @FXML
    private void clear() {
        model.clear();
    }

    @FXML
    private void goTrain() {
        head.goTrain();
    }
}
