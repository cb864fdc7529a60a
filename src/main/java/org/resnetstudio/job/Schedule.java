package org.resnetstudio.job;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * The learning rate over time, as a function of the iteration.
 *
 * @param kind its course after warm-up
 * @param learningRate the highest, above 0 and at most {@link #HIGHEST_RATE}
 * @param warmUpEpochs during which it rises linearly from near 0, at least 0
 */
public record Schedule(Kind kind, double learningRate, double warmUpEpochs) {
    /** The courses. */
    public enum Kind {
        /** Stays. */
        CONSTANT,
        /** A tenth after half, a hundredth after three quarters of all iterations (He et al. 2015 §4.2). */
        STEP,
        /** Half a cosine down to 0 (Loshchilov and Hutter 2017). */
        COSINE
    }

    /** The highest learning rate that can be chosen. */
    public static final double HIGHEST_RATE = 10;

    public Schedule {
        if (!(learningRate > 0 && learningRate <= HIGHEST_RATE)) {
            throw new InvalidValueException(Sentence.of("problem.job.learning-rate", HIGHEST_RATE, learningRate));
        }
        if (!(warmUpEpochs >= 0)) {
            throw new InvalidValueException(Sentence.of("problem.job.warm-up", warmUpEpochs));
        }
    }

    /**
     * The learning rate of one update.
     *
     * @param iteration 0-based, counted over the whole run
     * @param iterationsPerEpoch at least 1
     * @param epochs of the whole run
     */
    public double at(long iteration, int iterationsPerEpoch, int epochs) {
        double warmUp = Math.min(warmUpEpochs, epochs) * iterationsPerEpoch;
        if (iteration < warmUp) {
            return learningRate * (iteration + 1) / (warmUp + 1);
        }
        double total = (double) iterationsPerEpoch * epochs;
        return course((iteration - warmUp) / Math.max(1, total - warmUp));
    }

    /**
     * The learning rate of one update where nothing is warmed up any more: during warm-up the highest, behind it {@link #at}.
     *
     * @param iteration 0-based, counted over the whole run
     * @param iterationsPerEpoch at least 1
     * @param epochs of the whole run
     */
    public double warmedUp(long iteration, int iterationsPerEpoch, int epochs) {
        double warmUp = Math.min(warmUpEpochs, epochs) * iterationsPerEpoch;
        return iteration < warmUp ? learningRate : at(iteration, iterationsPerEpoch, epochs);
    }

    private double course(double progress) {
        return switch (kind) {
            case CONSTANT -> learningRate;
            case STEP -> learningRate * (progress < 0.5 ? 1 : progress < 0.75 ? 0.1 : 0.01);
            case COSINE -> learningRate * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
        };
    }
}
