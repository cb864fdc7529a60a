package org.resnetstudio.ui.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCombination;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.javafx.FontIcon;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.ui.control.ClassColors;
import org.resnetstudio.ui.shell.ClassifyAction;
import org.resnetstudio.ui.shell.StudioContext;

/** The menu of a right click on a thumbnail. */
final class SampleMenu {
    private static final int KEYS = 9;
    private static final int MARK_PX = 12;

    private final DataModel model;
    private final StudioContext context;
    private final ClassifyAction classify;

    SampleMenu(DataModel model, StudioContext context, ClassifyAction classify) {
        this.model = model;
        this.context = context;
        this.classify = classify;
    }

    /** The menu for what is selected now. */
    ContextMenu create(Node tile) {
        ContextMenu menu = new ContextMenu();
        Optional<Sample> focused = model.focused();
        boolean excluded = model.selected().stream().allMatch(Sample::excluded);
        menu.getItems()
                .addAll(
                        item(
                                "data.menu.classify",
                                "fth-zap",
                                "C",
                                () -> focused.ifPresent(s -> classify.classify(s.file(), tile))),
                        labelMenu(),
                        splitMenu(),
                        new SeparatorMenuItem(),
                        item(
                                "data.menu.show",
                                "fth-folder",
                                "",
                                () -> focused.ifPresent(
                                        s -> context.fileManager().show(s.file()))),
                        item("data.menu.copy-path", "fth-copy", "", () -> copy(model.selectedFiles())),
                        new SeparatorMenuItem(),
                        item(
                                excluded ? "data.menu.include" : "data.menu.exclude",
                                "fth-slash",
                                "X",
                                model::toggleExcluded),
                        item("data.menu.remove", "fth-trash-2", "Shift+Delete", model::removeSelected));
        return menu;
    }

    private Menu labelMenu() {
        Menu menu = new Menu(context.messages().text("data.menu.label"), new FontIcon("fth-tag"));
        for (int i = 0; i < model.classes().size(); i++) {
            int index = i;
            MenuItem item =
                    new MenuItem(model.classes().get(i).name(), new Rectangle(MARK_PX, MARK_PX, ClassColors.of(i)));
            item.setMnemonicParsing(false);
            if (i < KEYS) {
                item.setAccelerator(KeyCombination.valueOf(String.valueOf(i + 1)));
            }
            item.setOnAction(event -> model.label(index));
            menu.getItems().add(item);
        }
        menu.getItems().addAll(new SeparatorMenuItem(), item("data.menu.no-label", "fth-x", "0", model::clearLabel));
        return menu;
    }

    private Menu splitMenu() {
        Menu menu = new Menu(context.messages().text("data.menu.split"), new FontIcon("fth-pie-chart"));
        Arrays.stream(Split.values())
                .map(split -> item(
                        "data.split-filter." + SplitFilter.valueOf(split.name()).key(),
                        "",
                        "",
                        () -> model.setSplit(Optional.of(split))))
                .forEach(menu.getItems()::add);
        menu.getItems().add(item("data.split-filter.unassigned", "", "", () -> model.setSplit(Optional.empty())));
        return menu;
    }

    private MenuItem item(String key, String icon, String accelerator, Runnable action) {
        MenuItem item = new MenuItem(context.messages().text(key));
        if (!icon.isEmpty()) {
            item.setGraphic(new FontIcon(icon));
        }
        if (!accelerator.isEmpty()) {
            item.setAccelerator(KeyCombination.valueOf(accelerator));
        }
        item.setOnAction(event -> action.run());
        return item;
    }

    private static void copy(List<Path> files) {
        ClipboardContent content = new ClipboardContent();
        content.putString(files.stream().map(Path::toString).collect(Collectors.joining("\n")));
        content.putFiles(files.stream().map(Path::toFile).toList());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
