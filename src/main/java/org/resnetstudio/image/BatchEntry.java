package org.resnetstudio.image;

/**
 * One picture of an epoch.
 *
 * @param cacheIndex where its pixels are in the {@link PreparedCache}
 * @param label its class index, at least 0
 * @param sampleIndex which sample of the dataset it is; its augmentation depends on it
 * @param repeat how often the epoch has shown it before, at least 0; its augmentation depends on that too
 */
public record BatchEntry(int cacheIndex, int label, int sampleIndex, int repeat) {
    public BatchEntry {
        if (cacheIndex < 0 || label < 0) {
            throw new IllegalArgumentException("A picture at " + cacheIndex + " in the cache with the label " + label
                    + " cannot be trained on; leave unreadable and unlabelled samples out.");
        }
    }

    /** Shown for the first time. */
    public BatchEntry(int cacheIndex, int label, int sampleIndex) {
        this(cacheIndex, label, sampleIndex, 0);
    }

    /** The same picture, shown after so many times. */
    public BatchEntry again(int times) {
        return times == repeat ? this : new BatchEntry(cacheIndex, label, sampleIndex, times);
    }
}
