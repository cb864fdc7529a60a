package org.resnetstudio.ui.control;

import javafx.scene.paint.Color;

/** What a diagram is drawn with, on the screen or into a file. Coordinates are those of the diagram. */
interface Pen {
    /** Where text stands in relation to its point. */
    enum Side {
        LEFT,
        CENTER,
        RIGHT
    }

    /**
     * A rectangle with round corners.
     *
     * @param diameter of the corners
     */
    void box(Box box, double diameter, Color fill, Color line, double width);

    /** A circle. */
    void circle(double x, double y, double radius, Color fill, Color line, double width);

    /** The outline of a path. */
    void path(Path path, Color line, double width, boolean dashed);

    /** A filled triangle; three corners. */
    void triangle(double[] xs, double[] ys, Color fill);

    /**
     * A line of text whose middle has that height.
     *
     * @param most its greatest width; it is made narrower if need be
     */
    void text(String text, double x, double y, double most, Style style);

    /** How text looks. */
    record Style(double size, boolean bold, Side side, Color color) {}

    /** A rectangle. */
    record Box(double x, double y, double width, double height) {}

    /** Lines and quarter circles, one after another. */
    interface Path {
        /** Hands the parts to whoever draws them. */
        void draw(Tracer tracer);
    }

    /** Draws the parts of a path. */
    interface Tracer {
        void moveTo(double x, double y);

        void lineTo(double x, double y);

        /** A rounded corner at a point on the way to a target, as in {@code GraphicsContext.arcTo}. */
        void corner(double x, double y, double towardsX, double towardsY, double radius);
    }
}
