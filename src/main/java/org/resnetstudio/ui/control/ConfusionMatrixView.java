package org.resnetstudio.ui.control;

import java.util.List;
import java.util.ResourceBundle;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.Font;
import javafx.util.Duration;
import org.resnetstudio.evaluation.ConfusionMatrix;

/**
 * A confusion matrix with heat: rows actual, columns predicted, colours normalised by row. It scrolls when its cells would become too
 * small to read; the arrow keys move between cells, Enter and a click open one. Keys {@code matrix.*} of the messages are used.
 */
public final class ConfusionMatrixView extends ThemedRegion {
    /** Called when a cell is clicked. */
    @FunctionalInterface
    public interface CellHandler {
        /** The indices of the actual and the predicted class. */
        void open(int actual, int predicted);
    }

    private final Canvas canvas = new Canvas();
    private final ScrollBar horizontal = new ScrollBar();
    private final ScrollBar vertical = new ScrollBar();
    private final Tooltip tooltip = new Tooltip();
    private Quantities texts;
    private ConfusionMatrix matrix;
    private List<String> classes = List.of();
    private CellHandler handler = (actual, predicted) -> {};
    private MatrixGeometry geometry = MatrixGeometry.fit(0, 0, 0, 0, 1);
    private Font measuredIn;
    private double widestLabel;
    private double rowLabelWidth;
    private double columnLabelWidth;
    private int row = -1;
    private int column = -1;

    /** An empty matrix. */
    public ConfusionMatrixView() {
        getStyleClass().addAll("themed", "confusion-matrix-view");
        vertical.setOrientation(Orientation.VERTICAL);
        getChildren().addAll(canvas, horizontal, vertical);
        horizontal.valueProperty().addListener(o -> requestLayout());
        vertical.valueProperty().addListener(o -> requestLayout());
        tooltip.setShowDelay(Duration.millis(150));
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
        focusedProperty().addListener(o -> requestLayout());
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> point(e.getX(), e.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> point(-1, -1));
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /** The words: {@code matrix.actual}, {@code matrix.predicted}, {@code matrix.cell}, {@code matrix.legend}. */
    public void setMessages(ResourceBundle messages) {
        texts = new Quantities(messages);
        requestLayout();
    }

    /** Shows a matrix; the caller does not change it afterwards. {@code null} shows nothing. */
    public void setMatrix(ConfusionMatrix matrix, List<String> classes) {
        if (matrix != null && matrix.classes() != classes.size()) {
            throw new IllegalArgumentException(
                    "A matrix of " + matrix.classes() + " classes needs as many names, not " + classes.size() + ".");
        }
        if (!this.classes.equals(classes)) {
            this.classes = List.copyOf(classes);
            measuredIn = null;
            row = -1;
            column = -1;
        }
        this.matrix = matrix;
        announce();
        requestLayout();
    }

    /** Called when a cell is opened by a click or the Enter key. */
    public void setOnCell(CellHandler handler) {
        this.handler = handler;
    }

    /** The sentence about a cell, as its tooltip shows it: {@code actual cat, predicted dog: 3 (12 %)}. */
    String describe(int actual, int predicted) {
        int support = matrix.support(actual);
        String share = support == 0 ? "–" : texts.wholePercent((double) matrix.count(actual, predicted) / support);
        return texts.text(
                "matrix.cell", classes.get(actual), classes.get(predicted), matrix.count(actual, predicted), share);
    }

    /** Once for each set of names, and again in another font. */
    private double widestLabel() {
        Font font = Font.font(fontFamily(), MatrixPainter.LABEL_SIZE);
        if (!font.equals(measuredIn)) {
            measuredIn = font;
            widestLabel = classes.stream()
                    .mapToDouble(name -> MatrixPainter.width(name, font))
                    .max()
                    .orElse(0);
        }
        return widestLabel;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        canvas.setWidth(width);
        canvas.setHeight(height);
        canvas.getGraphicsContext2D().clearRect(0, 0, width, height);
        boolean shown = matrix != null && texts != null && width > 0 && height > 0;
        if (shown) {
            rowLabelWidth = Math.min(widestLabel(), MatrixGeometry.mostForLabels(width));
            columnLabelWidth = Math.min(widestLabel(), MatrixGeometry.mostForLabels(height));
            geometry = MatrixGeometry.fit(width, height, rowLabelWidth, columnLabelWidth, classes.size());
        }
        layoutBar(horizontal, shown ? geometry.maxScrollX() : 0, geometry.gridWidth());
        layoutBar(vertical, shown ? geometry.maxScrollY() : 0, geometry.gridHeight());
        double right = geometry.left() + geometry.gridWidth();
        double bottom = geometry.top() + geometry.gridHeight();
        horizontal.resizeRelocate(geometry.left(), bottom, geometry.gridWidth(), 12);
        vertical.resizeRelocate(right, geometry.top(), 12, geometry.gridHeight());
        if (shown) {
            new MatrixPainter(this, geometry, canvas.getGraphicsContext2D(), texts).paint(matrix, classes);
        }
    }

    private static void layoutBar(ScrollBar bar, double max, double visible) {
        bar.setVisible(max > 0);
        bar.setMax(max);
        bar.setVisibleAmount(max > 0 ? max * visible / (visible + max) : 0);
        bar.setUnitIncrement(MatrixGeometry.SMALLEST_CELL);
        if (bar.getValue() > max) {
            bar.setValue(max);
        }
    }

    double scrollX() {
        return horizontal.getValue();
    }

    double scrollY() {
        return vertical.getValue();
    }

    /** Where the middle of a column lies, from the left edge. */
    double cellCentreX(int ofColumn) {
        return geometry.left() + (ofColumn + 0.5) * geometry.cell() - scrollX();
    }

    /** Where the middle of a row lies, from the top edge. */
    double cellCentreY(int ofRow) {
        return geometry.top() + (ofRow + 0.5) * geometry.cell() - scrollY();
    }

    /** Room for the name of a row, in pixels. */
    double rowLabelWidth() {
        return rowLabelWidth;
    }

    /** Room for the name of a column, in pixels along its text. */
    double columnLabelWidth() {
        return columnLabelWidth;
    }

    int markedRow() {
        return row;
    }

    int markedColumn() {
        return column;
    }

    private void point(double x, double y) {
        if (matrix == null || texts == null) {
            return;
        }
        mark(
                geometry.index(y - geometry.top(), geometry.gridHeight(), scrollY()),
                geometry.index(x - geometry.left(), geometry.gridWidth(), scrollX()));
    }

    private void mark(int newRow, int newColumn) {
        if (newRow == row && newColumn == column) {
            return;
        }
        boolean inside = newRow >= 0 && newColumn >= 0;
        row = inside ? newRow : -1;
        column = inside ? newColumn : -1;
        if (inside) {
            tooltip.setText(describe(row, column));
            Tooltip.install(this, tooltip);
        } else {
            Tooltip.uninstall(this, tooltip);
        }
        announce();
        requestLayout();
    }

    private void announce() {
        setAccessibleText(matrix != null && texts != null && row >= 0 ? describe(row, column) : null);
    }

    private void clicked(MouseEvent event) {
        requestFocus();
        point(event.getX(), event.getY());
        open();
    }

    private void open() {
        if (matrix != null && row >= 0) {
            handler.open(row, column);
        }
    }

    private void scrolled(ScrollEvent event) {
        horizontal.setValue(Math.max(0, Math.min(horizontal.getMax(), scrollX() - event.getDeltaX())));
        vertical.setValue(Math.max(0, Math.min(vertical.getMax(), scrollY() - event.getDeltaY())));
        if (vertical.getMax() > 0 || horizontal.getMax() > 0) {
            event.consume();
        }
    }

    private void keyPressed(KeyEvent event) {
        if (matrix == null) {
            return;
        }
        int last = classes.size() - 1;
        switch (event.getCode()) {
            case UP -> move(Math.max(0, row - 1), Math.max(0, column));
            case DOWN -> move(Math.min(last, row + 1), Math.max(0, column));
            case LEFT -> move(Math.max(0, row), Math.max(0, column - 1));
            case RIGHT -> move(Math.max(0, row), Math.min(last, column + 1));
            case ENTER, SPACE -> open();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int newRow, int newColumn) {
        mark(newRow, newColumn);
        horizontal.setValue(visible(scrollX(), newColumn, geometry.gridWidth()));
        vertical.setValue(visible(scrollY(), newRow, geometry.gridHeight()));
    }

    private double visible(double scroll, int index, double room) {
        double start = index * geometry.cell();
        return Math.min(start, Math.max(scroll, start + geometry.cell() - room));
    }

    @Override
    protected double computePrefWidth(double height) {
        return 420;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 380;
    }
}
