package org.resnetstudio.ui.shell;

import java.util.Properties;
import javafx.fxml.FXML;
import javafx.scene.control.Label;

/** What this is, and the versions that a report of a fault should name. */
public final class AboutController {
    private final Overlay overlay;
    private final Properties versions;

    @FXML
    private Label studio;

    @FXML
    private Label java;

    @FXML
    private Label javafx;

    @FXML
    private Label system;

    /**
     * The panel.
     *
     * @param versions {@code studio.version}, and the properties of the Java virtual machine
     */
    public AboutController(Overlay overlay, Properties versions) {
        this.overlay = overlay;
        this.versions = versions;
    }

    @FXML
    private void initialize() {
        studio.setText(versions.getProperty("studio.version"));
        java.setText(versions.getProperty("java.runtime.version") + " (" + versions.getProperty("java.vendor") + ")");
        javafx.setText(versions.getProperty("javafx.runtime.version"));
        system.setText(versions.getProperty("os.name") + " " + versions.getProperty("os.version") + " "
                + versions.getProperty("os.arch"));
    }

    @FXML
    private void close() {
        overlay.close();
    }
}
