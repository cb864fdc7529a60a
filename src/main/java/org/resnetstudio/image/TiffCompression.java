package org.resnetstudio.image;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The ways in which a strip or tile of a TIFF may be packed: PackBits, LZW (TIFF 6.0, sections 9 and 13) and Deflate. */
final class TiffCompression {
    static final int NONE = 1;
    /** How many bytes one byte may become at most: 4096 in 12 bits of LZW are more than Deflate gives. */
    static final int MOST = 2731;

    private static final int LZW = 5;
    private static final int DEFLATE = 8;
    private static final int OLD_DEFLATE = 32946;
    private static final int PACK_BITS = 32773;

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int MAX_CODES = 4096;

    private TiffCompression() {}

    /** Whether samples that were packed so can be unpacked. */
    static boolean isKnown(int compression) {
        return compression == NONE || compression == PACK_BITS || knowsDifferences(compression);
    }

    /** Whether samples may be stored as differences with this compression. */
    static boolean knowsDifferences(int compression) {
        return compression == LZW || compression == DEFLATE || compression == OLD_DEFLATE;
    }

    /**
     * Unpacks.
     *
     * @param packed from {@code from}, {@code length} bytes of it
     * @param size of the result
     * @throws UnreadableImageException when the data end before that
     */
    static byte[] unpacked(int compression, byte[] packed, int from, int length, int size)
            throws UnreadableImageException {
        byte[] data = new byte[size];
        int filled =
                switch (compression) {
                    case LZW -> lzw(packed, from, from + length, data);
                    case DEFLATE, OLD_DEFLATE -> inflated(packed, from, length, data);
                    case PACK_BITS -> packBits(packed, from, from + length, data);
                    default -> throw new IllegalArgumentException("The compression " + compression + " is not known.");
                };
        if (filled < size) {
            throw UnreadableImageException.cutOff();
        }
        return data;
    }

    private static int inflated(byte[] packed, int from, int length, byte[] data) throws UnreadableImageException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed, from, length);
            int filled = 0;
            while (filled < data.length) {
                int count = inflater.inflate(data, filled, data.length - filled);
                if (count == 0) {
                    break;
                }
                filled += count;
            }
            return filled;
        } catch (DataFormatException e) {
            throw UnreadableImageException.damaged("problem.image.damaged.packed");
        } finally {
            inflater.end();
        }
    }

    private static int packBits(byte[] packed, int from, int end, byte[] data) {
        int at = from;
        int filled = 0;
        while (at + 1 < end && filled < data.length) {
            int code = packed[at++];
            if (code >= 0) {
                int count = Math.min(Math.min(code + 1, end - at), data.length - filled);
                System.arraycopy(packed, at, data, filled, count);
                at += count;
                filled += count;
            } else if (code != -128) {
                for (int count = 1 - code; count > 0 && filled < data.length; count--) {
                    data[filled++] = packed[at];
                }
                at++;
            }
        }
        return filled;
    }

    /** Codes of 9 to 12 bits, the highest bit first; each new one is a known string and the first byte of the next. */
    private static int lzw(byte[] packed, int from, int end, byte[] data) throws UnreadableImageException {
        if (end - from >= 2 && packed[from] == 0 && (packed[from + 1] & 1) == 1) {
            throw UnreadableImageException.unsupported("problem.image.unsupported.old-lzw");
        }
        int[] start = new int[MAX_CODES]; // where in the data a code's string was written
        int[] length = new int[MAX_CODES];
        int codes = END + 1;
        int bits = 9;
        int previous = CLEAR;
        int filled = 0;
        int at = from;
        int buffer = 0;
        int buffered = 0;
        while (filled < data.length) {
            while (buffered < bits && at < end) {
                buffer = buffer << 8 | (packed[at++] & 0xFF);
                buffered += 8;
            }
            if (buffered < bits) {
                break;
            }
            buffered -= bits;
            int code = buffer >> buffered & ((1 << bits) - 1);
            if (code == END) {
                break;
            }
            if (code == CLEAR) {
                codes = END + 1;
                bits = 9;
                previous = CLEAR;
                continue;
            }
            if (code > END && (previous == CLEAR || code > codes)) {
                throw UnreadableImageException.damaged("problem.image.damaged.packed");
            }
            if (previous != CLEAR && codes < MAX_CODES) {
                // The string of the last code, which lies right before here, and the byte that comes next.
                int last = previous < CLEAR ? 1 : length[previous];
                start[codes] = filled - last;
                length[codes++] = last + 1;
            }
            if (code < CLEAR) {
                data[filled++] = (byte) code;
            } else {
                int count = Math.min(length[code], data.length - filled);
                for (int index = 0; index < count; index++) {
                    data[filled + index] = data[start[code] + index];
                }
                filled += count;
            }
            if (codes + 1 >= 1 << bits && bits < 12) {
                bits++;
            }
            previous = code;
        }
        return filled;
    }
}
