package org.resnetstudio.evaluation;

/**
 * What a network said about one picture.
 *
 * @param sampleIndex which picture, as index into the evaluated list
 * @param actual its class
 * @param predicted the most likely class; of equals, the first
 * @param probability of the predicted class, 0 to 1
 * @param actualProbability of the actual class, 0 to 1; the lower, the worse the mistake
 */
public record SampleResult(int sampleIndex, int actual, int predicted, float probability, float actualProbability) {
    /** Whether the prediction is right. */
    public boolean correct() {
        return actual == predicted;
    }
}
