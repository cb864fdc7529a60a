package org.resnetstudio.image;

/**
 * Decodes Windows and OS/2 bitmaps of 1 to 32 bits: palettes, run lengths, colours under any masks, rows from the bottom or
 * from the top. A mask for alpha counts (Windows headers of versions 3 to 5), unless it says that the whole picture is
 * invisible; the fourth byte of other 32-bit bitmaps means nothing.
 */
final class BmpDecoder {
    private static final int WINDOWS_HEADER = 40;
    private static final int OS2_SECOND_HEADER = 64;
    private static final int MASKS = BmpFormat.FILE_HEADER + WINDOWS_HEADER;

    private static final int PLAIN = 0;
    private static final int RUNS_OF_8 = 1;
    private static final int RUNS_OF_4 = 2;
    private static final int BIT_FIELDS = 3;
    private static final int ALPHA_BIT_FIELDS = 6;

    private final byte[] bytes;
    private final ByteSource source;
    private final int width;
    private final int height;
    private final long headerSize;
    private final int bits;
    private final int compression;
    private final boolean fromTop;
    private final long data;
    private final byte[] pixels;

    private BmpDecoder(byte[] bytes, ImageHeader header) throws UnreadableImageException {
        this.bytes = bytes;
        this.source = ByteSource.of(bytes);
        this.width = header.width();
        this.height = header.height();
        this.headerSize = source.u32le(BmpFormat.FILE_HEADER);
        boolean first = headerSize == BmpFormat.OS2_HEADER;
        this.bits = source.u16le(first ? 24 : 28);
        this.compression = (int) Math.min(Integer.MAX_VALUE, field(30));
        this.fromTop = !first && (int) source.u32le(22) < 0;
        this.data = source.u32le(10);
        if (data < BmpFormat.FILE_HEADER + headerSize) {
            throw UnreadableImageException.damaged("problem.image.damaged.begin");
        }
        checkKind();
        if (compression != RUNS_OF_8 && compression != RUNS_OF_4 && data + rowBytes() * height > bytes.length) {
            throw UnreadableImageException.cutOff();
        }
        this.pixels = new byte[3 * width * height];
    }

    static RgbImage decode(byte[] bytes, ImageHeader header) throws UnreadableImageException {
        BmpDecoder decoder = new BmpDecoder(bytes, header);
        decoder.decode();
        return new RgbImage(header.width(), header.height(), decoder.pixels);
    }

    /** A number of the second header; 0 where that is shorter. */
    private long field(int at) throws UnreadableImageException {
        return at + 4 <= BmpFormat.FILE_HEADER + headerSize ? source.u32le(at) : 0;
    }

    private void checkKind() throws UnreadableImageException {
        boolean rare = compression > BIT_FIELDS && compression != ALPHA_BIT_FIELDS;
        if (rare || (headerSize == OS2_SECOND_HEADER && compression >= BIT_FIELDS)) {
            throw UnreadableImageException.unsupported("problem.image.unsupported.bitmap");
        }
        boolean known =
                switch (compression) {
                    case PLAIN ->
                        bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
                    case RUNS_OF_8 -> bits == 8;
                    case RUNS_OF_4 -> bits == 4;
                    default -> bits == 16 || bits == 32;
                };
        if (!known) {
            throw UnreadableImageException.damaged("problem.image.damaged.claims-bits", bits);
        }
    }

    private void decode() throws UnreadableImageException {
        if (compression == RUNS_OF_8 || compression == RUNS_OF_4) {
            indexed(new Runs().indices());
        } else if (bits <= 8) {
            indexed(plainIndices());
        } else if (bits == 24) {
            trueColours();
        } else {
            masked(compression != PLAIN);
        }
    }

    private void trueColours() {
        for (int y = 0; y < height; y++) {
            int at = (int) rowStart(y);
            for (int x = 0; x < width; x++, at += 3) {
                put(x, y, bytes[at + 2], bytes[at + 1], bytes[at]);
            }
        }
    }

    private long rowBytes() {
        return ((long) bits * width + 31) / 32 * 4;
    }

    /** Where a row of the picture, counted from its top, is stored. */
    private long rowStart(int y) {
        return data + rowBytes() * (fromTop ? y : height - 1 - y);
    }

    private void put(int x, int y, int red, int green, int blue) {
        int at = 3 * (y * width + x);
        pixels[at] = (byte) red;
        pixels[at + 1] = (byte) green;
        pixels[at + 2] = (byte) blue;
    }

    private byte[] plainIndices() {
        byte[] indices = new byte[width * height];
        int perByte = 8 / bits;
        for (int y = 0; y < height; y++) {
            long start = rowStart(y);
            for (int x = 0; x < width; x++) {
                int shift = 8 - bits * (x % perByte + 1);
                indices[y * width + x] = (byte) (bytes[(int) (start + x / perByte)] >> shift & ((1 << bits) - 1));
            }
        }
        return indices;
    }

    /** Colours that the palette does not have are black. */
    private void indexed(byte[] indices) throws UnreadableImageException {
        boolean first = headerSize == BmpFormat.OS2_HEADER;
        int size = first ? 3 : 4;
        long start = BmpFormat.FILE_HEADER + headerSize;
        long used = field(46) == 0 ? 256 : field(46);
        int colours = (int) Math.min(Math.min(used, 1 << bits), (data - start) / size);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int index = indices[y * width + x] & 0xFF;
                if (index < colours) {
                    int at = (int) start + size * index;
                    put(x, y, bytes[at + 2], bytes[at + 1], bytes[at]);
                }
            }
        }
    }

    private void masked(boolean fields) throws UnreadableImageException {
        Mask red = new Mask(fields ? source.u32le(MASKS) : bits == 16 ? 0x7C00 : 0xFF0000);
        Mask green = new Mask(fields ? source.u32le(MASKS + 4) : bits == 16 ? 0x3E0 : 0xFF00);
        Mask blue = new Mask(fields ? source.u32le(MASKS + 8) : bits == 16 ? 0x1F : 0xFF);
        boolean hasAlpha = fields && (compression == ALPHA_BIT_FIELDS || headerSize >= WINDOWS_HEADER + 16);
        Mask alpha = new Mask(hasAlpha ? source.u32le(MASKS + 12) : 0);
        boolean opaque = alpha.mask == 0 || isInvisible(alpha.mask);
        for (int y = 0; y < height; y++) {
            long start = rowStart(y);
            for (int x = 0; x < width; x++) {
                long value = pixel(start, x);
                int seen = opaque ? 255 : alpha.of(value);
                put(
                        x,
                        y,
                        OpenCv.onWhite(red.of(value), seen),
                        OpenCv.onWhite(green.of(value), seen),
                        OpenCv.onWhite(blue.of(value), seen));
            }
        }
    }

    private long pixel(long rowStart, int x) {
        int at = (int) rowStart + bits / 8 * x;
        int low = (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
        return bits == 16 ? low : low | (bytes[at + 2] & 0xFFL) << 16 | (bytes[at + 3] & 0xFFL) << 24;
    }

    private boolean isInvisible(long mask) {
        for (int y = 0; y < height; y++) {
            long start = rowStart(y);
            for (int x = 0; x < width; x++) {
                if ((pixel(start, x) & mask) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Which bits of a pixel are a colour. */
    private static final class Mask {
        private final long mask;
        private final int shift;
        private final long full;

        Mask(long mask) throws UnreadableImageException {
            this.mask = mask;
            this.shift = mask == 0 ? 0 : Long.numberOfTrailingZeros(mask);
            this.full = mask >> shift;
            if ((full & (full + 1)) != 0) {
                throw UnreadableImageException.damaged("problem.image.damaged.bits");
            }
        }

        /** The colour in 8 bits; none at all is 0. */
        int of(long pixel) {
            return full == 0 ? 0 : OpenCv.eightBits((pixel & mask) >> shift, full);
        }
    }

    /** Run lengths: a count and a colour, or 0 and a command. What they skip has the first colour. */
    private final class Runs {
        private final byte[] indices = new byte[width * height];
        private long at = data;
        private int x;
        private int row;

        byte[] indices() throws UnreadableImageException {
            while (row < height) {
                if (at + 2 > bytes.length && row == height - 1 && x >= width) {
                    break; // the end of the picture, without the command that says so
                }
                int count = source.u8(at);
                int value = source.u8(at + 1);
                at += 2;
                if (count > 0) {
                    for (int index = 0; index < count; index++) {
                        put(bits == 8 ? value : index % 2 == 0 ? value >> 4 : value & 15);
                    }
                } else if (value == 0) {
                    x = 0;
                    row++;
                } else if (value == 1) {
                    break;
                } else if (value == 2) {
                    x = Math.min(width, x + source.u8(at));
                    row += source.u8(at + 1);
                    at += 2;
                } else {
                    literal(value);
                }
            }
            return indices;
        }

        private void literal(int count) throws UnreadableImageException {
            for (int index = 0; index < count; index++) {
                int value = source.u8(at + index * bits / 8);
                put(bits == 8 ? value : index % 2 == 0 ? value >> 4 : value & 15);
            }
            int size = (count * bits + 7) / 8;
            at += size + size % 2;
        }

        private void put(int index) {
            if (x < width && row < height) {
                indices[(fromTop ? row : height - 1 - row) * width + x] = (byte) index;
            }
            x = Math.min(width, x + 1);
        }
    }
}
