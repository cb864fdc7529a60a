package org.resnetstudio.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kind of JPEG that cameras and programs write by default (ITU-T T.81, baseline, one scan; grey, or YCbCr with colours at full or
 * half resolution), decoded into its planes. OpenCV's decoder is built without vector code and goes on to convert every pixel
 * at full size; a picture that is going to be made small needs neither.
 *
 * <p>Whatever is rare, damaged or cut off gives no result: OpenCV then decodes it, or it is refused with a sentence.
 */
final class BaselineJpeg {
    /** Where the coefficients of a block go in the order of the file: column by column. */
    private static final int[] PLACES = {
        0, 8, 1, 2, 9, 16, 24, 17, 10, 3, 4, 11, 18, 25, 32, 40,
        33, 26, 19, 12, 5, 6, 13, 20, 27, 34, 41, 48, 56, 49, 42, 35,
        28, 21, 14, 7, 15, 22, 29, 36, 43, 50, 57, 58, 51, 44, 37, 30,
        23, 31, 38, 45, 52, 59, 60, 53, 46, 39, 47, 54, 61, 62, 55, 63
    };

    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final int START_OF_FRAME = 0xC0;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int QUANTISATION_TABLES = 0xDB;
    private static final int RESTART_INTERVAL = 0xDD;

    /**
     * One plane of samples, 0 to 255.
     *
     * @param samples column by column, {@code stride} apart; {@code width} columns of {@code height} count
     * @param horizontal how many columns of the picture share a sample: 1 or 2
     * @param vertical how many rows of the picture share a sample: 1 or 2
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Plane(int[] samples, int stride, int width, int height, int horizontal, int vertical) {}

    /** A colour component while its blocks are read. */
    private static final class Component {
        final int id;
        final int across;
        final int down;
        final int quantisation;
        JpegHuffmanTable first;
        JpegHuffmanTable others;
        int[] quantisers;
        int[] samples;
        int stride;
        int previous;

        Component(int id, int sampling, int quantisation) {
            this.id = id;
            this.across = sampling >> 4;
            this.down = sampling & 15;
            this.quantisation = quantisation;
        }
    }

    private final byte[] bytes;
    private final int[][] quantisers = new int[4][];
    private final JpegHuffmanTable[] firstTables = new JpegHuffmanTable[4];
    private final JpegHuffmanTable[] otherTables = new JpegHuffmanTable[4];
    private final int[] block = new int[64];
    private Component[] components = {};
    private int width;
    private int height;
    private int restartInterval;
    private boolean jfif;
    private int adobeTransform = -1;

    private BaselineJpeg(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The planes of a picture: one if it is grey, else luminance and two of colour; nothing if it is of another kind, or damaged. */
    static Optional<Plane[]> planes(byte[] bytes) {
        BaselineJpeg jpeg = new BaselineJpeg(bytes);
        int scan = jpeg.readHeaders();
        return scan > 0 && jpeg.readScan(scan) ? Optional.of(jpeg.result()) : Optional.empty();
    }

    /** Where the entropy-coded data begins; -1 if this is no picture for us. */
    private int readHeaders() {
        int at = 2;
        while (at + 4 <= bytes.length && bytes[at] == (byte) 0xFF) {
            int marker = bytes[at + 1] & 0xFF;
            int from = at + 4;
            int end = at + 2 + u16(at + 2);
            if (end < from || end > bytes.length) {
                return -1;
            }
            switch (marker) {
                case START_OF_FRAME -> {
                    if (!readFrame(from, end)) {
                        return -1;
                    }
                }
                case HUFFMAN_TABLES -> {
                    if (!readHuffmanTables(from, end)) {
                        return -1;
                    }
                }
                case QUANTISATION_TABLES -> {
                    if (!readQuantisers(from, end)) {
                        return -1;
                    }
                }
                case RESTART_INTERVAL -> restartInterval = u16(from);
                case APP0 -> jfif |= end - from >= 5 && bytes[from] == 'J' && bytes[from + 1] == 'F';
                case APP14 ->
                    adobeTransform = end - from >= 12 && bytes[from] == 'A' && bytes[from + 1] == 'd'
                            ? bytes[from + 11]
                            : adobeTransform;
                case START_OF_SCAN -> {
                    return readScanHeader(from, end) ? end : -1;
                }
                default -> {
                    if (marker < APP0 || marker == 0xFF) {
                        return -1;
                    }
                }
            }
            at = end;
        }
        return -1;
    }

    private int u16(int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    private boolean readFrame(int from, int end) {
        if (components.length > 0 || end - from < 6 || bytes[from] != 8) {
            return false;
        }
        height = u16(from + 1);
        width = u16(from + 3);
        int count = bytes[from + 5];
        if ((count != 1 && count != 3) || end - from < 6 + 3 * count || width == 0 || height == 0) {
            return false;
        }
        components = new Component[count];
        for (int index = 0; index < count; index++) {
            int at = from + 6 + 3 * index;
            components[index] = new Component(bytes[at] & 0xFF, bytes[at + 1] & 0xFF, bytes[at + 2] & 3);
        }
        return count == 1 || isYcbcrAsUsual();
    }

    private boolean isYcbcrAsUsual() {
        Component y = components[0];
        return y.across >= 1
                && y.across <= 2
                && y.down >= 1
                && y.down <= 2
                && Arrays.stream(components).skip(1).allMatch(colour -> colour.across == 1 && colour.down == 1);
    }

    /** As libjpeg decides: a JFIF marker, Adobe's marker, or components named 1, 2, 3. */
    private boolean hasYcbcrColours() {
        return jfif
                || (adobeTransform >= 0
                        ? adobeTransform == 1
                        : components[0].id == 1 && components[1].id == 2 && components[2].id == 3);
    }

    private boolean readHuffmanTables(int from, int end) {
        int at = from;
        while (at + 17 <= end) {
            int kind = bytes[at] & 0xFF;
            JpegHuffmanTable table = JpegHuffmanTable.read(bytes, at + 1, end);
            if ((kind & 0xEF) > 3 || table == null) {
                return false;
            }
            (kind < 16 ? firstTables : otherTables)[kind & 3] = table;
            at += 1 + table.storedBytes();
        }
        return at == end;
    }

    private boolean readQuantisers(int from, int end) {
        int at = from;
        while (at < end) {
            int kind = bytes[at] & 0xFF;
            int size = kind < 16 ? 1 : 2;
            if ((kind & 15) > 3 || kind > 0x13 || at + 1 + 64 * size > end) {
                return false;
            }
            int[] table = new int[64];
            for (int index = 0; index < 64; index++) {
                table[index] = size == 1 ? bytes[at + 1 + index] & 0xFF : u16(at + 1 + 2 * index);
            }
            quantisers[kind & 15] = table;
            at += 1 + 64 * size;
        }
        return true;
    }

    private boolean readScanHeader(int from, int end) {
        int count = components.length;
        if (count == 0 || end - from < 4 + 2 * count || bytes[from] != count || (count == 3 && !hasYcbcrColours())) {
            return false;
        }
        for (int index = 0; index < count; index++) {
            Component component = components[index];
            int tables = bytes[from + 2 + 2 * index] & 0xFF;
            component.first = firstTables[tables >> 4 & 3];
            component.others = otherTables[tables & 3];
            component.quantisers = quantisers[component.quantisation];
            if ((bytes[from + 1 + 2 * index] & 0xFF) != component.id
                    || component.first == null
                    || component.others == null
                    || component.quantisers == null) {
                return false;
            }
        }
        return true;
    }

    private boolean readScan(int from) {
        // A scan of one component has its blocks one by one, whatever sampling it claims.
        int across = components.length == 1 ? 1 : components[0].across;
        int down = components.length == 1 ? 1 : components[0].down;
        int unitsAcross = (width + 8 * across - 1) / (8 * across);
        int unitsDown = (height + 8 * down - 1) / (8 * down);
        for (Component component : components) {
            boolean full = component == components[0];
            component.stride = 8 * unitsDown * (full ? down : 1);
            component.samples = new int[component.stride * 8 * unitsAcross * (full ? across : 1)];
        }
        JpegBits bits = new JpegBits(bytes, from);
        int units = unitsAcross * unitsDown;
        for (int unit = 0; unit < units; unit++) {
            if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
                if (!bits.restart(unit / restartInterval - 1)) {
                    return false;
                }
                for (Component component : components) {
                    component.previous = 0;
                }
            }
            int x = unit % unitsAcross;
            int y = unit / unitsAcross;
            for (Component component : components) {
                boolean full = component == components[0];
                if (!readBlocks(bits, component, x, y, full ? across : 1, full ? down : 1)) {
                    return false;
                }
            }
        }
        for (Component component : components) {
            JpegBlocks.clamp(component.samples);
        }
        return bits.endsWith(END_OF_IMAGE);
    }

    private boolean readBlocks(JpegBits bits, Component component, int unitX, int unitY, int across, int down) {
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int at = 8 * ((unitX * across + x) * component.stride + unitY * down + y);
                int last = readBlock(bits, component);
                if (last < 0) {
                    return false;
                }
                if (last == 0) {
                    JpegBlocks.flat(block[0], component.samples, at, component.stride);
                    block[0] = 0;
                } else {
                    JpegBlocks.inverse(block, component.samples, at, component.stride);
                    Arrays.fill(block, 0);
                }
            }
        }
        return true;
    }

    /** Reads the coefficients of a block and multiplies them; gives the place of the last one, or -1 for damage. */
    private int readBlock(JpegBits bits, Component component) {
        int size = bits.symbol(component.first);
        if (size < 0 || size > 11) {
            return -1;
        }
        component.previous += size == 0 ? 0 : JpegHuffmanTable.extended(bits.take(size), size);
        block[0] = component.previous * component.quantisers[0];
        return bits.coefficients(component.others, component.quantisers, PLACES, block);
    }

    private Plane[] result() {
        Plane[] planes = new Plane[components.length];
        for (int index = 0; index < planes.length; index++) {
            Component component = components[index];
            int horizontal = index == 0 ? 1 : components[0].across;
            int vertical = index == 0 ? 1 : components[0].down;
            planes[index] = new Plane(
                    component.samples,
                    component.stride,
                    (width + horizontal - 1) / horizontal,
                    (height + vertical - 1) / vertical,
                    horizontal,
                    vertical);
        }
        return planes;
    }
}
