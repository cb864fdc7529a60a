package org.resnetstudio.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.resnetstudio.job.Schedule;

/**
 * What a learning-rate range test finds (Smith 2017, “Cyclical Learning Rates for Training Neural Networks”, §3.3, in the form of fastai's
 * {@code lr_find}): the rate rises from update to update by the same factor, and the loss, smoothed exponentially, first falls and then
 * grows. A tenth of the rate at which it was lowest is suggested. Used by one thread.
 */
public final class RateSweep {
    /** Updates of a whole sweep. */
    public static final int UPDATES = 100;

    /** Of the first update. */
    static final double LOWEST_RATE = 1e-6;
    /** How much of the smoothed loss each update keeps. */
    private static final double SMOOTHING = 0.98;
    /** The sweep ends where the smoothed loss is so many times its lowest value. */
    private static final double HOPELESS = 4;
    /** A loss that never falls below this share of its first value says nothing about rates. */
    private static final double FALLEN = 0.99;
    /** What of the rate with the lowest loss is suggested. */
    private static final double SHARE = 0.1;

    private final List<Point> points = new ArrayList<>();
    private double average;
    /** The one with the lowest smoothed loss; null before the first. */
    private Point best;

    private boolean ended;

    /**
     * An update.
     *
     * @param rate learning rate
     * @param loss of the batch before the update; may be infinite or NaN for the last one
     * @param smoothedLoss exponential average up to here, without the bias of its beginning
     */
    public record Point(double rate, double loss, double smoothedLoss) {}

    /** Whether another update is to be tried. */
    public boolean goesOn() {
        return !ended && points.size() < UPDATES;
    }

    /** The rate of the next update. */
    public double nextRate() {
        return LOWEST_RATE * Math.pow(Schedule.HIGHEST_RATE / LOWEST_RATE, (double) points.size() / (UPDATES - 1));
    }

    /** Takes the loss of the next update. */
    public Point add(double loss) {
        double rate = nextRate();
        average = SMOOTHING * average + (1 - SMOOTHING) * loss;
        double smoothed = average / (1 - Math.pow(SMOOTHING, points.size() + 1.0));
        Point point = new Point(rate, loss, smoothed);
        points.add(point);
        best = best == null || smoothed < best.smoothedLoss() ? point : best;
        // negated, so that it holds for a loss that is no number
        ended = !(smoothed <= HOPELESS * best.smoothedLoss());
        return point;
    }

    /** All updates so far. */
    public List<Point> points() {
        return List.copyOf(points);
    }

    /**
     * A tenth of the rate at which the smoothed loss was lowest, in two digits; empty where the loss did not fall, and while the sweep goes on,
     * because it may fall further.
     */
    public OptionalDouble suggestion() {
        // negated, so that it holds for a first loss that is no number
        if (goesOn() || !(best.smoothedLoss() < FALLEN * points.get(0).loss())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(BigDecimal.valueOf(SHARE * best.rate())
                .round(new MathContext(2))
                .doubleValue());
    }
}
