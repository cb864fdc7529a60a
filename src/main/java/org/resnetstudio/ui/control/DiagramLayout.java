package org.resnetstudio.ui.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.Rectangle2D;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;

/**
 * Where every part of a network's diagram lies: bands from the stem down to the head, in each band its blocks from left to right in
 * as many lines as needed. A folded block is one card; an unfolded one shows its layers from top to bottom. Immutable.
 *
 * @param bands stem, stages and head, from the top
 * @param width in pixels at 100 %
 * @param height in pixels at 100 %
 */
record DiagramLayout(List<Band> bands, double width, double height) {
    static final double MARGIN = 16;
    static final double HEADER = 30;
    static final double BAND_GAP = 20;
    static final double PAD = 14;
    static final double CARD_WIDTH = 96;
    static final double LINE_HEIGHT = 15;
    static final double LAYER_WIDTH = 176;
    static final double LAYER_HEIGHT = 22;
    static final double LAYER_GAP = 17;
    static final double TITLE = 22;
    static final double GAP = 20;
    /** Room for the circle where a shortcut joins, behind a folded block. */
    static final double JOIN = 24;
    /** Room above a line of folded blocks for the arcs of their shortcuts. */
    static final double ARC = 18;

    static final double LINE_GAP = 14;

    /** A block's identity; block -1 stands for all of a stem or head. */
    record BlockKey(int stage, int block) {}

    /** A stage (or stem, or head) with the numbers of all its layers. */
    record Band(int stage, Rectangle2D bounds, List<Item> items, Summary summary) {}

    /** What the header of a band says; the shape is the one that leaves the band. */
    record Summary(int blocks, String outputShape, long parameters, long flops) {}

    /** A card in a band: a block, or one layer of stem or head; {@code lineTop} is where its line of cards begins, arcs included. */
    record Item(
            BlockKey key,
            Rectangle2D bounds,
            double lineTop,
            List<String> lines,
            List<Layer> layers,
            Optional<Shortcut> shortcut) {
        boolean unfolded() {
            return !layers.isEmpty() && key.block() >= 0;
        }

        /** Height at which the wire enters. */
        double entryY() {
            return unfolded() ? bounds.getMinY() + TITLE / 2 : (bounds.getMinY() + bounds.getMaxY()) / 2;
        }

        /** Height at which the wire leaves: from the last layer of an unfolded block. */
        double exitY() {
            return unfolded() ? bounds.getMaxY() - PAD - LAYER_HEIGHT / 2 : entryY();
        }
    }

    /** A layer with its place on the screen. */
    record Layer(Node node, Rectangle2D bounds) {}

    /** How a shortcut is drawn. */
    enum Shortcut {
        IDENTITY,
        PROJECTION,
        ZERO_PAD
    }

    /** Lays out a network in that width. */
    static DiagramLayout of(NetworkGraph graph, double width, Set<BlockKey> unfolded) {
        return new Builder(graph, Math.max(width, 320), unfolded).build();
    }

    /** All blocks of a network. */
    static Set<BlockKey> blocks(NetworkGraph graph) {
        Set<BlockKey> keys = new HashSet<>();
        graph.nodes().stream()
                .filter(n -> n.place().block() >= 0)
                .forEach(n -> keys.add(new BlockKey(n.place().stage(), n.place().block())));
        return keys;
    }

    /** The card at a point. */
    Optional<Item> itemAt(double x, double y) {
        return bands.stream()
                .filter(b -> b.bounds().contains(x, y))
                .flatMap(b -> b.items().stream())
                .filter(i -> i.bounds().contains(x, y))
                .findFirst();
    }

    /** The band at a point. */
    Optional<Band> bandAt(double x, double y) {
        return bands.stream().filter(b -> b.bounds().contains(x, y)).findFirst();
    }

    /** The card of a selection's block or layer. */
    Optional<Item> item(DiagramSelection selection) {
        return bands.stream()
                .flatMap(b -> b.items().stream())
                .filter(i -> i.key().stage() == selection.stage())
                .filter(i -> selection.block() >= 0
                        ? i.key().block() == selection.block()
                        : i.layers().stream().anyMatch(l -> selection.isLayer(l.node())))
                .findFirst();
    }

    /** Short facts of a layer: {@code 3×3, 64 /2}; groups as in Xie et al. 2017, table 1: {@code 3×3, 128, C=32}. */
    static String facts(Node node) {
        if (node.operation() instanceof Operation.Convolution c) {
            return c.kernel() + "×" + c.kernel() + ", " + c.outputChannels()
                    + (c.groups() > 1 ? ", C=" + c.groups() : "")
                    + (c.stride() > 1 ? " /" + c.stride() : "");
        }
        if (node.operation() instanceof Operation.MaxPool p) {
            return p.kernel() + "×" + p.kernel() + " /" + p.stride();
        }
        if (node.operation() instanceof Operation.AveragePool p) {
            return p.kernel() + "×" + p.kernel() + " /" + p.stride();
        }
        if (node.operation() instanceof Operation.Dense d) {
            return d.inputs() + " → " + d.outputs();
        }
        return shape(node);
    }

    /** The shape of what a layer puts out: {@code 64×56×56}. */
    static String shape(Node node) {
        return node.output().toString().replace(" ", "");
    }

    private static final class Builder {
        private final NetworkGraph graph;
        private final double width;
        private final Set<BlockKey> unfolded;

        Builder(NetworkGraph graph, double width, Set<BlockKey> unfolded) {
            this.graph = graph;
            this.width = width;
            this.unfolded = unfolded;
        }

        DiagramLayout build() {
            List<Band> bands = new ArrayList<>();
            int stages = graph.spec().stages().size();
            double y = MARGIN;
            for (int stage = 0; stage <= stages + 1; stage++) {
                Band band = band(stage, y);
                bands.add(band);
                y = band.bounds().getMaxY() + BAND_GAP;
            }
            double right =
                    bands.stream().mapToDouble(b -> b.bounds().getMaxX()).max().orElse(width);
            return new DiagramLayout(List.copyOf(bands), right + MARGIN, y - BAND_GAP + MARGIN);
        }

        private Band band(int stage, double top) {
            List<Node> nodes = graph.nodes().stream()
                    .filter(n -> n.place().stage() == stage)
                    .toList();
            List<Sized> sized = sized(stage, nodes);
            List<Item> items = new ArrayList<>();
            double x = MARGIN + PAD + GAP;
            double limit = width - MARGIN - PAD;
            double y = top + HEADER;
            double lineHeight = 0;
            double bandRight = width - MARGIN;
            List<Sized> line = new ArrayList<>();
            for (Sized s : sized) {
                double needed = s.width + s.after();
                if (!line.isEmpty() && x + needed > limit) {
                    items.addAll(place(line, y, lineHeight));
                    y += lineHeight + LINE_GAP;
                    line.clear();
                    lineHeight = 0;
                    x = MARGIN + PAD + GAP;
                }
                s.x = x;
                line.add(s);
                x += needed + GAP;
                bandRight = Math.max(bandRight, x - GAP + PAD);
                lineHeight = Math.max(lineHeight, s.above() + s.height);
            }
            items.addAll(place(line, y, lineHeight));
            Node last = nodes.get(nodes.size() - 1);
            long parameters =
                    nodes.stream().mapToLong(Node::trainableParameters).sum();
            long flops = nodes.stream().mapToLong(Node::flops).sum();
            boolean residual = last.place().block() >= 0;
            Summary summary = new Summary(
                    residual ? last.place().block() + 1 : 0, last.output().toString(), parameters, flops);
            Rectangle2D bounds = new Rectangle2D(MARGIN, top, bandRight - MARGIN, y + lineHeight + PAD - top);
            return new Band(stage, bounds, List.copyOf(items), summary);
        }

        private List<Sized> sized(int stage, List<Node> nodes) {
            List<Sized> sized = new ArrayList<>();
            if (nodes.get(0).place().block() < 0) {
                nodes.forEach(n -> sized.add(new Sized(new BlockKey(stage, -1), List.of(n), false)));
                return sized;
            }
            int blocks = nodes.get(nodes.size() - 1).place().block() + 1;
            for (int b = 0; b < blocks; b++) {
                int block = b;
                BlockKey key = new BlockKey(stage, block);
                List<Node> own =
                        nodes.stream().filter(n -> n.place().block() == block).toList();
                sized.add(new Sized(key, own, unfolded.contains(key)));
            }
            return sized;
        }

        private static List<Item> place(List<Sized> line, double top, double height) {
            return line.stream().map(s -> s.item(top, height)).toList();
        }
    }

    /** A card whose size is known and whose place is being found. */
    private static final class Sized {
        private final BlockKey key;
        private final List<Node> main;
        private final List<Node> shortcut;
        private final boolean open;
        private final double width;
        private final double height;
        private double x;

        Sized(BlockKey key, List<Node> nodes, boolean open) {
            this.key = key;
            this.open = open;
            main = nodes.stream()
                    .filter(n -> n.place().path() != Node.Path.SHORTCUT)
                    .toList();
            shortcut = nodes.stream()
                    .filter(n -> n.place().path() == Node.Path.SHORTCUT)
                    .toList();
            double layers = LAYER_WIDTH + 2 * PAD;
            width = open ? layers + (shortcut.isEmpty() ? 16 : LAYER_WIDTH + GAP) : CARD_WIDTH;
            height = open ? TITLE + main.size() * (LAYER_HEIGHT + LAYER_GAP) + PAD : 12 + lines().size() * LINE_HEIGHT;
        }

        private boolean foldedBlock() {
            return key.block() >= 0 && !open;
        }

        double above() {
            return foldedBlock() ? ARC : 0;
        }

        double after() {
            return foldedBlock() ? JOIN : 0;
        }

        private List<String> lines() {
            Node last = main.get(main.size() - 1);
            if (key.block() < 0) {
                return Stream.of(last.name(), facts(last), shape(last))
                        .distinct()
                        .toList();
            }
            List<String> lines = new ArrayList<>();
            main.stream()
                    .filter(n -> n.place().path() == Node.Path.MAIN)
                    .filter(n -> n.operation() instanceof Operation.Convolution)
                    .map(DiagramLayout::facts)
                    .forEach(lines::add);
            main.stream()
                    .filter(n -> n.operation() instanceof Operation.ChannelGate)
                    .map(n -> "SE, " + n.output().channels())
                    .forEach(lines::add);
            lines.add(shape(last));
            return lines;
        }

        Item item(double top, double lineHeight) {
            double room = open ? 0 : (lineHeight - above() - height) / 2;
            double y = top + above() + (foldedBlock() ? room : open ? 0 : (lineHeight - height) / 2);
            Rectangle2D bounds = new Rectangle2D(x, y, width, height);
            List<Layer> layers = new ArrayList<>();
            if (open) {
                stack(main, x + PAD, y + TITLE + LAYER_GAP, layers);
                stack(shortcut, x + PAD + LAYER_WIDTH + GAP, y + TITLE + 2 * LAYER_GAP + LAYER_HEIGHT, layers);
            } else if (key.block() < 0) {
                layers.add(new Layer(main.get(0), bounds));
            }
            return new Item(key, bounds, top, lines(), List.copyOf(layers), kind());
        }

        private static void stack(List<Node> nodes, double x, double top, List<Layer> layers) {
            double y = top;
            for (Node node : nodes) {
                layers.add(new Layer(node, new Rectangle2D(x, y, LAYER_WIDTH, LAYER_HEIGHT)));
                y += LAYER_HEIGHT + LAYER_GAP;
            }
        }

        private Optional<Shortcut> kind() {
            if (key.block() < 0) {
                return Optional.empty();
            }
            if (shortcut.isEmpty()) {
                return Optional.of(Shortcut.IDENTITY);
            }
            boolean pad = shortcut.get(0).operation() instanceof Operation.ZeroPadShortcut;
            return Optional.of(pad ? Shortcut.ZERO_PAD : Shortcut.PROJECTION);
        }
    }
}
