package org.resnetstudio.network;

/** How a residual block's input joins its output (He et al. 2015 §3.3). */
public enum Shortcut {
    /** Identity; where shapes differ, subsampling and zero channels: no parameters. */
    A,
    /** Identity; where shapes differ, a 1 x 1 convolution (projection) with batch norm. */
    B,
    /** A projection in every block. */
    C
}
