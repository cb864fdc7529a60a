package org.resnetstudio.ui.control;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.paint.Color;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.ui.control.DiagramLayout.Band;
import org.resnetstudio.ui.control.DiagramLayout.Item;
import org.resnetstudio.ui.control.DiagramLayout.Layer;
import org.resnetstudio.ui.control.DiagramLayout.Shortcut;

/** Paints a network, one frame on the screen or the whole into a file. */
final class DiagramPainter {
    private static final double JOIN_RADIUS = 7;
    private static final double CORNER = 8;
    /** Width of a band in which not all of its facts have room beside its title. */
    private static final double NARROW = 480;

    private final DiagramLook look;
    private final DiagramLayout layout;
    private final Pen pen;
    private final Quantities texts;

    DiagramPainter(DiagramLook look, DiagramLayout layout, Pen pen, Quantities texts) {
        this.look = look;
        this.layout = layout;
        this.pen = pen;
        this.texts = texts;
    }

    /** Paints what lies in that part of the layout. */
    void paint(Rectangle2D view) {
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
    }

    private static Rectangle2D grown(Rectangle2D r, double by) {
        return new Rectangle2D(r.getMinX() - by, r.getMinY() - by, r.getWidth() + 2 * by, r.getHeight() + 2 * by);
    }

    private void bandBackground(Band band) {
        Rectangle2D r = band.bounds();
        boolean marked = look.selected()
                .filter(DiagramSelection.stage(band.stage())::equals)
                .isPresent();
        pen.box(box(r), 12, look.subtle(), marked ? look.accent() : look.line(), marked ? 2 : 1);
        double y = r.getMinY() + 16;
        pen.text(
                title(band),
                r.getMinX() + DiagramLayout.PAD + DiagramLayout.GAP,
                y,
                r.getWidth(),
                new Pen.Style(12, true, Pen.Side.LEFT, look.text()));
        DiagramLayout.Summary s = band.summary();
        String facts = texts.text(
                r.getWidth() < NARROW ? "diagram.band.narrow" : "diagram.band",
                s.outputShape(),
                texts.shorten(s.parameters()),
                texts.shorten(s.flops()));
        pen.text(
                facts,
                r.getMaxX() - DiagramLayout.PAD,
                y,
                r.getWidth(),
                new Pen.Style(12, false, Pen.Side.RIGHT, look.muted()));
    }

    private static Pen.Box box(Rectangle2D r) {
        return new Pen.Box(r.getMinX(), r.getMinY(), r.getWidth(), r.getHeight());
    }

    private String title(Band band) {
        if (band.stage() == 0) {
            return texts.text("diagram.stem");
        }
        if (band.summary().blocks() == 0) {
            return texts.text("diagram.head");
        }
        return texts.text("diagram.stage", band.stage(), band.summary().blocks());
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
        return look.surface().interpolate(look.accent(), 0.04 + 0.2 * Math.min(stage, stages) / stages);
    }

    private void box(Rectangle2D r, Color fill, boolean selected, boolean hovered) {
        pen.box(box(r), CORNER, fill, selected || hovered ? look.accent() : look.line(), selected ? 2 : 1);
    }

    private static boolean is(Optional<DiagramSelection> selection, Item item) {
        if (selection.isEmpty() || selection.get().stage() != item.key().stage()) {
            return false;
        }
        return item.key().block() >= 0
                ? selection.get().isBlock()
                        && selection.get().block() == item.key().block()
                : selection.get().isLayer(item.layers().get(0).node());
    }

    private void card(Item item) {
        Rectangle2D r = item.bounds();
        boolean block = item.key().block() >= 0;
        box(r, block ? tint(item.key().stage()) : look.surface(), is(look.selected(), item), is(look.hovered(), item));
        double middle = (r.getMinX() + r.getMaxX()) / 2;
        double y = r.getMinY() + 6 + DiagramLayout.LINE_HEIGHT / 2;
        List<String> lines = item.lines();
        for (int i = 0; i < lines.size(); i++) {
            boolean shape = i == lines.size() - 1;
            Color color = (block && !shape) || i == 0 ? look.text() : look.muted();
            pen.text(lines.get(i), middle, y, r.getWidth() - 6, new Pen.Style(11, false, Pen.Side.CENTER, color));
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
        shortcut(kind, path -> {
            path.moveTo(startX, y);
            path.corner(startX, top, startX + 8, top, 6);
            path.lineTo(joinX - 8, top);
            path.corner(joinX, top, joinX, top + 8, 6);
            path.lineTo(joinX, y - JOIN_RADIUS);
        });
        if (kind != Shortcut.IDENTITY) {
            badge((r.getMinX() + r.getMaxX()) / 2, top, kind == Shortcut.PROJECTION ? "1×1" : "0");
        }
        line(r.getMaxX(), y, joinX - JOIN_RADIUS, y);
        join(joinX, y);
    }

    private void shortcut(Shortcut kind, Pen.Path path) {
        Color color = kind == Shortcut.IDENTITY ? look.muted() : look.accent();
        pen.path(path, color, 1.4, kind == Shortcut.ZERO_PAD);
    }

    private void line(double x1, double y1, double x2, double y2) {
        pen.path(
                path -> {
                    path.moveTo(x1, y1);
                    path.lineTo(x2, y2);
                },
                look.muted(),
                1.2,
                false);
    }

    private void badge(double x, double y, String text) {
        double width = text.length() > 1 ? 30 : 16;
        pen.box(new Pen.Box(x - width / 2, y - 8, width, 15), 15, look.surface(), look.accent(), 1.2);
        pen.text(text, x, y - 0.5, width, new Pen.Style(10, false, Pen.Side.CENTER, look.text()));
    }

    private void join(double x, double y) {
        pen.circle(x, y, JOIN_RADIUS, look.surface(), look.muted(), 1.2);
        line(x - 3.5, y, x + 3.5, y);
        line(x, y - 3.5, x, y + 3.5);
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
        boolean sameBand = from.key().stage() == to.key().stage();
        pen.path(
                path -> {
                    path.moveTo(x1, y1);
                    if (x2 > x1) {
                        double bend = x2 - DiagramLayout.GAP / 2;
                        path.lineTo(bend, y1);
                        path.lineTo(bend, y2);
                    } else {
                        double right = x1 + 8;
                        double left = x2 - 14;
                        double turn = sameBand
                                ? to.lineTop() - DiagramLayout.LINE_GAP / 2
                                : band(to).getMinY() - DiagramLayout.BAND_GAP / 2;
                        path.corner(right, y1, right, y1 + 8, 6);
                        path.corner(right, turn, right - 8, turn, 6);
                        path.corner(left, turn, left, turn + 8, 6);
                        path.corner(left, y2, left + 6, y2, 6);
                    }
                    path.lineTo(x2 - 2, y2);
                },
                look.muted(),
                1.2,
                false);
        arrow(x2, y2, 1, 0);
    }

    private Rectangle2D band(Item item) {
        return layout.bands().get(item.key().stage()).bounds();
    }

    /** An arrow head whose tip lies at a point, in the direction of (dx, dy). */
    private void arrow(double x, double y, double dx, double dy) {
        pen.triangle(
                new double[] {x, x - 6 * dx - 3.5 * dy, x - 6 * dx + 3.5 * dy},
                new double[] {y, y - 6 * dy - 3.5 * dx, y - 6 * dy + 3.5 * dx},
                look.muted());
    }

    private void unfolded(Item item) {
        Rectangle2D r = item.bounds();
        box(r, tint(item.key().stage()), is(look.selected(), item), is(look.hovered(), item));
        pen.text(
                texts.text("diagram.block", item.key().block() + 1),
                r.getMinX() + DiagramLayout.PAD,
                r.getMinY() + DiagramLayout.TITLE / 2 + 2,
                r.getWidth(),
                new Pen.Style(11, true, Pen.Side.LEFT, look.text()));
        List<Layer> main = item.layers().stream()
                .filter(l -> l.node().place().path() != Node.Path.SHORTCUT)
                .toList();
        List<Layer> side = item.layers().stream()
                .filter(l -> l.node().place().path() == Node.Path.SHORTCUT)
                .toList();
        down(main);
        gateRoute(main);
        sideRoute(main, side, item.shortcut().orElseThrow());
        Rectangle2D last = main.get(main.size() - 1).bounds();
        line(last.getMaxX(), item.exitY(), r.getMaxX(), item.exitY());
        item.layers().forEach(this::layer);
    }

    private void down(List<Layer> layers) {
        for (int i = 0; i + 1 < layers.size(); i++) {
            Rectangle2D a = layers.get(i).bounds();
            Rectangle2D b = layers.get(i + 1).bounds();
            double x = (a.getMinX() + a.getMaxX()) / 2;
            line(x, a.getMaxY(), x, b.getMinY() - 2);
            arrow(x, b.getMinY(), 0, 1);
            pen.text(
                    DiagramLayout.shape(layers.get(i).node()),
                    x + 8,
                    (a.getMaxY() + b.getMinY()) / 2,
                    b.getWidth() / 2,
                    new Pen.Style(9, false, Pen.Side.LEFT, look.muted()));
        }
    }

    /** What squeeze-and-excitation weighs, down the block's left side past the layers that find the weights. */
    private void gateRoute(List<Layer> main) {
        for (Layer gate : main) {
            if (gate.node().operation() instanceof Operation.ChannelGate) {
                Rectangle2D from = main.stream()
                        .filter(l -> l.node().name().equals(gate.node().inputs().get(0)))
                        .findFirst()
                        .orElseThrow()
                        .bounds();
                double x = from.getMinX() - DiagramLayout.PAD / 2;
                double start = from.getMinY() + from.getHeight() / 2;
                double end = gate.bounds().getMinY() + gate.bounds().getHeight() / 2;
                pen.path(
                        path -> {
                            path.moveTo(from.getMinX(), start);
                            path.lineTo(x, start);
                            path.lineTo(x, end);
                            path.lineTo(gate.bounds().getMinX() - 2, end);
                        },
                        look.muted(),
                        1.2,
                        false);
                arrow(gate.bounds().getMinX(), end, 1, 0);
            }
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
        shortcut(kind, path -> {
            path.moveTo(middle, first.getMinY() - 5);
            path.lineTo(x - 6, first.getMinY() - 5);
            path.corner(x, first.getMinY() - 5, x, first.getMinY() + 3, 6);
            path.lineTo(x, y - 6);
            path.corner(x, y, x - 6, y, 6);
            path.lineTo(add.getMaxX() + 2, y);
        });
        arrow(add.getMaxX(), y, -1, 0);
    }

    private void layer(Layer layer) {
        Node node = layer.node();
        Rectangle2D r = layer.bounds();
        box(
                r,
                look.surface(),
                look.selected().filter(s -> s.isLayer(node)).isPresent(),
                look.hovered().filter(s -> s.isLayer(node)).isPresent());
        double y = r.getMinY() + r.getHeight() / 2;
        double most = r.getWidth() - 16;
        pen.text(shortName(node), r.getMinX() + 8, y, most, new Pen.Style(11, false, Pen.Side.LEFT, look.text()));
        pen.text(
                DiagramLayout.facts(node),
                r.getMaxX() - 8,
                y,
                most,
                new Pen.Style(11, false, Pen.Side.RIGHT, look.muted()));
    }

    /** The name within its block: {@code conv1} of {@code layer1.0.conv1}. */
    private static String shortName(Node node) {
        String[] parts = node.name().split("\\.", 3);
        return parts.length < 3 ? node.name() : parts[2];
    }
}
