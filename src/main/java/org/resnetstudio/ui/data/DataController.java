package org.resnetstudio.ui.data;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.ui.control.ClassColors;
import org.resnetstudio.ui.control.ThumbnailGrid;
import org.resnetstudio.ui.control.ThumbnailLoader;
import org.resnetstudio.ui.control.Tile;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;

/** The Data screen: thumbnails, filters, and what can be done with them by mouse and by keyboard. */
public final class DataController {
    private static final String ZOOM = "data.zoom";

    private final DataModel model;
    private final ImportModel imports;
    private final StudioContext context;
    private final Panels panels;
    private final SampleInput input;
    private final ThumbnailGrid<Sample> grid;

    @FXML
    private BorderPane screen;

    @FXML
    private StackPane gridHolder;

    @FXML
    private VBox empty;

    @FXML
    private Button sample;

    @FXML
    private VBox nothingMatches;

    @FXML
    private VBox full;

    @FXML
    private Node side;

    @FXML
    private PreviewController previewViewController;

    @FXML
    private Label summary;

    @FXML
    private TextField search;

    @FXML
    private Slider zoom;

    /** The Data screen of a studio. */
    public DataController(
            DataModel model,
            ImportModel imports,
            StudioContext context,
            Panels panels,
            ThumbnailLoader loader,
            SampleInput input) {
        this.model = model;
        this.imports = imports;
        this.context = context;
        this.panels = panels;
        this.input = input;
        this.grid = new ThumbnailGrid<>(loader, this::tile, model.selection());
    }

    @FXML
    private void initialize() {
        gridHolder.getChildren().add(0, grid);
        input.connect(grid, model.commands(), model::togglePreview);
        screen.addEventFilter(KeyEvent.KEY_PRESSED, this::screenKey);
        bindZoom();
        search.textProperty().addListener((property, before, now) -> model.filterProperty()
                .set(model.filterProperty().get().withText(now)));
        model.filterProperty().subscribe(filter -> {
            if (filter.text().isEmpty() && !search.getText().isBlank()) {
                search.clear();
            }
        });
        model.visibleProperty().subscribe(this::show);
        model.classesProperty().subscribe(now -> grid.refresh());
        model.selection().changesProperty().subscribe(this::showSummary);
        sample.setVisible(imports.hasSample());
        imports.problemsProperty().subscribe(this::showReport);
        registerActions();
    }

    /** Loads the report with the first problem: most starts of the desktop need none, and its table takes time. */
    private void showReport(List<ImportProblem> problems) {
        if (!problems.isEmpty() && screen.lookup("#report") == null) {
            full.getChildren().add(panels.load("data-report"));
        }
    }

    private void bindZoom() {
        context.settings()
                .number(ZOOM, ThumbnailGrid.MIN_SIZE_PX, ThumbnailGrid.MAX_SIZE_PX)
                .ifPresent(size -> grid.thumbnailSizeProperty().set((int) size));
        zoom.setMin(ThumbnailGrid.MIN_SIZE_PX);
        zoom.setMax(ThumbnailGrid.MAX_SIZE_PX);
        zoom.valueProperty().bindBidirectional(grid.thumbnailSizeProperty());
        zoom.valueChangingProperty().addListener((property, before, changing) -> rememberZoom());
        grid.thumbnailSizeProperty().addListener((property, before, now) -> rememberZoom());
    }

    private void rememberZoom() {
        if (!zoom.isValueChanging()) {
            context.settings()
                    .setValue(ZOOM, String.valueOf(grid.thumbnailSizeProperty().get()));
        }
    }

    private void registerActions() {
        SimpleBooleanProperty always = new SimpleBooleanProperty(true);
        var any =
                Bindings.createBooleanBinding(() -> model.countsProperty().get().all() > 0, model.countsProperty());
        context.actions().register(AppAction.IMPORT_FOLDER, imports::chooseFolder, always);
        context.actions().register(AppAction.IMPORT_PICTURES, imports::choosePictures, always);
        context.actions().register(AppAction.SPLIT, () -> panels.open("data-split"), any);
        model.history().registerOn(ScreenId.DATA);
        context.actions().register(AppAction.SELECT_ALL, this::selectAll, any);
    }

    @FXML
    private void chooseFolder() {
        imports.chooseFolder();
    }

    @FXML
    private void openSample() {
        imports.openSample();
    }

    @FXML
    private void showAll() {
        model.showAll();
    }

    @FXML
    private void split() {
        context.actions().run(AppAction.SPLIT);
    }

    private void selectAll() {
        model.selection().selectAll();
        grid.requestFocus();
    }

    private Tile tile(Sample sample) {
        String caption = model.className(sample).orElse("–");
        return new Tile(
                sample.file(),
                caption,
                "",
                sample.classIndex().isPresent()
                        ? Optional.of(ClassColors.of(sample.classIndex().getAsInt()))
                        : Optional.empty(),
                sample.excluded(),
                false,
                "");
    }

    private void show(List<Sample> samples) {
        boolean nothing = model.countsProperty().get().all() == 0;
        empty.setVisible(nothing);
        full.setVisible(!nothing);
        side.setVisible(!nothing);
        side.setManaged(!nothing);
        nothingMatches.setVisible(samples.isEmpty());
        grid.setItems(samples);
        showSummary();
    }

    private void showSummary() {
        int shown = model.visibleProperty().get().size();
        int selected = model.selection().count();
        summary.setText(
                selected > 1
                        ? context.messages().text("data.summary.selected", shown, selected)
                        : context.messages().text("data.summary", shown));
    }

    private void screenKey(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            search.requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            escape(event);
        } else if (event.isShortcutDown() && isZoom(event.getCode())) {
            boolean larger = event.getCode() != KeyCode.MINUS && event.getCode() != KeyCode.SUBTRACT;
            if (model.previewProperty().get()) {
                previewViewController.zoom(larger);
            } else {
                grid.zoom(larger);
            }
            event.consume();
        }
    }

    private static boolean isZoom(KeyCode code) {
        return switch (code) {
            case PLUS, ADD, EQUALS, MINUS, SUBTRACT -> true;
            default -> false;
        };
    }

    private void escape(KeyEvent event) {
        if (model.previewProperty().get()) {
            model.previewProperty().set(false);
            event.consume();
        } else if (search.isFocused()) {
            search.clear();
            grid.requestFocus();
            event.consume();
        }
    }
}
