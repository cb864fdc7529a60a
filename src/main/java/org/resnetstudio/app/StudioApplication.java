package org.resnetstudio.app;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/** The desktop's window. */
public final class StudioApplication extends Application {
    @Override
    public void start(Stage stage) {
        stage.setTitle("ResNet Studio");
        stage.setScene(new Scene(new Label("ResNet Studio"), 640, 480));
        stage.show();
    }
}
