package org.resnetstudio.inference;

/**
 * The last feature map of one picture: what goes into global average pooling.
 *
 * @param channels at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param values {@code [channels, height, width]}, the last index runs fastest; not copied
 */
public record FeatureMap(int channels, int height, int width, float[] values) {
    public FeatureMap {
        if (values.length != channels * height * width) {
            throw new IllegalArgumentException("A feature map of " + channels + " x " + height + " x " + width
                    + " does not have " + values.length + " values.");
        }
    }

    /** The value of a channel at a row and column. */
    public float at(int channel, int row, int column) {
        return values[(channel * height + row) * width + column];
    }
}
