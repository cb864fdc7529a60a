package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ConfusionMatrixViewTest {
    private ConfusionMatrixView view;
    private final List<String> opened = new ArrayList<>();

    @Start
    void show(Stage stage) throws IOException {
        ResourceBundle messages = new PropertyResourceBundle(new StringReader("""
                matrix.actual=Actual
                matrix.predicted=Predicted
                matrix.legend=of the actual class
                quantity.percent={0} %
                matrix.cell=actual {0}, predicted {1}: {2} ({3})
                """));
        view = new ConfusionMatrixView();
        view.setMessages(messages);
        // Asymmetric on purpose: 3 cats were taken for dogs, 1 dog for a cat.
        view.setMatrix(ConfusionMatrix.of(new int[][] {{22, 3}, {1, 9}}), List.of("cat", "dog"));
        view.setOnCell((actual, predicted) -> opened.add(actual + "," + predicted));
        stage.setScene(new Scene(view, 500, 400));
        stage.show();
    }

    @Test
    void tooltipNamesActualFirstAndTheShareOfTheActualClass() {
        assertThat(view.describe(0, 1)).isEqualTo("actual cat, predicted dog: 3 (12 %)");
        assertThat(view.describe(1, 0)).isEqualTo("actual dog, predicted cat: 1 (10 %)");
    }

    @Test
    void arrowKeysAndEnterOpenACell(FxRobot robot) {
        robot.interact(view::requestFocus);
        robot.type(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.ENTER);

        assertThat(opened).containsExactly("0,1");
        assertThat(view.getAccessibleText()).isEqualTo("actual cat, predicted dog: 3 (12 %)");
    }

    @Test
    void clickOpensTheCellUnderTheMouse(FxRobot robot) {
        robot.interact(() -> {});
        double left = view.localToScreen(0, 0).getX();
        double top = view.localToScreen(0, 0).getY();
        // The lower left cell: actual dog, predicted cat.
        robot.clickOn(left + view.cellCentreX(0), top + view.cellCentreY(1));

        assertThat(opened).containsExactly("1,0");
    }

    @Test
    void aMatrixNeedsANameForEachClass() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.setMatrix(new ConfusionMatrix(3), List.of("cat", "dog")))
                .withMessageContaining("3 classes");
    }
}
