package org.resnetstudio.random;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Numbers of the standard normal distribution, by the modified ziggurat (McFarland, "A modified ziggurat algorithm for generating
 * exponentially and normally distributed pseudorandom numbers", 2014). They are, number for number, those of Java 17's
 * {@link java.util.SplittableRandom#nextGaussian}, which no Java version promises to keep: the first weights of a run depend on its seed
 * alone.
 *
 * <p>The area under the curve is cut into layers of equal area. What a layer has as a rectangle takes one random number and a
 * product; the rest of the area lies in the layers' overhangs and in the tail.
 */
final class Gaussian {
    private static final int LAYERS = 256;
    private static final double TWO_TO_63 = 0x1.0p63;

    private static final int NORMAL_RECTANGLES = 253;
    private static final double NORMAL_TAIL = 3.6360066255009458;
    /** The layer at x = 1, above which the curve bulges and below which it sags. */
    private static final int INFLECTION = 204;

    private static final long CONVEX_MARGIN = 760463704284035183L;
    private static final long CONCAVE_MARGIN = 2269182951627976012L;

    private static final int EXPONENTIAL_RECTANGLES = 252;
    private static final double EXPONENTIAL_TAIL = 7.569274694148063;
    private static final long EXPONENTIAL_MARGIN = 853965788476313645L;

    private static final Table[] TABLES = tables();
    private static final Table NORMAL = TABLES[0];
    private static final Table EXPONENTIAL = TABLES[1];

    private Gaussian() {}

    /** Edges of the layers, as multiples of 2 to the 63rd, and which overhang a random number falls into. */
    private static final class Table {
        private final double[] x = new double[LAYERS];
        private final double[] y = new double[LAYERS];
        private final long[] threshold = new long[LAYERS];
        private final int[] alias = new int[LAYERS];

        int overhang(long random) {
            int layer = (int) random & (LAYERS - 1);
            return random >= threshold[layer] ? alias[layer] : layer;
        }

        double x(int layer, long share) {
            return x[layer] * TWO_TO_63 + (x[layer - 1] - x[layer]) * share;
        }

        double y(int layer, long share) {
            return y[layer] * TWO_TO_63 + (y[layer - 1] - y[layer]) * share;
        }
    }

    private static Table[] tables() {
        Table[] tables = {new Table(), new Table()};
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Gaussian.class.getResourceAsStream("ziggurat.txt"), StandardCharsets.US_ASCII))) {
            for (Table table : tables) {
                for (int layer = 0; layer < LAYERS; layer++) {
                    String[] numbers = in.readLine().split(" ", -1);
                    table.x[layer] = Double.parseDouble(numbers[0]);
                    table.y[layer] = Double.parseDouble(numbers[1]);
                    table.threshold[layer] = Long.parseLong(numbers[2]);
                    table.alias[layer] = Integer.parseInt(numbers[3]);
                }
            }
            return tables;
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own ziggurat.txt cannot be read: install it again.", e);
        }
    }

    /** The next number. */
    static double next(SeededRandom random) {
        long first = random.nextLong();
        int layer = (int) first & (LAYERS - 1);
        if (layer < NORMAL_RECTANGLES) {
            return NORMAL.x[layer] * first;
        }
        double sign = first >= 0 ? 1 : -1;
        long share = first << 1 >>> 1;
        int overhang = NORMAL.overhang(random.nextLong());
        return sign * (overhang == 0 ? tail(random) : inOverhang(random, overhang, share));
    }

    private static double inOverhang(SeededRandom random, int layer, long firstShare) {
        long across = firstShare;
        while (true) {
            long up = random.nextLong() >>> 1;
            if (layer < INFLECTION && up < across) { // the other half of the overhang lies above the curve
                long swapped = across;
                across = up;
                up = swapped;
            }
            double x = NORMAL.x(layer, across);
            long margin = up - across;
            if (margin >= (layer > INFLECTION ? 0 : CONVEX_MARGIN)) {
                return x;
            }
            boolean below = layer < INFLECTION || margin > -CONCAVE_MARGIN;
            if (below && NORMAL.y(layer, up) <= StrictMath.exp(-0.5 * x * x)) {
                return x;
            }
            across = random.nextLong() >>> 1;
        }
    }

    private static double tail(SeededRandom random) {
        double beyond;
        do {
            beyond = 1 / NORMAL_TAIL * exponential(random);
        } while (exponential(random) < 0.5 * beyond * beyond);
        return beyond + NORMAL_TAIL;
    }

    private static double exponential(SeededRandom random) {
        double sum = 0;
        while (true) {
            long first = random.nextLong();
            int layer = (int) first & (LAYERS - 1);
            if (layer < EXPONENTIAL_RECTANGLES) {
                return sum + EXPONENTIAL.x[layer] * (first >>> 1);
            }
            int overhang = EXPONENTIAL.overhang(random.nextLong());
            if (overhang > 0) {
                return sum + inExponentialOverhang(random, overhang, first >>> 1);
            }
            sum += EXPONENTIAL_TAIL;
        }
    }

    private static double inExponentialOverhang(SeededRandom random, int layer, long firstShare) {
        long across = firstShare;
        while (true) {
            long other = random.nextLong() >>> 1;
            long up = Math.max(across, other);
            across = Math.min(across, other);
            double x = EXPONENTIAL.x(layer, across);
            if (up - across >= EXPONENTIAL_MARGIN || EXPONENTIAL.y(layer, up) <= StrictMath.exp(-x)) {
                return x;
            }
            across = random.nextLong() >>> 1;
        }
    }
}
