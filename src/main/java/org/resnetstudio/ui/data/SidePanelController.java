package org.resnetstudio.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.ui.control.ClassColors;
import org.resnetstudio.ui.shell.Messages;

/** The classes and the splits at the side: counts, filters, and adding, renaming and removing classes. */
public final class SidePanelController {
    private static final int FIRST_CLASS_ROW = 2;
    private static final int KEYS = 9;
    private static final List<SplitFilter> SPLITS = List.of(SplitFilter.values());

    private final DataModel model;
    private final Messages messages;
    private boolean showing;

    @FXML
    private ListView<FilterRow> classes;

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
        classes.setEditable(true);
        classes.setCellFactory(list -> new FilterCell((row, name) -> model.renameClass(row - FIRST_CLASS_ROW, name)));
        splits.setCellFactory(list -> new FilterCell((row, name) -> {}));
        classes.getSelectionModel()
                .selectedIndexProperty()
                .addListener((property, before, now) -> chooseClass(now.intValue()));
        splits.getSelectionModel()
                .selectedIndexProperty()
                .addListener((property, before, now) -> chooseSplit(now.intValue()));
        classes.addEventFilter(KeyEvent.KEY_PRESSED, this::classKey);
        classes.setContextMenu(classMenu());
        autoAdvance.selectedProperty().bindBidirectional(model.autoAdvanceProperty());
        model.countsProperty().subscribe(this::show);
        model.filterProperty().subscribe(this::showFilter);
    }

    @FXML
    private void addClass() {
        model.addClass(newClass.getText());
        newClass.clear();
    }

    @FXML
    private void renameClass() {
        int row = classes.getSelectionModel().getSelectedIndex();
        if (row >= FIRST_CLASS_ROW) {
            classes.edit(row);
        }
    }

    @FXML
    private void removeClass() {
        int row = classes.getSelectionModel().getSelectedIndex();
        if (row >= FIRST_CLASS_ROW) {
            model.removeClass(row - FIRST_CLASS_ROW);
        }
    }

    private ContextMenu classMenu() {
        MenuItem rename = new MenuItem(messages.text("data.class.rename"));
        rename.setOnAction(event -> renameClass());
        MenuItem remove = new MenuItem(messages.text("data.class.remove"));
        remove.setOnAction(event -> removeClass());
        ContextMenu menu = new ContextMenu(rename, remove);
        menu.setOnShowing(event -> {
            boolean isClass = classes.getSelectionModel().getSelectedIndex() >= FIRST_CLASS_ROW;
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

    private void show(DatasetCounts counts) {
        List<FilterRow> rows = new ArrayList<>();
        rows.add(new FilterRow(messages.text("data.filter.all"), counts.all(), "", Optional.empty()));
        rows.add(new FilterRow(messages.text("data.filter.unlabelled"), counts.unlabelled(), "0", Optional.empty()));
        List<ImageClass> all = model.classes();
        for (int i = 0; i < Math.min(all.size(), counts.perClass().size()); i++) {
            String key = i < KEYS ? String.valueOf(i + 1) : "";
            rows.add(new FilterRow(all.get(i).name(), counts.perClass().get(i), key, Optional.of(ClassColors.of(i))));
        }
        showing = true;
        classes.getItems().setAll(rows);
        splits.getItems()
                .setAll(SPLITS.stream()
                        .map(filter -> new FilterRow(
                                messages.text("data.split-filter." + filter.key()),
                                counts.perSplit().get(filter),
                                "",
                                Optional.empty()))
                        .toList());
        showing = false;
        showFilter(model.filterProperty().get());
    }

    private void showFilter(SampleFilter filter) {
        showing = true;
        classes.getSelectionModel()
                .clearAndSelect(
                        switch (filter.classes().kind()) {
                            case ALL -> 0;
                            case UNLABELLED -> 1;
                            case CLASS -> FIRST_CLASS_ROW + filter.classes().classIndex();
                        });
        splits.getSelectionModel().clearAndSelect(SPLITS.indexOf(filter.splits()));
        showing = false;
    }

    private void chooseClass(int row) {
        if (!showing && row >= 0) {
            ClassFilter chosen = row == 0
                    ? ClassFilter.ALL
                    : row == 1 ? ClassFilter.UNLABELLED : ClassFilter.of(row - FIRST_CLASS_ROW);
            model.filterProperty().set(model.filterProperty().get().with(chosen));
        }
    }

    private void chooseSplit(int row) {
        if (!showing && row >= 0) {
            model.filterProperty().set(model.filterProperty().get().with(SPLITS.get(row)));
        }
    }
}
