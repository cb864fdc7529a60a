package org.resnetstudio.ui.control;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

/** Columns of numbers: sorted by value and not by their digits, with what is undefined last in either order. */
public final class FigureColumn {
    private FigureColumn() {}

    /**
     * Connects a column.
     *
     * @param figure of a row; empty where it is undefined
     * @param text how people read it
     * @param undefined what is shown where it is undefined
     */
    public static <S> void connect(
            TableColumn<S, OptionalDouble> column,
            Function<S, OptionalDouble> figure,
            DoubleFunction<String> text,
            String undefined) {
        column.getStyleClass().add("figures");
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(figure.apply(row.getValue())));
        column.setCellFactory(c -> new FigureCell<>(text, undefined));
        column.setComparator(byValue(column));
    }

    /** A table turns the whole comparison round to sort downwards, so that the undefined ones have to be turned back. */
    private static Comparator<OptionalDouble> byValue(TableColumn<?, OptionalDouble> column) {
        return (a, b) -> {
            if (a.isPresent() && b.isPresent()) {
                return Double.compare(a.getAsDouble(), b.getAsDouble());
            }
            int undefinedLast = Boolean.compare(a.isEmpty(), b.isEmpty());
            return column.getSortType() == TableColumn.SortType.DESCENDING ? -undefinedLast : undefinedLast;
        };
    }

    private static final class FigureCell<S> extends TableCell<S, OptionalDouble> {
        private final DoubleFunction<String> text;
        private final String undefined;

        FigureCell(DoubleFunction<String> text, String undefined) {
            this.text = text;
            this.undefined = undefined;
            getStyleClass().add("figures");
        }

        @Override
        protected void updateItem(OptionalDouble figure, boolean empty) {
            super.updateItem(figure, empty);
            if (empty || figure == null) {
                setText("");
            } else {
                setText(figure.isPresent() ? text.apply(figure.getAsDouble()) : undefined);
            }
        }
    }
}
