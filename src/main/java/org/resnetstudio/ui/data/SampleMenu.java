package org.resnetstudio.ui.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
import org.resnetstudio.ui.shell.StudioContext;

/** The menu of a right click on a thumbnail. */
final class SampleMenu {
    private static final int KEYS = 9;
    /** A longer menu would have to be scrolled. */
    private static final int MOST_CLASSES = 20;

    private static final int MARK_PX = 12;

    private final SampleCommands commands;
    private final StudioContext context;
    private final Consumer<Sample> classify;
    private final Runnable chooseClass;

    /**
     * A menu.
     *
     * @param classify asks the model about a picture
     * @param chooseClass lets a person choose among many classes
     */
    SampleMenu(SampleCommands commands, StudioContext context, Consumer<Sample> classify, Runnable chooseClass) {
        this.commands = commands;
        this.context = context;
        this.classify = classify;
        this.chooseClass = chooseClass;
    }

    /** The menu for what is chosen now. */
    ContextMenu create() {
        ContextMenu menu = new ContextMenu();
        Optional<Sample> focused = commands.chosen().focused();
        String exclude = commands.allExcluded() ? "data.menu.include" : "data.menu.exclude";
        menu.getItems()
                .addAll(
                        item("data.menu.classify", "fth-zap", "C", () -> focused.ifPresent(classify)),
                        labelMenu(),
                        splitMenu(),
                        new SeparatorMenuItem(),
                        item("data.menu.show", "fth-folder", "", () -> focused.ifPresent(this::showFile)),
                        item("data.menu.copy-path", "fth-copy", "", () -> copy(commands.files())),
                        new SeparatorMenuItem(),
                        item(exclude, "fth-slash", "X", commands::toggleExcluded),
                        item("data.menu.remove", "fth-trash-2", "Shift+Delete", commands::remove));
        return menu;
    }

    private void showFile(Sample sample) {
        context.fileManager().show(sample.file());
    }

    /** The classes; where they are many, the first ones, which have keys, and a way to find the others. */
    private Menu labelMenu() {
        Menu menu = new Menu(context.messages().text("data.menu.label"), new FontIcon("fth-tag"));
        int count = commands.classes().size();
        int listed = count > MOST_CLASSES ? KEYS : count;
        for (int i = 0; i < listed; i++) {
            int index = i;
            MenuItem item =
                    new MenuItem(commands.classes().get(i).name(), new Rectangle(MARK_PX, MARK_PX, ClassColors.of(i)));
            item.setMnemonicParsing(false);
            if (i < KEYS) {
                item.setAccelerator(KeyCombination.valueOf(String.valueOf(i + 1)));
            }
            item.setOnAction(event -> commands.label(index));
            menu.getItems().add(item);
        }
        if (listed < count) {
            menu.getItems().add(item("data.menu.find-class", "fth-search", "", chooseClass));
        }
        menu.getItems().addAll(new SeparatorMenuItem(), item("data.menu.no-label", "fth-x", "0", commands::clearLabel));
        return menu;
    }

    private Menu splitMenu() {
        Menu menu = new Menu(context.messages().text("data.menu.split"), new FontIcon("fth-pie-chart"));
        Arrays.stream(Split.values())
                .map(split -> item(
                        "data.split-filter." + SplitFilter.valueOf(split.name()).key(),
                        "",
                        "",
                        () -> commands.setSplit(Optional.of(split))))
                .forEach(menu.getItems()::add);
        menu.getItems().add(item("data.split-filter.unassigned", "", "", () -> commands.setSplit(Optional.empty())));
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
