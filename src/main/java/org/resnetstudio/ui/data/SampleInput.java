package org.resnetstudio.ui.data;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.KeyEvent;
import org.resnetstudio.ui.control.ThumbnailGrid;
import org.resnetstudio.ui.shell.ClassifyAction;
import org.resnetstudio.ui.shell.StudioContext;

/** The keys and the menu of every grid of samples, which are the same everywhere. Used on the FX thread. */
public final class SampleInput {
    /** Two seconds. */
    private static final int PULSES_BETWEEN_LOOKS = 20;

    private final StudioContext context;
    private final ClassifyAction classify;
    private final ClassChoice classChoice;
    private final Panels panels;
    private ContextMenu menu = new ContextMenu();

    /**
     * The same keys and menus for all grids.
     *
     * @param classChoice chooses among classes that are too many for a menu
     */
    public SampleInput(StudioContext context, ClassifyAction classify, ClassChoice classChoice, Panels panels) {
        this.context = context;
        this.classify = classify;
        this.classChoice = classChoice;
        this.panels = panels;
    }

    /**
     * Connects a grid.
     *
     * @param open what Space, Enter and a double click do
     */
    public void connect(ThumbnailGrid<?> grid, SampleCommands commands, Runnable open) {
        grid.setOnOpen(index -> open.run());
        grid.addEventHandler(
                KeyEvent.KEY_PRESSED, new SampleKeys(commands, open, () -> classifyFocused(grid, commands)));
        grid.setOnContext((index, tile, x, y) -> {
            menu.hide();
            menu = menu(commands, tile);
            menu.show(tile, x, y);
        });
        context.pulse().add(new Looks(grid));
    }

    /** Looks every other second whether the files of the pictures in sight are there, while somebody can see them. */
    private static final class Looks implements Runnable {
        private final ThumbnailGrid<?> grid;
        private int pulses;

        Looks(ThumbnailGrid<?> grid) {
            this.grid = grid;
        }

        @Override
        public void run() {
            pulses = (pulses + 1) % PULSES_BETWEEN_LOOKS;
            if (pulses == 0 && grid.getScene() != null) {
                grid.recheck();
            }
        }
    }

    /** Asks the model about the picture with the focus. */
    public void classifyFocused(ThumbnailGrid<?> grid, SampleCommands commands) {
        commands.chosen().focused().ifPresent(sample -> classify.classify(sample.file(), grid.focusedNode()));
    }

    private ContextMenu menu(SampleCommands commands, Node tile) {
        return new SampleMenu(commands, context, sample -> classify.classify(sample.file(), tile), () -> {
                    classChoice.begin(commands);
                    panels.open("data-label");
                })
                .create();
    }
}
