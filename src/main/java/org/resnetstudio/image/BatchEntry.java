package org.resnetstudio.image;

/**
 * One picture of an epoch.
 *
 * @param cacheIndex where its pixels are in the {@link PreparedCache}
 * @param label its class index, at least 0
 * @param sampleIndex which sample of the dataset it is; its augmentation depends on it
 */
public record BatchEntry(int cacheIndex, int label, int sampleIndex) {
    public BatchEntry {
        if (cacheIndex < 0 || label < 0) {
            throw new IllegalArgumentException("A picture at " + cacheIndex + " in the cache with the label " + label
                    + " cannot be trained on; leave unreadable and unlabelled samples out.");
        }
    }
}
