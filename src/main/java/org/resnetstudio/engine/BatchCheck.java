package org.resnetstudio.engine;

import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Shape;

/** What every engine asks of a batch, and what it calls it. */
public final class BatchCheck {
    private BatchCheck() {}

    /**
     * Checks that a network can take a batch's pictures.
     *
     * @throws IllegalArgumentException if they have another size
     */
    public static void requirePictures(NetworkGraph network, Batch batch) {
        Shape input = network.input().output();
        if (batch.channels() != input.channels()
                || batch.heightPx() != input.height()
                || batch.widthPx() != input.width()) {
            throw new IllegalArgumentException("The network takes pictures of " + input.width() + " x " + input.height()
                    + " pixels in " + input.channels() + " channels, not " + batch.widthPx() + " x "
                    + batch.heightPx() + " in " + batch.channels() + ": prepare them at that size.");
        }
    }

    /**
     * Checks that a network can learn a batch's labels.
     *
     * @throws IllegalArgumentException if a label is not a class of the network
     */
    public static void requireLabels(NetworkGraph network, Batch batch) {
        int classes = network.spec().input().classes();
        int[] labels = batch.labels();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "Picture " + i + " of the batch has label " + labels[i] + ", but the network tells " + classes
                                + " classes apart: labels must be 0 to " + (classes - 1) + ".");
            }
        }
    }

    /** Such as “32 pictures of 224 x 224 pixels at once”. */
    public static String describe(Batch batch) {
        return batch.count() + " pictures of " + batch.widthPx() + " x " + batch.heightPx() + " pixels at once";
    }
}
