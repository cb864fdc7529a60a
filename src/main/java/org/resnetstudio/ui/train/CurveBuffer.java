package org.resnetstudio.ui.train;

import java.util.Arrays;

/**
 * A curve that never holds more than so many points: when it is full, each pair of neighbours becomes one point, their mean, and from
 * then on as many values go into one point. Used by one thread at a time.
 */
final class CurveBuffer {
    private final double[] x;
    private final double[] y;
    private int size;
    private int perPoint = 1;
    private int pending;
    private double pendingX;
    private double pendingY;

    /** A buffer for that many points, an even number. */
    CurveBuffer(int capacity) {
        if (capacity < 2 || capacity % 2 != 0) {
            throw new IllegalArgumentException(
                    "A curve needs room for an even number of points, not " + capacity + ".");
        }
        x = new double[capacity];
        y = new double[capacity];
    }

    /** Adds a value; those that are not finite are left out, as there is no place for them on an axis. */
    void add(double atX, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        pendingX += atX;
        pendingY += value;
        pending++;
        if (pending < perPoint) {
            return;
        }
        x[size] = pendingX / pending;
        y[size] = pendingY / pending;
        size++;
        pending = 0;
        pendingX = 0;
        pendingY = 0;
        if (size == x.length) {
            halve();
        }
    }

    private void halve() {
        for (int i = 0; i < size / 2; i++) {
            x[i] = (x[2 * i] + x[2 * i + 1]) / 2;
            y[i] = (y[2 * i] + y[2 * i + 1]) / 2;
        }
        size /= 2;
        perPoint *= 2;
    }

    /** Forgets all points from there on, because that part of the run is repeated. */
    void dropFrom(double fromX) {
        while (size > 0 && x[size - 1] >= fromX) {
            size--;
        }
        pending = 0;
        pendingX = 0;
        pendingY = 0;
    }

    double[] x() {
        return Arrays.copyOf(x, size);
    }

    double[] y() {
        return Arrays.copyOf(y, size);
    }

    int size() {
        return size;
    }
}
