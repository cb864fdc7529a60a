package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class TableWidthsTest extends ApplicationTest {
    private TableView<String> table;

    @Override
    public void start(Stage stage) {
        table = new TableView<>();
        table.getColumns().setAll(List.of(column("Name", 200), column("Parameters", 100)));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableWidths.connect(table);
        stage.setScene(new Scene(new StackPane(table), 600, 200));
        stage.show();
    }

    private static TableColumn<String, String> column(String name, double width) {
        TableColumn<String, String> column = new TableColumn<>(name);
        column.setPrefWidth(width);
        return column;
    }

    private List<Double> widthsAt(double width) {
        interact(() -> table.setMaxWidth(width));
        WaitForAsyncUtils.waitForFxEvents();
        return table.getColumns().stream().map(TableColumn::getWidth).toList();
    }

    @Test
    void columnsShareTheWidthOrKeepWhatTheyNeed() {
        assertThat(sum(widthsAt(500))).isCloseTo(500, within(4.0));
        assertThat(widthsAt(220)).containsExactly(200.0, 100.0);
        assertThat(widthsAt(150)).containsExactly(200.0, 100.0);
        assertThat(sum(widthsAt(400))).isCloseTo(400, within(4.0));
    }

    private static double sum(List<Double> widths) {
        return widths.stream().mapToDouble(Double::doubleValue).sum();
    }
}
