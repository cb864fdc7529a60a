package org.resnetstudio.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.resnetstudio.evaluation.ConfusionMatrix;

/** Paints one frame of a {@link ConfusionMatrixView}. */
final class MatrixPainter {
    static final double LABEL_SIZE = 12;
    private static final double LEGEND_SIZE = 11;

    private final ConfusionMatrixView view;
    private final MatrixGeometry geometry;
    private final GraphicsContext g;
    private final Quantities texts;

    MatrixPainter(ConfusionMatrixView view, MatrixGeometry geometry, GraphicsContext g, Quantities texts) {
        this.view = view;
        this.geometry = geometry;
        this.g = g;
        this.texts = texts;
    }

    void paint(ConfusionMatrix matrix, List<String> classes) {
        cells(matrix);
        rowLabels(classes);
        columnLabels(classes);
        titles();
        legend();
    }

    private void cells(ConfusionMatrix matrix) {
        double cell = geometry.cell();
        g.save();
        g.beginPath();
        g.rect(geometry.left(), geometry.top(), geometry.gridWidth(), geometry.gridHeight());
        g.clip();
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(font(Math.max(9, Math.min(14, cell * 0.34))));
        int firstRow = (int) (view.scrollY() / cell);
        int firstColumn = (int) (view.scrollX() / cell);
        int lastRow = Math.min(geometry.classes() - 1, (int) ((view.scrollY() + geometry.gridHeight()) / cell));
        int lastColumn = Math.min(geometry.classes() - 1, (int) ((view.scrollX() + geometry.gridWidth()) / cell));
        for (int row = firstRow; row <= lastRow; row++) {
            int support = matrix.support(row);
            for (int column = firstColumn; column <= lastColumn; column++) {
                cell(row, column, matrix.count(row, column), support);
            }
        }
        g.restore();
    }

    private void cell(int row, int column, int count, int support) {
        double size = geometry.cell();
        double x = Math.round(geometry.left() + column * size - view.scrollX());
        double y = Math.round(geometry.top() + row * size - view.scrollY());
        Color fill = count == 0 ? view.subtle() : HeatRamp.color((double) count / support, view.dark());
        g.setFill(fill);
        g.fillRect(x + 0.5, y + 0.5, size - 1, size - 1);
        if (count > 0 || row == column) {
            g.setFill(count == 0 ? view.muted() : HeatRamp.textOn(fill));
            g.fillText(compact(count), x + size / 2, y + size / 2, size - 3);
        }
        if (row == view.markedRow() && column == view.markedColumn()) {
            g.setStroke(view.text());
            g.setLineWidth(2);
            g.strokeRect(x + 1, y + 1, size - 2, size - 2);
        }
    }

    /** Counts that would not fit a small cell are shortened. */
    private String compact(int count) {
        return geometry.cell() < 34 && count >= 1000 ? texts.shorten(count).replace(" ", "") : "" + count;
    }

    private void rowLabels(List<String> classes) {
        g.save();
        g.beginPath();
        g.rect(0, geometry.top(), geometry.left(), geometry.gridHeight());
        g.clip();
        g.setFont(font(LABEL_SIZE));
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < classes.size(); i++) {
            double y = geometry.top() + (i + 0.5) * geometry.cell() - view.scrollY();
            g.setFill(i == view.markedRow() ? view.text() : view.muted());
            g.fillText(shortened(classes.get(i), view.rowLabelWidth(), font(LABEL_SIZE)), geometry.left() - 8, y);
        }
        g.restore();
    }

    private void columnLabels(List<String> classes) {
        g.save();
        g.beginPath();
        g.rect(geometry.left() - 8, 18, geometry.gridWidth() + view.columnLabelWidth(), geometry.top() - 18);
        g.clip();
        g.setFont(font(LABEL_SIZE));
        g.setTextBaseline(VPos.CENTER);
        int angle = geometry.angle();
        g.setTextAlign(angle == 0 ? TextAlignment.CENTER : TextAlignment.LEFT);
        for (int i = 0; i < classes.size(); i++) {
            double x = geometry.left() + (i + 0.5) * geometry.cell() - view.scrollX();
            g.setFill(i == view.markedColumn() ? view.text() : view.muted());
            g.save();
            g.translate(x, geometry.top() - (angle == -90 ? 6 : 10));
            g.rotate(angle);
            g.fillText(shortened(classes.get(i), view.columnLabelWidth(), font(LABEL_SIZE)), 0, 0);
            g.restore();
        }
        g.restore();
    }

    private void titles() {
        g.setFill(view.muted());
        g.setFont(font(LABEL_SIZE));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText(texts.text("matrix.predicted"), geometry.left() + geometry.gridWidth() / 2, 9);
        g.save();
        g.translate(9, geometry.top() + geometry.gridHeight() / 2);
        g.rotate(-90);
        g.fillText(texts.text("matrix.actual"), 0, 0);
        g.restore();
    }

    private void legend() {
        double width = Math.min(120, geometry.gridWidth() * 0.4);
        double y = geometry.top() + geometry.gridHeight() + 20;
        String words = texts.text("matrix.legend");
        double whole = 12 + width + 8 + width(words, font(LEGEND_SIZE));
        double left = Math.max(0, Math.min(geometry.left(), view.getWidth() - whole));
        g.setFont(font(LEGEND_SIZE));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(view.muted());
        g.fillText("0", left, y);
        double start = left + 12;
        for (int i = 0; i < width; i++) {
            g.setFill(HeatRamp.color(i / width, view.dark()));
            g.fillRect(start + i, y - 4, 1.5, 8);
        }
        g.setFill(view.muted());
        g.fillText(words, start + width + 8, y);
    }

    private Font font(double size) {
        return Font.font(view.fontFamily(), size);
    }

    /** How wide a text is in a font. */
    static double width(String text, Font font) {
        Text measured = new Text(text);
        measured.setFont(font);
        return measured.getLayoutBounds().getWidth();
    }

    /** The middle is left out, because names of many classes often begin alike. */
    static String shortened(String name, double room, Font font) {
        // Half a pixel: what was measured for all names must fit.
        if (width(name, font) <= room + 0.5) {
            return name;
        }
        int kept = name.length() - 1;
        while (kept > 2 && width(withoutMiddle(name, kept), font) > room) {
            kept--;
        }
        return withoutMiddle(name, kept);
    }

    private static String withoutMiddle(String name, int kept) {
        int end = kept / 2;
        return name.substring(0, kept - end).strip() + "…"
                + name.substring(name.length() - end).strip();
    }
}
