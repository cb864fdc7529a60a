package org.resnetstudio.ui.control;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** How wide the columns of a table are. */
public final class TableWidths {
    private TableWidths() {}

    /**
     * Lets the columns share the width of their table, and keep the widths that they prefer where the table is narrower, so that it
     * scrolls sideways and what is in them can be read.
     */
    public static void connect(TableView<?> table) {
        var sharing = table.getColumnResizePolicy();
        table.widthProperty()
                .subscribe(width -> fit(table, width.doubleValue(), () -> table.setColumnResizePolicy(sharing)));
    }

    private static <S> void fit(TableView<S> table, double width, Runnable share) {
        double preferred = table.getColumns().stream()
                .mapToDouble(TableColumn::getPrefWidth)
                .sum();
        boolean narrow = width > 0 && width < preferred;
        boolean wasNarrow = table.getColumnResizePolicy() == TableView.UNCONSTRAINED_RESIZE_POLICY;
        if (narrow && !wasNarrow) {
            table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
            table.getColumns().forEach(column -> table.resizeColumn(column, column.getPrefWidth() - column.getWidth()));
        } else if (!narrow && wasNarrow) {
            share.run();
        }
    }
}
