package org.resnetstudio.ui.control;

import java.util.Locale;
import javafx.scene.paint.Color;

/** Draws into the text of an SVG 1.1 file. */
final class SvgPen implements Pen {
    /** Width of an average character in parts of the size of the font, to know when text must be squeezed. */
    private static final double CHARACTER = 0.62;

    private final StringBuilder svg = new StringBuilder();

    /**
     * A new picture.
     *
     * @param title for screen readers and browsers
     */
    SvgPen(String title, double width, double height, Color background) {
        append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$s\" height=\"%2$s\" viewBox=\"0 0 %1$s %2$s\""
                        + " font-family=\"system-ui, sans-serif\">\n<title>%3$s</title>\n",
                number(width), number(height), escape(title));
        append("<rect width=\"%s\" height=\"%s\" fill=\"%s\"/>\n", number(width), number(height), color(background));
    }

    /** The whole file. */
    String finish() {
        return svg + "</svg>\n";
    }

    @Override
    public void box(Box box, double diameter, Color fill, Color line, double width) {
        append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\" stroke=\"%s\""
                        + " stroke-width=\"%s\"/>\n",
                number(box.x()),
                number(box.y()),
                number(box.width()),
                number(box.height()),
                number(diameter / 2),
                color(fill),
                color(line),
                number(width));
    }

    @Override
    public void circle(double x, double y, double radius, Color fill, Color line, double width) {
        append(
                "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>\n",
                number(x), number(y), number(radius), color(fill), color(line), number(width));
    }

    @Override
    public void path(Path path, Color line, double width, boolean dashed) {
        SvgTracer tracer = new SvgTracer();
        path.draw(tracer);
        append(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s/>\n",
                tracer.commands.toString().strip(),
                color(line),
                number(width),
                dashed ? " stroke-dasharray=\"4 3\"" : "");
    }

    @Override
    public void triangle(double[] xs, double[] ys, Color fill) {
        append(
                "<path d=\"M %s %s L %s %s L %s %s Z\" fill=\"%s\"/>\n",
                number(xs[0]), number(ys[0]), number(xs[1]), number(ys[1]), number(xs[2]), number(ys[2]), color(fill));
    }

    @Override
    public void text(String text, double x, double y, double most, Style style) {
        String anchor =
                switch (style.side()) {
                    case LEFT -> "start";
                    case CENTER -> "middle";
                    case RIGHT -> "end";
                };
        boolean squeezed = text.length() * CHARACTER * style.size() > most;
        append(
                "<text x=\"%s\" y=\"%s\" dy=\"0.35em\" font-size=\"%s\" text-anchor=\"%s\" fill=\"%s\"%s%s>%s</text>\n",
                number(x),
                number(y),
                number(style.size()),
                anchor,
                color(style.color()),
                style.bold() ? " font-weight=\"bold\"" : "",
                squeezed ? " textLength=\"" + number(most) + "\" lengthAdjust=\"spacingAndGlyphs\"" : "",
                escape(text));
    }

    private void append(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    private static String color(Color color) {
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(255 * color.getRed()),
                Math.round(255 * color.getGreen()),
                Math.round(255 * color.getBlue()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Corners become quadratic curves through the point that they cut. */
    private static final class SvgTracer implements Tracer {
        private final StringBuilder commands = new StringBuilder();
        private double lastX;
        private double lastY;

        @Override
        public void moveTo(double x, double y) {
            add("M", x, y);
        }

        @Override
        public void lineTo(double x, double y) {
            add("L", x, y);
        }

        @Override
        public void corner(double x, double y, double towardsX, double towardsY, double radius) {
            double before = Math.hypot(lastX - x, lastY - y);
            double behind = Math.hypot(towardsX - x, towardsY - y);
            if (before == 0 || behind == 0) {
                lineTo(x, y);
                return;
            }
            double cut = Math.min(radius, Math.min(before, behind));
            lineTo(x + (lastX - x) * cut / before, y + (lastY - y) * cut / before);
            commands.append("Q ")
                    .append(number(x))
                    .append(' ')
                    .append(number(y))
                    .append(' ');
            add("", x + (towardsX - x) * cut / behind, y + (towardsY - y) * cut / behind);
        }

        private void add(String command, double x, double y) {
            commands.append(command)
                    .append(' ')
                    .append(number(x))
                    .append(' ')
                    .append(number(y))
                    .append(' ');
            lastX = x;
            lastY = y;
        }
    }
}
