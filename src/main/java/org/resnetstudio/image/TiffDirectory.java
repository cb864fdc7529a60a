package org.resnetstudio.image;

import java.util.HashMap;
import java.util.Map;

/**
 * The first directory of a TIFF structure: of a TIFF file, or of the EXIF block inside another format (TIFF 6.0,
 * section 2), or of a BigTIFF file, which has the same with numbers of 64 bits. Values are unsigned numbers of 8 to 64 bits; other
 * kinds are left out.
 *
 * <p>Only the tags below are kept, each one once, and their values stay in the file until they are asked for: whatever a
 * file claims to hold, a directory costs no memory.
 */
final class TiffDirectory {
    private static final String BIG_LITTLE_ENDIAN = "II+\0";
    private static final String BIG_BIG_ENDIAN = "MM\0+";
    private static final int MAX_ENTRIES = 65_535;

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTES = 279;
    static final int PLANAR_CONFIGURATION = 284;
    static final int PREDICTOR = 317;
    static final int COLOUR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;
    static final int INK_SET = 332;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;

    private final ByteSource bytes;
    private final boolean little;
    private final boolean big;
    private final Map<Integer, Entry> entries = new HashMap<>();

    /** Where the values of a tag are, and how many bytes each of them has. */
    private record Entry(long from, int size, long count) {}

    private TiffDirectory(ByteSource bytes, boolean little, boolean big) {
        this.bytes = bytes;
        this.little = little;
        this.big = big;
    }

    /**
     * @param start where the byte order mark {@code II} or {@code MM} is; offsets count from there
     * @throws UnreadableImageException when it points outside the file
     */
    static TiffDirectory read(ByteSource bytes, long start) throws UnreadableImageException {
        TiffDirectory directory = new TiffDirectory(
                bytes, bytes.has(start, "II"), bytes.has(start, BIG_LITTLE_ENDIAN) || bytes.has(start, BIG_BIG_ENDIAN));
        if (directory.big) {
            long at = start + directory.u64(start + 8);
            long count = Math.min(MAX_ENTRIES, directory.u64(at));
            for (int entry = 0; entry < count; entry++) {
                directory.addEntry(start, at + 8 + 20L * entry);
            }
            return directory;
        }
        long at = start + directory.u32(start + 4);
        int count = directory.u16(at);
        for (int entry = 0; entry < count; entry++) {
            directory.addEntry(start, at + 2 + 12L * entry);
        }
        return directory;
    }

    /** Whether a TIFF structure begins here, of the usual kind or a BigTIFF. */
    static boolean isTiff(ByteSource bytes, long start) throws UnreadableImageException {
        return isUsual(bytes, start) || bytes.has(start, BIG_LITTLE_ENDIAN) || bytes.has(start, BIG_BIG_ENDIAN);
    }

    /** Whether one of the usual kind begins here, with numbers of 32 bits. */
    static boolean isUsual(ByteSource bytes, long start) throws UnreadableImageException {
        return bytes.has(start, "II*\0") || bytes.has(start, "MM\0*");
    }

    /** The orientation in an EXIF block, or 1 where it has none or is damaged: a picture is worth more than its tags. */
    static int orientation(ByteSource bytes, long start) {
        try {
            if (!isUsual(bytes, start)) {
                return 1;
            }
            return read(bytes, start).orientation();
        } catch (UnreadableImageException damagedExif) {
            return 1;
        }
    }

    int orientation() throws UnreadableImageException {
        long value = first(ORIENTATION, 1);
        return value >= 1 && value <= 8 ? (int) value : 1;
    }

    /** A copy of this file whose picture counts as stored upright, for decoders that turn some kinds and not others. */
    byte[] upright(byte[] file) {
        byte[] copy = file.clone();
        Entry entry = entries.get(ORIENTATION);
        if (entry != null && entry.count() > 0) {
            for (int index = 0; index < entry.size(); index++) {
                boolean lowest = index == (little ? 0 : entry.size() - 1);
                copy[(int) entry.from() + index] = (byte) (lowest ? 1 : 0);
            }
        }
        return copy;
    }

    boolean isLittleEndian() {
        return little;
    }

    /** How many values a tag has; 0 where it is not there. */
    long count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count();
    }

    /** A tag's first value. */
    long first(int tag, long otherwise) throws UnreadableImageException {
        return count(tag) == 0 ? otherwise : value(tag, 0);
    }

    /**
     * One value of a tag.
     *
     * @param index 0 to less than {@link #count}
     * @throws UnreadableImageException when it is not there, or lies outside the file
     */
    long value(int tag, long index) throws UnreadableImageException {
        Entry entry = entries.get(tag);
        if (entry == null || index >= entry.count()) {
            throw UnreadableImageException.damaged("problem.image.damaged.directory-short");
        }
        long at = entry.from() + index * entry.size();
        return switch (entry.size()) {
            case 1 -> bytes.u8(at);
            case 2 -> u16(at);
            case 4 -> u32(at);
            default -> u64(at);
        };
    }

    private void addEntry(long start, long at) throws UnreadableImageException {
        int tag = u16(at);
        int type = u16(at + 2);
        int size = type == 1 ? 1 : type == 3 ? 2 : type == 4 ? 4 : type == 16 ? 8 : 0;
        if (size == 0 || !isKnown(tag)) {
            return;
        }
        int word = big ? 8 : 4;
        long count = word(at + 4);
        long from = count <= word / size ? at + 4 + word : start + word(at + 4 + word);
        entries.putIfAbsent(tag, new Entry(from, size, count));
    }

    private static boolean isKnown(int tag) {
        return switch (tag) {
            case WIDTH,
                    HEIGHT,
                    BITS_PER_SAMPLE,
                    COMPRESSION,
                    PHOTOMETRIC,
                    FILL_ORDER,
                    STRIP_OFFSETS,
                    ORIENTATION,
                    SAMPLES_PER_PIXEL,
                    ROWS_PER_STRIP,
                    STRIP_BYTES,
                    PLANAR_CONFIGURATION,
                    PREDICTOR,
                    COLOUR_MAP,
                    TILE_WIDTH,
                    TILE_HEIGHT,
                    TILE_OFFSETS,
                    TILE_BYTES,
                    INK_SET,
                    EXTRA_SAMPLES,
                    SAMPLE_FORMAT -> true;
            default -> false;
        };
    }

    private int u16(long at) throws UnreadableImageException {
        return little ? bytes.u16le(at) : bytes.u16be(at);
    }

    private long u32(long at) throws UnreadableImageException {
        return little ? bytes.u32le(at) : bytes.u32be(at);
    }

    private long word(long at) throws UnreadableImageException {
        return big ? u64(at) : u32(at);
    }

    /** A number of 64 bits; none that means anything here has more than 53. */
    private long u64(long at) throws UnreadableImageException {
        long high = little ? u32(at + 4) : u32(at);
        long low = little ? u32(at) : u32(at + 4);
        if (high >> 21 != 0) {
            throw UnreadableImageException.damaged("problem.image.damaged.directory-nowhere");
        }
        return high << 32 | low;
    }
}
