package org.resnetstudio.network;

/** The residual block (He et al. 2015, figure 5). */
public enum BlockKind {
    /** Two 3 x 3 convolutions. */
    BASIC(1),
    /** 1 x 1, 3 x 3 and 1 x 1 convolutions; the last one puts out four times the stage's channels. */
    BOTTLENECK(4);

    private final int expansion;

    BlockKind(int expansion) {
        this.expansion = expansion;
    }

    /** Output channels of a block per channel of its stage. */
    public int expansion() {
        return expansion;
    }
}
