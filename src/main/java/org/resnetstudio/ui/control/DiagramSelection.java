package org.resnetstudio.ui.control;

import org.resnetstudio.network.Node;

/**
 * A part of a network's diagram.
 *
 * @param stage 0 for the stem, then the stages, then the head
 * @param block 0-based, or -1 for none
 * @param layer name of a layer, or empty for none
 */
public record DiagramSelection(int stage, int block, String layer) {
    /** A whole stage, stem or head. */
    public static DiagramSelection stage(int stage) {
        return new DiagramSelection(stage, -1, "");
    }

    /** A residual block. */
    public static DiagramSelection block(int stage, int block) {
        return new DiagramSelection(stage, block, "");
    }

    /** A layer. */
    public static DiagramSelection layer(Node node) {
        return new DiagramSelection(node.place().stage(), node.place().block(), node.name());
    }

    /** Whether it is this layer. */
    public boolean isLayer(Node node) {
        return layer.equals(node.name());
    }

    /** Whether it is a residual block as a whole. */
    public boolean isBlock() {
        return block >= 0 && layer.isEmpty();
    }
}
