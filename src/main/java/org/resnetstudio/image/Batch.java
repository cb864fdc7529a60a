package org.resnetstudio.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What an engine trains or evaluates on at once: normalised pictures, or feature maps made from them, with their labels.
 *
 * <p>A batch is immutable in spirit: nobody writes to its arrays or its buffer, and readers use absolute access or a
 * {@link FloatBuffer#duplicate()}. A batch of a {@link BatchPipeline} is valid until the next one is asked for, because
 * its buffer is then filled again; whoever keeps one longer copies it.
 *
 * @param count pictures in this batch, at least 1; the last batch of an epoch may have fewer than the others
 * @param channels of every picture: 3, or as many as the feature map has
 * @param heightPx rows of every picture
 * @param widthPx columns of every picture
 * @param images direct buffer in native byte order, position 0, exactly
 *     {@code count * channels * heightPx * widthPx} values laid out {@code [count, channels, height, width]}; planes of pictures are red, green, blue, or blue, green, red where the
 *     {@link Normalization} says so
 * @param labels class index of each picture, {@code count} values of at least 0
 * @param sampleIndices which sample of the dataset each picture is, {@code count} values
 * @param variant which augmented variant of its sample every picture is, from 1; 0 for the samples as they are
 */
@SuppressWarnings("ArrayRecordComponent") // engines read the arrays in their hot loop; batches are never compared
public record Batch(
        int count,
        int channels,
        int heightPx,
        int widthPx,
        FloatBuffer images,
        int[] labels,
        int[] sampleIndices,
        int variant) {
    private static final int RGB = 3;

    public Batch {
        if (count < 1 || channels < 1 || heightPx < 1 || widthPx < 1) {
            throw new IllegalArgumentException("A batch of " + count + " pictures of " + widthPx + " x " + heightPx
                    + " pixels is empty; give at least one picture of one pixel.");
        }
        if (!images.isDirect() || images.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("The batch's images are not in a direct buffer of native byte order; "
                    + "allocate it with ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).");
        }
        long values = (long) count * channels * heightPx * widthPx;
        if (images.position() != 0 || images.limit() != values) {
            throw new IllegalArgumentException(
                    "The batch's images span " + images.position() + " to " + images.limit() + "; they must span 0 to "
                            + values + ", [" + count + ", " + channels + ", " + heightPx + ", " + widthPx + "].");
        }
        if (variant < 0) {
            throw new IllegalArgumentException("There is no augmented variant " + variant
                    + "; count them from 1, or give 0 for pictures as they are.");
        }
        if (labels.length != count || sampleIndices.length != count) {
            throw new IllegalArgumentException("The batch has " + labels.length + " labels and " + sampleIndices.length
                    + " sample indices; give " + count + " of each, one for each picture.");
        }
    }

    /** A batch of RGB pictures as they are. */
    public Batch(int count, int heightPx, int widthPx, FloatBuffer images, int[] labels, int[] sampleIndices) {
        this(count, RGB, heightPx, widthPx, images, labels, sampleIndices, 0);
    }

    /** Memory for so many values of images, as a batch wants it. */
    public static FloatBuffer memory(int values) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(values, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** The present memory where it holds so many values, or else new one. */
    public static FloatBuffer memory(FloatBuffer present, int values) {
        return present.capacity() >= values ? present : memory(values);
    }

    /**
     * Some of its pictures, in the same memory.
     *
     * @param from first picture
     * @param to first picture behind the part
     */
    public Batch part(int from, int to) {
        int size = images.limit() / count;
        return new Batch(
                to - from,
                channels,
                heightPx,
                widthPx,
                images.slice(from * size, (to - from) * size),
                Arrays.copyOfRange(labels, from, to),
                Arrays.copyOfRange(sampleIndices, from, to),
                variant);
    }

    /** The same, as augmented variants of that number. */
    public Batch asVariant(int number) {
        return new Batch(count, channels, heightPx, widthPx, images, labels, sampleIndices, number);
    }
}
