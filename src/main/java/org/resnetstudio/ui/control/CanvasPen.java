package org.resnetstudio.ui.control;

import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/** Draws on a canvas. */
final class CanvasPen implements Pen {
    private final GraphicsContext g;
    private final String fontFamily;

    /**
     * For a part of a drawing; what is on the canvas stays below it.
     *
     * @param fontFamily of all text
     * @param view part that fills the canvas
     * @param scale pixels of the canvas for each unit of the drawing
     */
    CanvasPen(GraphicsContext g, String fontFamily, Rectangle2D view, double scale) {
        this.g = g;
        this.fontFamily = fontFamily;
        g.setTransform(scale, 0, 0, scale, -scale * view.getMinX(), -scale * view.getMinY());
        g.setTextBaseline(VPos.CENTER);
    }

    @Override
    public void box(Box box, double diameter, Color fill, Color line, double width) {
        g.setFill(fill);
        g.fillRoundRect(box.x(), box.y(), box.width(), box.height(), diameter, diameter);
        g.setStroke(line);
        g.setLineWidth(width);
        g.strokeRoundRect(box.x(), box.y(), box.width(), box.height(), diameter, diameter);
    }

    @Override
    public void circle(double x, double y, double radius, Color fill, Color line, double width) {
        g.setFill(fill);
        g.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        g.setStroke(line);
        g.setLineWidth(width);
        g.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    @Override
    public void path(Path path, Color line, double width, boolean dashed) {
        g.setStroke(line);
        g.setLineWidth(width);
        if (dashed) {
            g.setLineDashes(4, 3);
        }
        g.beginPath();
        path.draw(new Tracer() {
            @Override
            public void moveTo(double x, double y) {
                g.moveTo(x, y);
            }

            @Override
            public void lineTo(double x, double y) {
                g.lineTo(x, y);
            }

            @Override
            public void corner(double x, double y, double towardsX, double towardsY, double radius) {
                g.arcTo(x, y, towardsX, towardsY, radius);
            }
        });
        g.stroke();
        g.setLineDashes();
    }

    @Override
    public void triangle(double[] xs, double[] ys, Color fill) {
        g.setFill(fill);
        g.fillPolygon(xs, ys, xs.length);
    }

    @Override
    public void text(String text, double x, double y, double most, Style style) {
        g.setFont(Font.font(fontFamily, style.bold() ? FontWeight.BOLD : FontWeight.NORMAL, style.size()));
        g.setFill(style.color());
        g.setTextAlign(TextAlignment.valueOf(style.side().name()));
        g.fillText(text, x, y, most);
    }
}
