package org.resnetstudio.engine;

import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Shape;
import org.resnetstudio.problem.Sentence;

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
     * Checks that a loss was made for a batch and a network.
     *
     * @throws IllegalArgumentException if not; the message says what does not fit
     */
    public static void requireLoss(NetworkGraph network, Batch batch, LossFunction loss) {
        loss.requireFit(batch.count(), network.spec().input().classes());
    }

    /**
     * Checks that there is something to update by.
     *
     * @param parts that gradients were accumulated of
     * @throws IllegalStateException if there are none
     */
    public static void requireGradients(int parts) {
        if (parts == 0) {
            throw new IllegalStateException(
                    "No gradient was accumulated since the last update: accumulate a batch first.");
        }
    }

    /** Such as “32 pictures of 224 x 224 pixels at once”. */
    public static Sentence describe(Batch batch) {
        return Sentence.of("problem.engine.batch", batch.count(), batch.widthPx(), batch.heightPx());
    }
}
