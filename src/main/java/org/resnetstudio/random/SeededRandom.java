package org.resnetstudio.random;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014): random numbers that depend on the given keys alone, on every machine and
 * Java version. Not thread-safe, and made anew for every use.
 *
 * <p>Streams begin in two ways, and neither can change, because runs are resumed with the numbers that they began with: by keys, as
 * order and augmentation do, and at a state, as first weights and dropout masks do, which were drawn from the JDK's
 * {@link java.util.SplittableRandom} or by this formula once.
 */
public final class SeededRandom {
    /** 2^64 divided by the golden ratio, odd: its multiples, the steps of the state, spread over all 64 bits. */
    public static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** A stream of its own for every combination of keys, such as run seed, epoch and sample. */
    public SeededRandom(long... keys) {
        for (long key : keys) {
            state = mix(state + GOLDEN) ^ mix(key);
        }
    }

    /** The stream that {@code new SplittableRandom(state)} gives. */
    public static SeededRandom startingAt(long state) {
        SeededRandom random = new SeededRandom();
        random.state = state;
        return random;
    }

    /** All 64 bits alike. */
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** 0 to less than {@code bound}, all alike (up to one part in 2^31). */
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Both alike. */
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** From 0 to less than 1. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** From {@code -limit} to {@code limit}. */
    public double nextWithin(double limit) {
        return limit * (2 * nextDouble() - 1);
    }

    /** From {@code least} to less than {@code most}. */
    public double nextBetween(double least, double most) {
        return least + (most - least) * nextDouble();
    }

    /** Of the standard normal distribution. */
    public double nextGaussian() {
        return Gaussian.next(this);
    }

    /** Goes on as if that many numbers had been taken. */
    public void skip(int numbers) {
        state += GOLDEN * numbers;
    }

    /** A number's own random number: every bit of it changes half of the result's. */
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
