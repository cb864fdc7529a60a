package org.resnetstudio.image;

/** How a picture that is not square becomes square. */
public enum ResizeMode {
    /** Both sides are scaled to the size; proportions change. */
    SQUASH,
    /** The shorter side is scaled to the size, and the middle is cut out. */
    CROP,
    /** The longer side is scaled to the size, and the rest is filled. */
    PAD
}
