package org.resnetstudio.ui.train;

import javafx.fxml.FXML;
import org.resnetstudio.ui.shell.Overlay;

/** Binds {@code closing.fxml}: what happens to a run when the window is closed. */
public final class ClosingController {
    private final Overlay overlay;
    private final TrainModel model;
    private final Runnable closeWindow;

    /** For the loader of FXML; {@code closeWindow} closes without another question. */
    public ClosingController(Overlay overlay, TrainModel model, Runnable closeWindow) {
        this.overlay = overlay;
        this.model = model;
        this.closeWindow = closeWindow;
    }

    @FXML
    void keepTraining() {
        closeWindow.run();
    }

    @FXML
    void stopTraining() {
        model.stop();
        closeWindow.run();
    }

    @FXML
    void cancel() {
        overlay.close();
    }
}
