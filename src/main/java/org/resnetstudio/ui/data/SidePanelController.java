package org.resnetstudio.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.ui.shell.Messages;

/** The classes and the splits at the side: counts, filters, and adding, renaming and removing classes. */
public final class SidePanelController {
    private static final int KEYS = 9;
    /** More are not seen at a glance, and can be found by typing. */
    private static final int FEW_CLASSES = 9;

    private static final List<SplitFilter> SPLITS = List.of(SplitFilter.values());

    private final DataModel model;
    private final Messages messages;
    private boolean showing;

    @FXML
    private Label classesTitle;

    @FXML
    private Label splitsTitle;

    @FXML
    private ListView<FilterRow> classes;

    @FXML
    private TextField classSearch;

    @FXML
    private ListView<FilterRow> splits;

    @FXML
    private TextField newClass;

    @FXML
    private CheckBox autoAdvance;

    /** The side of the Data screen. */
    public SidePanelController(DataModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    @FXML
    private void initialize() {
        classesTitle.setLabelFor(classes);
        splitsTitle.setLabelFor(splits);
        classes.setEditable(true);
        classes.setCellFactory(list -> new FilterCell(messages.quantities(), model::renameClass));
        splits.setCellFactory(list -> new FilterCell(messages.quantities(), (index, name) -> {}));
        classes.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> chooseClass(now));
        splits.getSelectionModel()
                .selectedIndexProperty()
                .addListener((property, before, now) -> chooseSplit(now.intValue()));
        classSearch.textProperty().subscribe(() -> show(model.countsProperty().get()));
        classSearch.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
        classes.addEventFilter(KeyEvent.KEY_PRESSED, this::classKey);
        classes.setContextMenu(classMenu());
        autoAdvance.selectedProperty().bindBidirectional(model.autoAdvanceProperty());
        model.countsProperty().subscribe(this::show);
        model.classesProperty().subscribe(now -> show(model.countsProperty().get()));
        model.filterProperty().subscribe(this::showFilter);
    }

    @FXML
    private void addClass() {
        model.addClass(newClass.getText());
        newClass.clear();
    }

    @FXML
    private void renameClass() {
        if (chosenClass().isPresent()) {
            classes.edit(classes.getSelectionModel().getSelectedIndex());
        }
    }

    @FXML
    private void removeClass() {
        chosenClass().ifPresent(model::removeClass);
    }

    /** The index of the class that is selected in the list. */
    private OptionalInt chosenClass() {
        FilterRow row = classes.getSelectionModel().getSelectedItem();
        return row == null ? OptionalInt.empty() : row.classIndex();
    }

    private ContextMenu classMenu() {
        MenuItem rename = new MenuItem(messages.text("data.class.rename"));
        rename.setOnAction(event -> renameClass());
        MenuItem remove = new MenuItem(messages.text("data.class.remove"));
        remove.setOnAction(event -> removeClass());
        ContextMenu menu = new ContextMenu(rename, remove);
        menu.setOnShowing(event -> {
            boolean isClass = chosenClass().isPresent();
            rename.setDisable(!isClass);
            remove.setDisable(!isClass);
        });
        return menu;
    }

    private void classKey(KeyEvent event) {
        if (classes.getEditingIndex() >= 0) {
            return;
        }
        if (event.getCode() == KeyCode.F2) {
            renameClass();
            event.consume();
        } else if (event.getCode() == KeyCode.DELETE) {
            removeClass();
            event.consume();
        }
    }

    /** Down goes on into the list, Enter shows the first hit, Escape shows all classes again. */
    private void searchKey(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> classes.requestFocus();
            case ENTER ->
                classes.getItems().stream()
                        .filter(row -> row.classIndex().isPresent())
                        .findFirst()
                        .ifPresent(classes.getSelectionModel()::select);
            case ESCAPE -> classSearch.clear();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void show(DatasetCounts counts) {
        List<FilterRow> rows = new ArrayList<>();
        rows.add(new FilterRow(messages.text("data.filter.all"), counts.all(), "", ClassFilter.ALL));
        rows.add(new FilterRow(
                messages.text("data.filter.unlabelled"), counts.unlabelled(), "0", ClassFilter.UNLABELLED));
        List<ImageClass> all = model.classes();
        boolean many = all.size() > FEW_CLASSES;
        classSearch.setVisible(many);
        classSearch.setManaged(many);
        for (int i = 0; i < Math.min(all.size(), counts.perClass().size()); i++) {
            String key = i < KEYS ? String.valueOf(i + 1) : "";
            FilterRow row = new FilterRow(all.get(i).name(), counts.perClass().get(i), key, ClassFilter.of(i));
            if (!many || row.nameContains(classSearch.getText())) {
                rows.add(row);
            }
        }
        showing = true;
        classes.getItems().setAll(rows);
        splits.getItems()
                .setAll(SPLITS.stream()
                        .map(filter -> new FilterRow(
                                messages.text("data.split-filter." + filter.key()),
                                counts.perSplit().get(filter),
                                "",
                                ClassFilter.ALL))
                        .toList());
        showing = false;
        showFilter(model.filterProperty().get());
    }

    private void showFilter(SampleFilter filter) {
        showing = true;
        classes.getSelectionModel().clearSelection();
        classes.getItems().stream()
                .filter(row -> row.filter().equals(filter.classes()))
                .findFirst()
                .ifPresent(classes.getSelectionModel()::select);
        splits.getSelectionModel().clearAndSelect(SPLITS.indexOf(filter.splits()));
        showing = false;
    }

    private void chooseClass(FilterRow row) {
        if (!showing && row != null) {
            model.filterProperty().set(model.filterProperty().get().with(row.filter()));
        }
    }

    private void chooseSplit(int row) {
        if (!showing && row >= 0) {
            model.filterProperty().set(model.filterProperty().get().with(SPLITS.get(row)));
        }
    }
}
