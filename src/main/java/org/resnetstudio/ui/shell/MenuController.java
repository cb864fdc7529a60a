package org.resnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.event.Event;
import javafx.fxml.FXML;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/** The menu bar. */
public final class MenuController {
    private static final int LONGEST_STEP = 60;

    private final StudioContext context;
    private final ProjectOpener opener;
    private final Overlay overlay;
    private final Views views;
    private final Languages languages;

    @FXML
    private MenuBar menuBar;

    @FXML
    private Menu recent;

    @FXML
    private Menu view;

    @FXML
    private CheckMenuItem dark;

    @FXML
    private Menu language;

    @FXML
    private MenuItem importFolder;

    @FXML
    private MenuItem importPictures;

    @FXML
    private MenuItem classifyFile;

    @FXML
    private MenuItem exportModel;

    @FXML
    private MenuItem undo;

    @FXML
    private MenuItem redo;

    @FXML
    private MenuItem selectAll;

    @FXML
    private MenuItem split;

    @FXML
    private MenuItem trainStart;

    @FXML
    private MenuItem trainResume;

    @FXML
    private MenuItem trainStop;

    @FXML
    private MenuItem trainPause;

    @FXML
    private MenuItem trainCheckpoint;

    @FXML
    private MenuItem trainChange;

    @FXML
    private MenuItem trainAugment;

    /** The menu bar of one studio. */
    public MenuController(
            StudioContext context, ProjectOpener opener, Overlay overlay, Views views, Languages languages) {
        this.context = context;
        this.opener = opener;
        this.overlay = overlay;
        this.views = views;
        this.languages = languages;
    }

    @FXML
    private void initialize() {
        menuBar.setUseSystemMenuBar(true);
        Map.ofEntries(
                        Map.entry(AppAction.IMPORT_FOLDER, importFolder),
                        Map.entry(AppAction.IMPORT_PICTURES, importPictures),
                        Map.entry(AppAction.CLASSIFY_FILE, classifyFile),
                        Map.entry(AppAction.EXPORT_MODEL, exportModel),
                        Map.entry(AppAction.UNDO, undo),
                        Map.entry(AppAction.REDO, redo),
                        Map.entry(AppAction.SELECT_ALL, selectAll),
                        Map.entry(AppAction.SPLIT, split),
                        Map.entry(AppAction.TRAIN_START, trainStart),
                        Map.entry(AppAction.TRAIN_RESUME, trainResume),
                        Map.entry(AppAction.TRAIN_STOP, trainStop),
                        Map.entry(AppAction.TRAIN_PAUSE, trainPause),
                        Map.entry(AppAction.TRAIN_CHECKPOINT, trainCheckpoint),
                        Map.entry(AppAction.TRAIN_CHANGE, trainChange),
                        Map.entry(AppAction.TRAIN_AUGMENT, trainAugment))
                .forEach(this::connect);
        List<ScreenId> screens = List.of(ScreenId.values());
        for (int i = 0; i < screens.size(); i++) {
            ScreenId id = screens.get(i);
            MenuItem item = new MenuItem(context.messages().text("screen." + id.key()));
            item.setAccelerator(KeyCombination.valueOf("Shortcut+" + (i + 1)));
            item.setOnAction(event -> context.navigator().show(id));
            view.getItems().add(i, item);
        }
        nameStep(AppAction.UNDO, undo, "menu.edit.undo", "menu.edit.undo.step");
        nameStep(AppAction.REDO, redo, "menu.edit.redo", "menu.edit.redo.step");
        dark.setOnAction(event -> context.theme().toggle());
        context.theme().choiceProperty().subscribe(choice -> dark.setSelected(choice == ThemeChoice.DARK));
        new LanguageMenu(context, languages).fill(language);
        context.project().projectProperty().subscribe(this::fillRecent);
    }

    private void connect(AppAction action, MenuItem item) {
        item.setOnAction(event -> context.actions().run(action));
        item.disableProperty().bind(context.actions().disabledProperty(action));
    }

    /** “Undo: Labelled 12 pictures as cat”, so that nobody takes back what he does not remember. */
    private void nameStep(AppAction action, MenuItem item, String key, String keyWithStep) {
        context.actions()
                .stepProperty(action)
                .subscribe(step -> item.setText(
                        step.isEmpty()
                                ? context.messages().text(key)
                                : context.messages().text(keyWithStep, shortened(step))));
    }

    private static String shortened(String step) {
        return step.length() <= LONGEST_STEP ? step : step.substring(0, LONGEST_STEP - 1) + "…";
    }

    private void fillRecent() {
        List<Path> folders = context.settings().recentProjects();
        recent.setDisable(folders.isEmpty());
        recent.getItems().setAll(folders.stream().map(this::recentItem).toList());
    }

    private MenuItem recentItem(Path folder) {
        MenuItem item = new MenuItem(folder.toString());
        item.setMnemonicParsing(false);
        item.setOnAction(event -> opener.open(folder));
        return item;
    }

    @FXML
    private void newProject() {
        overlay.show(views.load("new-project"));
    }

    @FXML
    private void openProject() {
        opener.chooseExisting();
    }

    @FXML
    private void openSample() {
        opener.openSample();
    }

    @FXML
    private void quit() {
        Window window = menuBar.getScene().getWindow();
        Event.fireEvent(window, new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    @FXML
    private void showDiskSpace() {
        overlay.show(views.load("disk-space"));
    }

    @FXML
    private void showShortcuts() {
        overlay.show(views.load("shortcuts"));
    }

    @FXML
    private void showAbout() {
        overlay.show(views.load("about"));
    }
}
