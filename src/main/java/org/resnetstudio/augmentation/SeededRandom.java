package org.resnetstudio.augmentation;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014): random numbers that depend on the given keys alone, on every machine and
 * Java version. Not thread-safe, and made anew for every use.
 */
public final class SeededRandom {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** A stream of its own for every combination of keys, such as run seed, epoch and sample. */
    public SeededRandom(long... keys) {
        for (long key : keys) {
            state = mix(state + GOLDEN) ^ mix(key);
        }
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

    /** From {@code -limit} to {@code limit}. */
    public double nextWithin(double limit) {
        return limit * (2 * ((nextLong() >>> 11) * 0x1.0p-53) - 1);
    }

    /** From {@code least} to less than {@code most}. */
    public double nextBetween(double least, double most) {
        return least + (most - least) * ((nextLong() >>> 11) * 0x1.0p-53);
    }

    /** Goes on as if that many numbers had been taken. */
    public void skip(int numbers) {
        state += GOLDEN * numbers;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
