package org.resnetstudio.app;

import java.util.Map;
import java.util.Optional;
import javafx.application.Application;

/**
 * The desktop's entry point.
 *
 * <p>It does not extend {@link Application}, so that the desktop starts from a plain class path too, and so that a
 * display that cannot be opened is told in one sentence with its own exit code.
 */
public final class Launcher {
    /** The exit code when no display can be opened. */
    static final int NO_DISPLAY = 3;

    private Launcher() {}

    /**
     * Opens the desktop and returns when its last window is closed.
     *
     * @param args the project folder to open, or nothing
     */
    public static void main(String[] args) {
        try {
            Application.launch(StudioApplication.class, args);
        } catch (UnsupportedOperationException e) {
            Optional<String> problem =
                    displayProblem(e, System.getenv(), System.getProperty("studio.command", "studio"));
            if (problem.isEmpty()) {
                throw e;
            }
            System.err.println(problem.get());
            System.exit(NO_DISPLAY);
        }
    }

    /**
     * What to tell about a failure to start.
     *
     * @param command how this program is called in a terminal
     * @return nothing unless it is JavaFX not finding a display
     */
    static Optional<String> displayProblem(
            UnsupportedOperationException failure, Map<String, String> environment, String command) {
        String message = failure.getMessage();
        if (message == null || !message.startsWith("Unable to open DISPLAY")) {
            return Optional.empty();
        }
        String display = environment.getOrDefault("DISPLAY", "");
        return Optional.of("studio: No display can be opened (DISPLAY is " + (display.isEmpty() ? "not set" : display)
                + "): start it in a graphical session, or do the same work in the terminal with: " + command
                + " train --help");
    }
}
