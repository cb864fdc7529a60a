package org.resnetstudio.image;

import java.util.HashMap;
import java.util.Map;

/**
 * The first directory of a TIFF structure: of a TIFF file, or of the EXIF block inside another format (TIFF 6.0,
 * section 2). Values are unsigned 8, 16 or 32 bit numbers; other kinds are left out.
 */
final class TiffDirectory {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int PHOTOMETRIC = 262;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int STRIP_BYTES = 279;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;

    private static final int MAX_VALUES = 1 << 20;

    private final Map<Integer, long[]> values = new HashMap<>();

    private TiffDirectory() {}

    /**
     * @param start where the byte order mark {@code II} or {@code MM} is; offsets count from there
     * @throws UnreadableImageException when it points outside the file
     */
    static TiffDirectory read(ByteSource bytes, long start) throws UnreadableImageException {
        boolean little = bytes.has(start, "II");
        TiffDirectory directory = new TiffDirectory();
        long at = start + u32(bytes, start + 4, little);
        int entries = u16(bytes, at, little);
        for (int entry = 0; entry < entries; entry++) {
            directory.readEntry(bytes, start, at + 2 + 12L * entry, little);
        }
        return directory;
    }

    /** The orientation in an EXIF block, or 1 where it has none or is damaged: a picture is worth more than its tags. */
    static int orientation(ByteSource bytes, long start) {
        try {
            if (!bytes.has(start, "II*\0") && !bytes.has(start, "MM\0*")) {
                return 1;
            }
            return read(bytes, start).orientation();
        } catch (UnreadableImageException damagedExif) {
            return 1;
        }
    }

    int orientation() {
        long value = first(ORIENTATION, 1);
        return value >= 1 && value <= 8 ? (int) value : 1;
    }

    long first(int tag, long otherwise) {
        long[] found = values.get(tag);
        return found == null || found.length == 0 ? otherwise : found[0];
    }

    long[] all(int tag) {
        return values.getOrDefault(tag, new long[0]);
    }

    private void readEntry(ByteSource bytes, long start, long at, boolean little) throws UnreadableImageException {
        int type = u16(bytes, at + 2, little);
        int size = type == 1 ? 1 : type == 3 ? 2 : type == 4 ? 4 : 0;
        long count = u32(bytes, at + 4, little);
        if (size == 0 || count > MAX_VALUES) {
            return;
        }
        long from = count * size <= 4 ? at + 8 : start + u32(bytes, at + 8, little);
        long[] read = new long[(int) count];
        for (int index = 0; index < count; index++) {
            long value = from + (long) index * size;
            read[index] =
                    size == 1 ? bytes.u8(value) : size == 2 ? u16(bytes, value, little) : u32(bytes, value, little);
        }
        values.put(u16(bytes, at, little), read);
    }

    private static int u16(ByteSource bytes, long at, boolean little) throws UnreadableImageException {
        return little ? bytes.u16le(at) : bytes.u16be(at);
    }

    private static long u32(ByteSource bytes, long at, boolean little) throws UnreadableImageException {
        return little ? bytes.u32le(at) : bytes.u32be(at);
    }
}
