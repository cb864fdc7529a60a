package org.resnetstudio.image;

import org.resnetstudio.image.TiffLayout.Alpha;
import org.resnetstudio.image.TiffLayout.Colours;

/**
 * TIFF 6.0 and BigTIFF. The first picture of the file counts. What its tags say is checked one by one, and whatever could
 * come out in other colours than it was made with is refused.
 */
final class TiffFormat {
    private static final int MAX_BITS = 16;
    private static final int MAX_SAMPLES = 16;
    private static final int UNSIGNED = 1;
    private static final int SIGNED = 2;
    private static final int UNTYPED = 4;
    private static final int UNSPECIFIED = 0;
    private static final int PREMULTIPLIED = 1;
    private static final int JPEG = 7;
    private static final int YCBCR = 6;

    private TiffFormat() {}

    /** The header; refuses what could not be decoded either, so that an import tells. */
    static ImageHeader header(ByteSource bytes) throws UnreadableImageException {
        TiffDirectory directory = TiffDirectory.read(bytes, 0);
        isForOpenCv(layout(directory));
        return ImageHeader.of(
                directory.first(TiffDirectory.WIDTH, 0),
                directory.first(TiffDirectory.HEIGHT, 0),
                ImageFormat.TIFF,
                directory.orientation());
    }

    /**
     * What the tags say about the samples.
     *
     * @throws UnreadableImageException when they are of a kind that cannot be shown in the right colours
     */
    static TiffLayout layout(TiffDirectory directory) throws UnreadableImageException {
        int samples = number(directory, TiffDirectory.SAMPLES_PER_PIXEL, 1);
        if (samples < 1 || samples > MAX_SAMPLES) {
            throw UnreadableImageException.unsupported("problem.image.unsupported.channels", samples);
        }
        int bits = bits(directory, samples);
        checkSampleFormat(directory, samples, bits);
        Colours colours = colours(directory, samples, bits);
        int alphaSample = alphaSample(directory, colours, samples);
        boolean planar = directory.first(TiffDirectory.PLANAR_CONFIGURATION, 1) == 2 && samples > 1;
        return new TiffLayout(
                colours,
                bits,
                samples,
                planar,
                alphaSample < samples && isPremultiplied(directory, alphaSample - colours.channels())
                        ? Alpha.PREMULTIPLIED
                        : alphaSample < samples ? Alpha.STRAIGHT : Alpha.NONE,
                alphaSample,
                number(directory, TiffDirectory.COMPRESSION, 1),
                number(directory, TiffDirectory.PREDICTOR, 1) == 2);
    }

    /** Which sample is transparency; the number of samples, if none is. */
    private static int alphaSample(TiffDirectory directory, Colours colours, int samples)
            throws UnreadableImageException {
        int extra = samples - colours.channels();
        if (extra < 0) {
            throw UnreadableImageException.damaged("problem.image.damaged.channels");
        }
        long told = directory.count(TiffDirectory.EXTRA_SAMPLES);
        if (told == 0 && extra == 1 && (isGrey(colours) || colours == Colours.RGB)) {
            return colours.channels(); // some programs leave out the tag that an alpha channel needs
        }
        for (int index = 0; index < extra && told == extra; index++) {
            if (directory.value(TiffDirectory.EXTRA_SAMPLES, index) != UNSPECIFIED) {
                return colours.channels() + index;
            }
        }
        if ((extra > 0 && told != extra) || (extra > 1 && isGrey(colours))) {
            throw UnreadableImageException.unsupported("problem.image.unsupported.unnamed-channels", samples);
        }
        return samples;
    }

    private static boolean isPremultiplied(TiffDirectory directory, int extraSample) throws UnreadableImageException {
        return directory.count(TiffDirectory.EXTRA_SAMPLES) > extraSample
                && directory.value(TiffDirectory.EXTRA_SAMPLES, extraSample) == PREMULTIPLIED;
    }

    private static int bits(TiffDirectory directory, int samples) throws UnreadableImageException {
        int bits = number(directory, TiffDirectory.BITS_PER_SAMPLE, 1);
        for (int index = 1; index < Math.min(samples, directory.count(TiffDirectory.BITS_PER_SAMPLE)); index++) {
            if (directory.value(TiffDirectory.BITS_PER_SAMPLE, index) != bits) {
                throw UnreadableImageException.unsupported("problem.image.unsupported.depths");
            }
        }
        return bits;
    }

    private static void checkSampleFormat(TiffDirectory directory, int samples, int bits)
            throws UnreadableImageException {
        long format = directory.first(TiffDirectory.SAMPLE_FORMAT, UNSIGNED);
        for (int index = 1; index < Math.min(samples, directory.count(TiffDirectory.SAMPLE_FORMAT)); index++) {
            if (directory.value(TiffDirectory.SAMPLE_FORMAT, index) != format) {
                throw UnreadableImageException.unsupported("problem.image.unsupported.kinds");
            }
        }
        if (format == SIGNED) {
            throw UnreadableImageException.unsupported("problem.image.unsupported.signed");
        }
        if (bits < 1 || bits > MAX_BITS || (format != UNSIGNED && format != UNTYPED)) {
            throw UnreadableImageException.unsupported("problem.image.unsupported.measurements", bits);
        }
    }

    private static Colours colours(TiffDirectory directory, int samples, int bits) throws UnreadableImageException {
        int unsaid = samples - directory.count(TiffDirectory.EXTRA_SAMPLES) >= 3 ? 2 : 1;
        int photometric = number(directory, TiffDirectory.PHOTOMETRIC, unsaid);
        return switch (photometric) {
            case 0 -> Colours.WHITE_IS_ZERO;
            case 1 -> Colours.BLACK_IS_ZERO;
            case 2 -> Colours.RGB;
            case 3 -> {
                if (directory.count(TiffDirectory.COLOUR_MAP) < 3L << bits) {
                    throw UnreadableImageException.damaged("problem.image.damaged.palette");
                }
                yield Colours.PALETTE;
            }
            case 5 -> {
                if (samples < Colours.CMYK.channels() || directory.first(TiffDirectory.INK_SET, 1) != 1) {
                    throw UnreadableImageException.unsupported("problem.image.unsupported.inks");
                }
                yield Colours.CMYK;
            }
            case YCBCR -> Colours.YCBCR;
            case 8, 9, 10 -> throw UnreadableImageException.unsupported("problem.image.unsupported.lab");
            case 32803, 34892 -> throw UnreadableImageException.unsupported("problem.image.unsupported.camera");
            default -> throw UnreadableImageException.unsupported("problem.image.unsupported.colours", photometric);
        };
    }

    private static boolean isGrey(Colours colours) {
        return colours == Colours.WHITE_IS_ZERO || colours == Colours.BLACK_IS_ZERO;
    }

    private static int number(TiffDirectory directory, int tag, int otherwise) throws UnreadableImageException {
        return (int) Math.min(Integer.MAX_VALUE, directory.first(tag, otherwise));
    }

    /**
     * Whether the samples are those of a JPEG or of a fax, or YCbCr, which OpenCV decodes; all others are decoded here.
     *
     * @throws UnreadableImageException when they are packed in an unknown way, or OpenCV would not give the right colours
     */
    static boolean isForOpenCv(TiffLayout layout) throws UnreadableImageException {
        boolean fax = layout.compression() >= 2 && layout.compression() <= 4;
        boolean jpeg = layout.compression() == JPEG;
        if (!fax && !jpeg && layout.colours() != Colours.YCBCR) {
            if (!TiffCompression.isKnown(layout.compression())) {
                throw UnreadableImageException.unsupported(
                        "problem.image.unsupported.compression", layout.compression());
            }
            return false;
        }
        boolean plain = layout.samples() == layout.colours().channels() && !layout.planar();
        boolean right = fax
                ? layout.bits() == 1 && isGrey(layout.colours())
                : layout.bits() == 8
                        && (layout.colours() == Colours.BLACK_IS_ZERO
                                || layout.colours() == Colours.RGB
                                || layout.colours() == Colours.YCBCR);
        if (!plain || !right) {
            throw UnreadableImageException.unsupported(
                    fax ? "problem.image.unsupported.fax" : "problem.image.unsupported.ycbcr");
        }
        return true;
    }
}
