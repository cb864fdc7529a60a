package org.resnetstudio.image;

import org.resnetstudio.random.SeededRandom;

/** In which order an epoch goes through its samples. */
public final class EpochOrder {
    private static final long STREAM = 1;

    private EpochOrder() {}

    /**
     * The numbers 0 to {@code count - 1}, shuffled (Fisher and Yates); the same seed and epoch always give the same order.
     *
     * @param epoch from 1
     */
    public static int[] shuffled(int count, long seed, int epoch) {
        int[] order = inOrder(count);
        SeededRandom random = new SeededRandom(seed, epoch, STREAM);
        for (int last = count - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int value = order[last];
            order[last] = order[other];
            order[other] = value;
        }
        return order;
    }

    /** The numbers 0 to {@code count - 1} as they are: for validation and test. */
    public static int[] inOrder(int count) {
        int[] order = new int[count];
        for (int position = 0; position < count; position++) {
            order[position] = position;
        }
        return order;
    }
}
