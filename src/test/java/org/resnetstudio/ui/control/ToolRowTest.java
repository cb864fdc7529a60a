package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class ToolRowTest extends ApplicationTest {
    private Tooltip own;
    private Button unfold;
    private Button fit;
    private Label words;
    private ToolRow row;

    @Override
    public void start(Stage stage) {
        unfold = new Button("Unfold all of the blocks", new Rectangle(16, 16));
        fit = new Button("Fit to the window", new Rectangle(16, 16));
        own = new Tooltip("Shows all of the network");
        fit.setTooltip(own);
        words = new Label("100 %");
        row = new ToolRow();
        row.getChildren().setAll(unfold, words, fit);
        StackPane pane = new StackPane(row);
        stage.setScene(new Scene(pane, 600, 100));
        stage.show();
    }

    private void setWidth(double width) {
        interact(() -> row.setMaxWidth(width));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void withoutRoomForTheWordsThePicturesAreShownAndTheTooltipsSayThem() {
        assertThat(unfold.getContentDisplay()).isEqualTo(ContentDisplay.LEFT);
        assertThat(unfold.getTooltip()).isNull();

        setWidth(150);

        assertThat(unfold.getContentDisplay()).isEqualTo(ContentDisplay.GRAPHIC_ONLY);
        assertThat(unfold.getTooltip().getText()).isEqualTo("Unfold all of the blocks");
        assertThat(unfold.getWidth()).isLessThan(60);
        assertThat(fit.getContentDisplay()).isEqualTo(ContentDisplay.GRAPHIC_ONLY);
        assertThat(fit.getTooltip()).isSameAs(own);
        assertThat(own.getText()).isEqualTo("Shows all of the network");
        assertThat(words.getContentDisplay()).isEqualTo(ContentDisplay.LEFT);

        setWidth(590);

        assertThat(unfold.getContentDisplay()).isEqualTo(ContentDisplay.LEFT);
        assertThat(unfold.getTooltip()).isNull();
        assertThat(fit.getTooltip()).isSameAs(own);
        assertThat(unfold.getWidth()).isGreaterThan(100);
    }
}
