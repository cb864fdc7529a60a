package org.resnetstudio.engine;

import org.resnetstudio.image.Batch;
import org.resnetstudio.random.SeededRandom;

/**
 * What dropout lets through in one step. It follows from the pictures in the batch and the number of the step alone, so it is the same in
 * every engine, and in a run that was resumed.
 */
public final class DropoutMasks {
    private final int[] samples;
    private final long step;

    /**
     * For one step.
     *
     * @param batch the pictures of the step
     * @param step number of updates before it
     */
    public DropoutMasks(Batch batch, long step) {
        this.samples = batch.sampleIndices();
        this.step = step;
    }

    /**
     * Factors for a batch of vectors: 0 for values that are dropped, 1 / (1 - share) for the others.
     *
     * @param size of each vector
     * @param share of the values that are dropped, above 0 and below 1
     * @return {@code [count * size]}, picture by picture
     */
    public float[] mask(int size, double share) {
        float[] mask = new float[Math.multiplyExact(samples.length, size)];
        float kept = (float) (1 / (1 - share));
        for (int i = 0; i < samples.length; i++) {
            SeededRandom random =
                    SeededRandom.startingAt((step * SeededRandom.GOLDEN) ^ (samples[i] * 0xBF58476D1CE4E5B9L) ^ i);
            for (int j = 0; j < size; j++) {
                mask[i * size + j] = random.nextDouble() < share ? 0 : kept;
            }
        }
        return mask;
    }
}
