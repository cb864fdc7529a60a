package org.resnetstudio.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What a frozen part made of pictures, as far as the memory goes: those that came first stay. For one thread at a time. */
final class KeptFeatures {
    private final Map<Picture, float[]> kept = new HashMap<>();
    private final int size;
    private final long most;

    /** One of the pictures that are made of a sample; see {@link org.resnetstudio.image.Batch#variant}. */
    private record Picture(int sample, int variant) {}

    /**
     * @param size values for each picture
     * @param mostBytes of all values together
     */
    KeptFeatures(int size, long mostBytes) {
        this.size = size;
        this.most = mostBytes / ((long) size * Float.BYTES);
    }

    /** The values of a picture, not to be changed; null where they are not kept. */
    float[] find(int sample, int variant) {
        return kept.get(new Picture(sample, variant));
    }

    /** Keeps a copy of a picture's values if there is room for it. */
    void keep(int sample, int variant, float[] values, int from) {
        if (kept.size() < most) {
            kept.put(new Picture(sample, variant), Arrays.copyOfRange(values, from, from + size));
        }
    }
}
