package org.resnetstudio.ui.shell;

/** What the menu bar can do on behalf of a screen. The screen registers how with {@link Actions#register}. */
public enum AppAction {
    IMPORT_PICTURES(ScreenId.DATA, true),
    IMPORT_FOLDER(ScreenId.DATA, true),
    SPLIT(ScreenId.DATA, true),
    UNDO(ScreenId.DATA, false),
    REDO(ScreenId.DATA, false),
    SELECT_ALL(ScreenId.DATA, false),
    TRAIN_START(ScreenId.TRAIN, true),
    TRAIN_RESUME(ScreenId.TRAIN, true),
    TRAIN_STOP(ScreenId.TRAIN, true),
    TRAIN_PAUSE(ScreenId.TRAIN, true),
    TRAIN_CHECKPOINT(ScreenId.TRAIN, true),
    TRAIN_CHANGE(ScreenId.TRAIN, true),
    TRAIN_AUGMENT(ScreenId.TRAIN, true),
    CLASSIFY_FILE(ScreenId.USE, true),
    EXPORT_MODEL(ScreenId.USE, true);

    private final ScreenId screen;
    private final boolean showsScreen;

    AppAction(ScreenId screen, boolean showsScreen) {
        this.screen = screen;
        this.showsScreen = showsScreen;
    }

    /** The screen whose action it is. */
    public ScreenId screen() {
        return screen;
    }

    /** Whether the screen comes to the front when the action runs; or else it acts on the screen that is shown, and on no other. */
    public boolean showsScreen() {
        return showsScreen;
    }
}
