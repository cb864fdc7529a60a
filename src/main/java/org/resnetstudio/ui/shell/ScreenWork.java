package org.resnetstudio.ui.shell;

/**
 * Work that is done for one screen alone: it waits until somebody looks. Due several times in the meantime, it is done once. Used on the FX
 * thread.
 */
public final class ScreenWork {
    private final Navigator navigator;
    private final ScreenId screen;
    private final Runnable work;
    private final boolean onceShownAlways;
    private boolean seen;
    private boolean due;

    private ScreenWork(Navigator navigator, ScreenId screen, boolean onceShownAlways, Runnable work) {
        this.navigator = navigator;
        this.screen = screen;
        this.onceShownAlways = onceShownAlways;
        this.work = work;
        navigator.currentProperty().subscribe(shown -> {
            seen |= shown == screen;
            doIfSeen();
        });
    }

    /** Work for a screen while it is shown; otherwise it is done when the screen is shown next. */
    public static ScreenWork whileShown(Navigator navigator, ScreenId screen, Runnable work) {
        return new ScreenWork(navigator, screen, false, work);
    }

    /** Work for a screen from the time on when it is shown first; for what other screens come to know of it, such as in the menu. */
    public static ScreenWork onceShown(Navigator navigator, ScreenId screen, Runnable work) {
        return new ScreenWork(navigator, screen, true, work);
    }

    /** The work is to be done, now or later. */
    public void due() {
        due = true;
        doIfSeen();
    }

    private void doIfSeen() {
        boolean wanted = navigator.current() == screen || (onceShownAlways && seen);
        if (due && wanted) {
            due = false;
            work.run();
        }
    }
}
