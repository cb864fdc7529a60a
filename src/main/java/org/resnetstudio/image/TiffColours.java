package org.resnetstudio.image;

import org.resnetstudio.image.TiffLayout.Alpha;
import org.resnetstudio.image.TiffLayout.Colours;

/** Makes a TIFF's samples 8-bit RGB on white. CMYK is taken as in print without a profile: (1 - ink) times (1 - black). */
final class TiffColours {
    private final TiffLayout layout;
    private final int[] eightBits;
    private final int[] palette;

    TiffColours(TiffDirectory directory, TiffLayout layout) throws UnreadableImageException {
        this.layout = layout;
        int full = (1 << layout.bits()) - 1;
        this.eightBits = new int[full + 1];
        for (int value = 0; value <= full; value++) {
            eightBits[value] = OpenCv.eightBits(value, full);
        }
        this.palette = layout.colours() == Colours.PALETTE ? palette(directory, full + 1) : new int[0];
    }

    /** All reds, then all greens, then all blues, in 16 bits; some programs write 8 bits, and then all of them are small. */
    private static int[] palette(TiffDirectory directory, int colours) throws UnreadableImageException {
        int[] values = new int[3 * colours];
        int most = 0;
        for (int index = 0; index < values.length; index++) {
            values[index] = (int) Math.min(0xFFFF, directory.value(TiffDirectory.COLOUR_MAP, index));
            most = Math.max(most, values[index]);
        }
        int[] palette = new int[colours];
        for (int index = 0; index < colours; index++) {
            for (int channel = 0; channel < 3; channel++) {
                int value = values[channel * colours + index];
                palette[index] = palette[index] << 8 | (most < 256 ? value : (value + 128) / 257);
            }
        }
        return palette;
    }

    /**
     * @param samples of {@code count} pixels, in the order of the channels
     * @param rgb where to put them, from {@code at} on
     */
    void toRgb(int[] samples, int count, byte[] rgb, int at) {
        int perPixel = layout.samples();
        int target = at;
        if (layout.colours() == Colours.RGB && layout.alpha() == Alpha.NONE) { // the usual kind, without detours
            for (int from = 0; from < count * perPixel; from += perPixel, target += 3) {
                rgb[target] = (byte) eightBits[samples[from]];
                rgb[target + 1] = (byte) eightBits[samples[from + 1]];
                rgb[target + 2] = (byte) eightBits[samples[from + 2]];
            }
            return;
        }
        for (int pixel = 0; pixel < count; pixel++) {
            int from = pixel * perPixel;
            int alpha = layout.alpha() == Alpha.NONE ? 255 : eightBits[samples[from + layout.alphaSample()]];
            int colour = colour(samples, from, alpha);
            for (int shift = 16; shift >= 0; shift -= 8) {
                rgb[target++] = (byte) onWhite(colour >> shift & 0xFF, alpha);
            }
        }
    }

    private int onWhite(int value, int alpha) {
        boolean multiplied = layout.alpha() == Alpha.PREMULTIPLIED && isBlackZero();
        return multiplied ? Math.min(255, value + 255 - alpha) : OpenCv.onWhite(value, alpha);
    }

    private boolean isBlackZero() {
        return layout.colours() == Colours.BLACK_IS_ZERO || layout.colours() == Colours.RGB;
    }

    private int colour(int[] samples, int from, int alpha) {
        return switch (layout.colours()) {
            case BLACK_IS_ZERO -> 0x10101 * eightBits[samples[from]];
            case WHITE_IS_ZERO -> 0x10101 * (255 - stored(samples[from], alpha));
            case RGB, YCBCR ->
                eightBits[samples[from]] << 16 | eightBits[samples[from + 1]] << 8 | eightBits[samples[from + 2]];
            case PALETTE -> palette[samples[from]];
            case CMYK -> {
                int light = 255 - stored(samples[from + 3], alpha);
                int red = light * (255 - stored(samples[from], alpha));
                int green = light * (255 - stored(samples[from + 1], alpha));
                int blue = light * (255 - stored(samples[from + 2], alpha));
                yield ((red + 127) / 255) << 16 | ((green + 127) / 255) << 8 | ((blue + 127) / 255);
            }
        };
    }

    /** A sample of which more means darker: its transparency is divided out first, where it was multiplied by it. */
    private int stored(int sample, int alpha) {
        int value = eightBits[sample];
        return layout.alpha() == Alpha.PREMULTIPLIED && alpha > 0 ? Math.min(255, value * 255 / alpha) : value;
    }
}
