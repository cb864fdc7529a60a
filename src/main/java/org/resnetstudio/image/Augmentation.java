package org.resnetstudio.image;

/**
 * Random changes to training pictures, so that the network sees each of them in many variants: usually another one in every
 * epoch. What happens to a sample depends on the run's seed, the number of the variant and the sample alone, never on the
 * thread or the batch.
 *
 * <p>Rotation, zoom and shift are one affine warp (bilinear, the picture mirrored at its borders); then crop, flips and
 * gamma follow. All work on 8-bit RGB at the training size.
 *
 * @param horizontalFlip mirror left and right, for every second picture
 * @param verticalFlip mirror top and bottom, for every second picture
 * @param cropPaddingPx pad with black by this many pixels on each side and cut the training size out anywhere, 0 to 512;
 *     4 at 32 pixels is what the ResNet paper does for CIFAR-10 (section 4.2)
 * @param rotationDegrees turn by up to this angle either way, 0 to 180
 * @param shiftFraction move by up to this fraction of the side in either direction, 0 to 0.5
 * @param zoomFraction scale by a factor between {@code 1 - zoom} and {@code 1 + zoom}, 0 to 0.9
 * @param gammaFraction brighten or darken: every value to the power of something between {@code 1 / (1 + gamma)} and
 *     {@code 1 + gamma}, 0 to 3
 */
public record Augmentation(
        boolean horizontalFlip,
        boolean verticalFlip,
        int cropPaddingPx,
        double rotationDegrees,
        double shiftFraction,
        double zoomFraction,
        double gammaFraction) {
    /** Pictures as they are. */
    public static final Augmentation NONE = new Augmentation(false, false, 0, 0, 0, 0, 0);

    public Augmentation {
        AugmentationKind.CROP.check(cropPaddingPx);
        AugmentationKind.ROTATION.check(rotationDegrees);
        AugmentationKind.SHIFT.check(shiftFraction);
        AugmentationKind.ZOOM.check(zoomFraction);
        AugmentationKind.GAMMA.check(gammaFraction);
    }

    /**
     * Reads what the command line's {@code --augment} takes: names of {@link AugmentationKind}, separated by commas, each
     * with a strength where it has one, such as {@code flip,crop,rotation=15}; or {@code none}.
     *
     * @param imageSizePx training size, of which the default crop padding is an eighth
     * @throws IllegalArgumentException for other names or strengths; the message lists the valid ones
     */
    public static Augmentation parse(String list, int imageSizePx) {
        return AugmentationKind.parse(list, imageSizePx);
    }

    /** As {@link #parse} reads it back. */
    public String cliText() {
        return AugmentationKind.text(this);
    }

    /** The same with this flip. */
    public Augmentation withHorizontalFlip(boolean flip) {
        return new Augmentation(
                flip, verticalFlip, cropPaddingPx, rotationDegrees, shiftFraction, zoomFraction, gammaFraction);
    }

    /** The same with this flip. */
    public Augmentation withVerticalFlip(boolean flip) {
        return new Augmentation(
                horizontalFlip, flip, cropPaddingPx, rotationDegrees, shiftFraction, zoomFraction, gammaFraction);
    }

    /** The same with this padding. */
    public Augmentation withCropPaddingPx(int px) {
        return new Augmentation(
                horizontalFlip, verticalFlip, px, rotationDegrees, shiftFraction, zoomFraction, gammaFraction);
    }

    /** The same with this angle. */
    public Augmentation withRotationDegrees(double degrees) {
        return new Augmentation(
                horizontalFlip, verticalFlip, cropPaddingPx, degrees, shiftFraction, zoomFraction, gammaFraction);
    }

    /** The same with this shift. */
    public Augmentation withShiftFraction(double shift) {
        return new Augmentation(
                horizontalFlip, verticalFlip, cropPaddingPx, rotationDegrees, shift, zoomFraction, gammaFraction);
    }

    /** The same with this zoom. */
    public Augmentation withZoomFraction(double zoom) {
        return new Augmentation(
                horizontalFlip, verticalFlip, cropPaddingPx, rotationDegrees, shiftFraction, zoom, gammaFraction);
    }

    /** The same with this gamma. */
    public Augmentation withGammaFraction(double gamma) {
        return new Augmentation(
                horizontalFlip, verticalFlip, cropPaddingPx, rotationDegrees, shiftFraction, zoomFraction, gamma);
    }

    /**
     * What a variant of a sample looks like: for previews; the pipeline does the same.
     *
     * @param image a square picture of the training size
     * @param variant from 1
     */
    public RgbImage apply(RgbImage image, long seed, int variant, int sampleIndex) {
        if (image.width() != image.height()) {
            throw new IllegalArgumentException(
                    "A picture of " + image.width() + " x " + image.height() + " is not square; resize it first.");
        }
        byte[] target = new byte[image.pixels().length];
        byte[] scratch = new byte[image.pixels().length];
        Augmenter augmenter = new Augmenter(this, image.width());
        augmenter.apply(image.pixels(), target, scratch, augmenter.draw(seed, variant, sampleIndex));
        return new RgbImage(image.width(), image.height(), target);
    }
}
