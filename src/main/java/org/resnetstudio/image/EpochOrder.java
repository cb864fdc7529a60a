package org.resnetstudio.image;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.resnetstudio.random.SeededRandom;

/** In which order an epoch goes through its samples. */
public final class EpochOrder {
    private static final long STREAM = 1;
    private static final long BALANCED_STREAM = 0x62616CL;

    private EpochOrder() {}

    /**
     * The numbers 0 to {@code count - 1}, shuffled (Fisher and Yates); the same seed and epoch always give the same order.
     *
     * @param epoch from 1
     */
    public static int[] shuffled(int count, long seed, int epoch) {
        int[] order = inOrder(count);
        shuffle(order, new SeededRandom(seed, epoch, STREAM));
        return order;
    }

    /**
     * As many places as there are pictures, shared out between the classes that have any as equally as can be: a class with too few of them
     * shows them again, and one with too many leaves some out, which are others in each epoch.
     *
     * @param labels class of each picture, from 0
     * @param epoch from 1
     * @return numbers of pictures, {@code labels.length} of them
     */
    public static int[] balanced(int[] labels, long seed, int epoch) {
        int[] classes = Arrays.stream(labels).distinct().sorted().toArray();
        SeededRandom random = new SeededRandom(seed, epoch, BALANCED_STREAM);
        shuffle(classes, random); // whichever get one place more are others in each epoch
        int[] order = new int[labels.length];
        int place = 0;
        for (int turn = 0; turn < classes.length; turn++) {
            int label = classes[turn];
            int[] pictures = IntStream.range(0, labels.length)
                    .filter(picture -> labels[picture] == label)
                    .toArray();
            int places = labels.length / classes.length + (turn < labels.length % classes.length ? 1 : 0);
            for (int shown = 0; shown < places; shown++) {
                if (shown % pictures.length == 0) {
                    shuffle(pictures, random);
                }
                order[place++] = pictures[shown % pictures.length];
            }
        }
        shuffle(order, random);
        return order;
    }

    private static void shuffle(int[] values, SeededRandom random) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int value = values[last];
            values[last] = values[other];
            values[other] = value;
        }
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
