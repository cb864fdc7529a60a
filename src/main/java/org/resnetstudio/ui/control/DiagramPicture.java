package org.resnetstudio.ui.control;

/**
 * Pixels of a diagram.
 *
 * @param width in pixels
 * @param height in pixels
 * @param argb {@code [height, width]}; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // pictures are written to a file, never compared
public record DiagramPicture(int width, int height, int[] argb) {}
