package org.resnetstudio.augmentation;

import java.util.ArrayList;
import java.util.List;

/**
 * What makes one variant of one picture, drawn by chance. In this order: steps on the pixels; one affine warp (bilinear, the picture
 * mirrored at its borders); crop; flips; a table for all values; parts that are erased. Pictures are 8-bit RGB at the training size until
 * they are erased, which comes after the normalisation. Filled by {@link Augmentation#draw}.
 */
public final class Recipe {
    /** A change to the pixels of a whole picture. */
    @FunctionalInterface
    public interface PixelStep {
        /**
         * Writes the changed picture.
         *
         * @param source {@code [size, size, 3]}, left as it is
         * @param target of the same length
         * @param sizePx side in pixels
         */
        void apply(byte[] source, byte[] target, int sizePx);
    }

    /**
     * A rectangle in the finished picture.
     *
     * @param left first column
     * @param top first row
     * @param width in pixels
     * @param height in pixels
     */
    public record Part(int left, int top, int width, int height) {}

    private final List<PixelStep> steps = new ArrayList<>(0);
    private final List<Part> erased = new ArrayList<>(0);
    private boolean mirror;
    private boolean upsideDown;
    private int cropX;
    private int cropY;
    private double angle;
    private double scale = 1;
    private double shiftX;
    private double shiftY;
    private double gamma = 1;

    /** Changes the pixels, after what was added before. */
    public void add(PixelStep step) {
        steps.add(step);
    }

    /** Swaps left and right. */
    public void mirror() {
        mirror = true;
    }

    /** Swaps top and bottom. */
    public void turnUpsideDown() {
        upsideDown = true;
    }

    /** Moves it to the left and up by whole pixels, after it is warped; black follows. */
    public void crop(int columns, int rows) {
        cropX = columns;
        cropY = rows;
    }

    /** Turns it about the middle, by radians. */
    public void rotate(double radians) {
        angle = radians;
    }

    /** Makes what it shows larger by a factor. */
    public void zoom(double factor) {
        scale = factor;
    }

    /** Moves it to the right and down, by pixels. */
    public void shift(double right, double down) {
        shiftX = right;
        shiftY = down;
    }

    /** Takes every value, from 0 to 1, to a power. */
    public void brighten(double exponent) {
        gamma = exponent;
    }

    /** Sets a part to 0 after the normalisation: the mean colour. */
    public void erase(Part part) {
        erased.add(part);
    }

    /** Changes to the pixels, in order. */
    public List<PixelStep> steps() {
        return steps;
    }

    /** Whether pixels have to be interpolated. */
    public boolean warps() {
        return angle != 0 || scale != 1 || shiftX != 0 || shiftY != 0;
    }

    /** Whether left and right are swapped. */
    public boolean mirrored() {
        return mirror;
    }

    /** Whether top and bottom are swapped. */
    public boolean upsideDown() {
        return upsideDown;
    }

    /** Columns that it is moved to the left by. */
    public int cropX() {
        return cropX;
    }

    /** Rows that it is moved up by. */
    public int cropY() {
        return cropY;
    }

    /** Radians that it is turned by. */
    public double angle() {
        return angle;
    }

    /** Factor that what it shows is larger by. */
    public double scale() {
        return scale;
    }

    /** Pixels to the right. */
    public double shiftX() {
        return shiftX;
    }

    /** Pixels down. */
    public double shiftY() {
        return shiftY;
    }

    /** Exponent of all values; 1 for none. */
    public double gamma() {
        return gamma;
    }

    /** What is set to 0 after the normalisation. */
    public List<Part> erased() {
        return erased;
    }
}
