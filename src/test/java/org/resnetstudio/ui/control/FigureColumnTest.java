package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.ResourceBundle;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

class FigureColumnTest extends ApplicationTest {
    private record Row(String name, OptionalDouble share) {}

    private final TableView<Row> table = new TableView<>();
    private final TableColumn<Row, OptionalDouble> column = new TableColumn<>("Share");

    @Override
    public void start(Stage stage) {
        table.getColumns().add(column);
        FigureColumn.connect(
                column,
                Row::share,
                new Quantities(ResourceBundle.getBundle("i18n.messages", Locale.ROOT))::percent,
                "–");
        table.getItems()
                .setAll(
                        new Row("none", OptionalDouble.empty()),
                        new Row("nine", OptionalDouble.of(0.09)),
                        new Row("all", OptionalDouble.of(1)),
                        new Row("none too", OptionalDouble.empty()),
                        new Row("eighty", OptionalDouble.of(0.8)));
        stage.setScene(new Scene(table, 300, 300));
        stage.show();
    }

    private List<String> sorted(TableColumn.SortType type) {
        interact(() -> {
            column.setSortType(type);
            table.getSortOrder().setAll(List.of(column));
            table.sort();
        });
        return table.getItems().stream().map(Row::name).toList();
    }

    @Test
    void numbersAreSortedByValueAndUndefinedOnesAreLastEitherWay() {
        assertThat(sorted(TableColumn.SortType.ASCENDING)).containsExactly("nine", "eighty", "all", "none", "none too");
        assertThat(sorted(TableColumn.SortType.DESCENDING))
                .containsExactly("all", "eighty", "nine", "none", "none too");
    }

    @Test
    void cellsReadAsPeopleWriteNumbers() {
        assertThat(lookup("9.0 %").tryQuery()).isPresent();
        assertThat(lookup("–").queryAll()).hasSizeGreaterThanOrEqualTo(2);
    }
}
