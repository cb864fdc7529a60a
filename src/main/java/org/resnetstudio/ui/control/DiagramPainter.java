package org.resnetstudio.ui.control;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.ui.control.DiagramLayout.Band;
import org.resnetstudio.ui.control.DiagramLayout.Item;
import org.resnetstudio.ui.control.DiagramLayout.Layer;
import org.resnetstudio.ui.control.DiagramLayout.Shortcut;

/** Paints one frame of a {@link NetworkDiagram}. */
final class DiagramPainter {
    private static final double JOIN_RADIUS = 7;
    private static final double CORNER = 8;

    private final NetworkDiagram diagram;
    private final DiagramLayout layout;
    private final GraphicsContext g;
    private final ResourceBundle messages;

    DiagramPainter(NetworkDiagram diagram, DiagramLayout layout, GraphicsContext g, ResourceBundle messages) {
        this.diagram = diagram;
        this.layout = layout;
        this.g = g;
        this.messages = messages;
    }

    /** Paints what lies in that part of the layout. */
    void paint(Rectangle2D view, double zoom) {
        g.save();
        g.scale(zoom, zoom);
        g.translate(-view.getMinX(), -view.getMinY());
        g.setTextBaseline(VPos.CENTER);
        Item previous = null;
        for (Band band : layout.bands()) {
            boolean visible = grown(band.bounds(), DiagramLayout.BAND_GAP).intersects(view);
            if (visible) {
                bandBackground(band);
            }
            for (Item item : band.items()) {
                boolean near = visible && grown(item.bounds(), 60).intersects(view);
                if (previous != null && (near || grown(previous.bounds(), 60).intersects(view))) {
                    wire(previous, item);
                }
                previous = item;
            }
            if (visible) {
                band.items().stream()
                        .filter(i -> grown(i.bounds(), 60).intersects(view))
                        .forEach(this::item);
            }
        }
        g.restore();
    }

    private static Rectangle2D grown(Rectangle2D r, double by) {
        return new Rectangle2D(r.getMinX() - by, r.getMinY() - by, r.getWidth() + 2 * by, r.getHeight() + 2 * by);
    }

    private void bandBackground(Band band) {
        Rectangle2D r = band.bounds();
        g.setFill(diagram.subtle());
        g.fillRoundRect(r.getMinX(), r.getMinY(), r.getWidth(), r.getHeight(), 12, 12);
        boolean marked = Optional.ofNullable(diagram.selectionProperty().get())
                .filter(DiagramSelection.stage(band.stage())::equals)
                .isPresent();
        g.setStroke(marked ? diagram.accent() : diagram.line());
        g.setLineWidth(marked ? 2 : 1);
        g.strokeRoundRect(r.getMinX(), r.getMinY(), r.getWidth(), r.getHeight(), 12, 12);
        double y = r.getMinY() + 16;
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(Font.font(null, FontWeight.BOLD, 12));
        g.setFill(diagram.text());
        g.fillText(title(band), r.getMinX() + DiagramLayout.PAD + DiagramLayout.GAP, y);
        g.setFont(Font.font(12));
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFill(diagram.muted());
        DiagramLayout.Summary s = band.summary();
        String facts = format(
                "diagram.band", s.outputShape(), Quantities.shorten(s.parameters()), Quantities.shorten(s.flops()));
        g.fillText(facts, r.getMaxX() - DiagramLayout.PAD, y);
    }

    private String title(Band band) {
        if (band.stage() == 0) {
            return messages.getString("diagram.stem");
        }
        if (band.summary().blocks() == 0) {
            return messages.getString("diagram.head");
        }
        return format("diagram.stage", band.stage(), band.summary().blocks());
    }

    private String format(String key, Object... values) {
        return new MessageFormat(messages.getString(key), Locale.ENGLISH).format(values);
    }

    private void item(Item item) {
        if (item.unfolded()) {
            unfolded(item);
        } else {
            card(item);
            item.shortcut().ifPresent(kind -> arc(item, kind));
        }
    }

    /** Deeper stages are tinted more. */
    private Color tint(int stage) {
        int stages = layout.bands().size() - 2;
        return diagram.surface().interpolate(diagram.accent(), 0.04 + 0.2 * Math.min(stage, stages) / stages);
    }

    private void box(Rectangle2D r, Color fill, boolean selected, boolean hovered) {
        g.setFill(fill);
        g.fillRoundRect(r.getMinX(), r.getMinY(), r.getWidth(), r.getHeight(), CORNER, CORNER);
        g.setStroke(selected || hovered ? diagram.accent() : diagram.line());
        g.setLineWidth(selected ? 2 : 1);
        g.strokeRoundRect(r.getMinX(), r.getMinY(), r.getWidth(), r.getHeight(), CORNER, CORNER);
    }

    private boolean is(DiagramSelection selection, Item item) {
        if (selection == null || selection.stage() != item.key().stage()) {
            return false;
        }
        return item.key().block() >= 0
                ? selection.isBlock() && selection.block() == item.key().block()
                : selection.isLayer(item.layers().get(0).node());
    }

    private void card(Item item) {
        Rectangle2D r = item.bounds();
        boolean block = item.key().block() >= 0;
        box(
                r,
                block ? tint(item.key().stage()) : diagram.surface(),
                is(diagram.selectionProperty().get(), item),
                is(diagram.hoveredProperty().get(), item));
        g.setTextAlign(TextAlignment.CENTER);
        double middle = (r.getMinX() + r.getMaxX()) / 2;
        double y = r.getMinY() + 6 + DiagramLayout.LINE_HEIGHT / 2;
        List<String> lines = item.lines();
        for (int i = 0; i < lines.size(); i++) {
            g.setFont(Font.font(11));
            g.setFill(block || i == 0 ? diagram.text() : diagram.muted());
            g.fillText(lines.get(i), middle, y, r.getWidth() - 6);
            y += DiagramLayout.LINE_HEIGHT;
        }
    }

    /** The shortcut of a folded block: from before its card, over it, into the circle where it is added. */
    private void arc(Item item, Shortcut kind) {
        Rectangle2D r = item.bounds();
        double y = item.entryY();
        double joinX = r.getMaxX() + DiagramLayout.JOIN - JOIN_RADIUS - 3;
        double startX = r.getMinX() - 8;
        double top = r.getMinY() - 9;
        stroke(kind);
        g.beginPath();
        g.moveTo(startX, y);
        g.arcTo(startX, top, startX + 8, top, 6);
        g.lineTo(joinX - 8, top);
        g.arcTo(joinX, top, joinX, top + 8, 6);
        g.lineTo(joinX, y - JOIN_RADIUS);
        g.stroke();
        g.setLineDashes();
        if (kind != Shortcut.IDENTITY) {
            badge((r.getMinX() + r.getMaxX()) / 2, top, kind == Shortcut.PROJECTION ? "1×1" : "0");
        }
        g.setStroke(diagram.muted());
        g.setLineWidth(1.2);
        g.strokeLine(r.getMaxX(), y, joinX - JOIN_RADIUS, y);
        join(joinX, y);
    }

    private void stroke(Shortcut kind) {
        g.setStroke(kind == Shortcut.IDENTITY ? diagram.muted() : diagram.accent());
        g.setLineWidth(1.4);
        if (kind == Shortcut.ZERO_PAD) {
            g.setLineDashes(4, 3);
        } else {
            g.setLineDashes();
        }
    }

    private void badge(double x, double y, String text) {
        double width = text.length() > 1 ? 30 : 16;
        g.setFill(diagram.surface());
        g.fillRoundRect(x - width / 2, y - 8, width, 15, 15, 15);
        g.setStroke(diagram.accent());
        g.setLineWidth(1.2);
        g.strokeRoundRect(x - width / 2, y - 8, width, 15, 15, 15);
        g.setFill(diagram.text());
        g.setFont(Font.font(10));
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText(text, x, y - 0.5);
    }

    private void join(double x, double y) {
        g.setFill(diagram.surface());
        g.fillOval(x - JOIN_RADIUS, y - JOIN_RADIUS, 2 * JOIN_RADIUS, 2 * JOIN_RADIUS);
        g.setStroke(diagram.muted());
        g.setLineWidth(1.2);
        g.strokeOval(x - JOIN_RADIUS, y - JOIN_RADIUS, 2 * JOIN_RADIUS, 2 * JOIN_RADIUS);
        g.strokeLine(x - 3.5, y, x + 3.5, y);
        g.strokeLine(x, y - 3.5, x, y + 3.5);
    }

    private double exitX(Item item) {
        boolean folded = item.key().block() >= 0 && !item.unfolded();
        return item.bounds().getMaxX() + (folded ? DiagramLayout.JOIN - 3 : 0);
    }

    /** The line of data from one card to the next, on the same line or round the corner to the next line. */
    private void wire(Item from, Item to) {
        double x1 = exitX(from);
        double y1 = from.exitY();
        double x2 = to.bounds().getMinX();
        double y2 = to.entryY();
        g.setStroke(diagram.muted());
        g.setLineWidth(1.2);
        g.beginPath();
        g.moveTo(x1, y1);
        if (x2 > x1) {
            double bend = x2 - DiagramLayout.GAP / 2;
            g.lineTo(bend, y1);
            g.lineTo(bend, y2);
        } else {
            boolean sameBand = from.key().stage() == to.key().stage();
            double right = x1 + 8;
            double left = x2 - 14;
            double turn = sameBand
                    ? to.bounds().getMinY() - (to.unfolded() ? 7 : DiagramLayout.ARC + 7)
                    : band(to).getMinY() - DiagramLayout.BAND_GAP / 2;
            g.arcTo(right, y1, right, y1 + 8, 6);
            g.arcTo(right, turn, right - 8, turn, 6);
            g.arcTo(left, turn, left, turn + 8, 6);
            g.arcTo(left, y2, left + 6, y2, 6);
        }
        g.lineTo(x2 - 2, y2);
        g.stroke();
        arrow(x2, y2, 1, 0);
    }

    private Rectangle2D band(Item item) {
        return layout.bands().get(item.key().stage()).bounds();
    }

    /** An arrow head whose tip lies at a point, in the direction of (dx, dy). */
    private void arrow(double x, double y, double dx, double dy) {
        g.setFill(diagram.muted());
        g.fillPolygon(
                new double[] {x, x - 6 * dx - 3.5 * dy, x - 6 * dx + 3.5 * dy},
                new double[] {y, y - 6 * dy - 3.5 * dx, y - 6 * dy + 3.5 * dx},
                3);
    }

    private void unfolded(Item item) {
        Rectangle2D r = item.bounds();
        box(
                r,
                tint(item.key().stage()),
                is(diagram.selectionProperty().get(), item),
                is(diagram.hoveredProperty().get(), item));
        g.setFont(Font.font(null, FontWeight.BOLD, 11));
        g.setFill(diagram.text());
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(
                format("diagram.block", item.key().block() + 1),
                r.getMinX() + DiagramLayout.PAD,
                r.getMinY() + DiagramLayout.TITLE / 2 + 2);
        List<Layer> main = item.layers().stream()
                .filter(l -> !l.node().place().onShortcut())
                .toList();
        List<Layer> side = item.layers().stream()
                .filter(l -> l.node().place().onShortcut())
                .toList();
        down(main);
        sideRoute(main, side, item.shortcut().orElseThrow());
        Rectangle2D last = main.get(main.size() - 1).bounds();
        g.setStroke(diagram.muted());
        g.strokeLine(last.getMaxX(), item.exitY(), r.getMaxX(), item.exitY());
        item.layers().forEach(this::layer);
    }

    private void down(List<Layer> layers) {
        g.setLineWidth(1.2);
        for (int i = 0; i + 1 < layers.size(); i++) {
            Rectangle2D a = layers.get(i).bounds();
            Rectangle2D b = layers.get(i + 1).bounds();
            double x = (a.getMinX() + a.getMaxX()) / 2;
            g.setStroke(diagram.muted());
            g.strokeLine(x, a.getMaxY(), x, b.getMinY() - 2);
            arrow(x, b.getMinY(), 0, 1);
        }
    }

    /** The shortcut of an unfolded block, down its right side into the addition. */
    private void sideRoute(List<Layer> main, List<Layer> side, Shortcut kind) {
        Rectangle2D first = main.get(0).bounds();
        Rectangle2D add = main.stream()
                .filter(l -> l.node().operation() instanceof Operation.Add)
                .findFirst()
                .orElseThrow()
                .bounds();
        double x = side.isEmpty()
                ? first.getMaxX() + 12
                : (side.get(0).bounds().getMinX() + side.get(0).bounds().getMaxX()) / 2;
        double middle = (first.getMinX() + first.getMaxX()) / 2;
        double y = add.getMinY() + add.getHeight() / 2;
        stroke(kind);
        g.beginPath();
        g.moveTo(middle, first.getMinY() - 5);
        g.lineTo(x - 6, first.getMinY() - 5);
        g.arcTo(x, first.getMinY() - 5, x, first.getMinY() + 3, 6);
        g.lineTo(x, y - 6);
        g.arcTo(x, y, x - 6, y, 6);
        g.lineTo(add.getMaxX() + 2, y);
        g.stroke();
        g.setLineDashes();
        arrow(add.getMaxX(), y, -1, 0);
    }

    private void layer(Layer layer) {
        Node node = layer.node();
        Rectangle2D r = layer.bounds();
        DiagramSelection selected = diagram.selectionProperty().get();
        DiagramSelection hovered = diagram.hoveredProperty().get();
        box(r, diagram.surface(), selected != null && selected.isLayer(node), hovered != null && hovered.isLayer(node));
        double y = r.getMinY() + r.getHeight() / 2;
        g.setFont(Font.font(11));
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(diagram.text());
        g.fillText(shortName(node), r.getMinX() + 8, y);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFill(diagram.muted());
        g.fillText(DiagramLayout.facts(node), r.getMaxX() - 8, y);
    }

    /** The name within its block: {@code conv1} of {@code layer1.0.conv1}. */
    private static String shortName(Node node) {
        String[] parts = node.name().split("\\.", 3);
        return parts.length < 3 ? node.name() : parts[2];
    }
}
