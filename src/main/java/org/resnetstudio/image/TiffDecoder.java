package org.resnetstudio.image;

import org.resnetstudio.problem.Sentence;

/**
 * Decodes a TIFF's strips or tiles to 8-bit RGB on white, a block at a time. All depths of 1 to 16 bits are scaled by their
 * whole range, as TIFF 6.0 has it: 12 bits that were stored in 16 stay dark.
 */
final class TiffDecoder {
    /** Tiles at the edges may reach beyond the picture, but not for ever. */
    private static final long MAX_BLOCK_PIXELS = 2 * ImageDecoder.MAX_PIXELS;

    private static final long MAX_ROW_SAMPLES = 1 << 27;

    private final byte[] bytes;
    private final TiffDirectory directory;
    private final TiffLayout layout;
    private final int width;
    private final int height;
    private final boolean tiled;
    private final int blockWidth;
    private final int blockHeight;
    private final int across;
    private final int down;
    private final TiffColours colours;
    private final byte[] pixels;

    private TiffDecoder(byte[] bytes, ImageHeader header, TiffDirectory directory, TiffLayout layout)
            throws UnreadableImageException {
        this.bytes = bytes;
        this.directory = directory;
        this.layout = layout;
        this.width = header.width();
        this.height = header.height();
        this.tiled = directory.count(TiffDirectory.TILE_WIDTH) > 0;
        this.blockWidth = tiled ? side(directory.first(TiffDirectory.TILE_WIDTH, 0), Integer.MAX_VALUE) : width;
        this.blockHeight = tiled
                ? side(directory.first(TiffDirectory.TILE_HEIGHT, 0), Integer.MAX_VALUE)
                : side(directory.first(TiffDirectory.ROWS_PER_STRIP, height), height);
        this.across = (int) ((width + (long) blockWidth - 1) / blockWidth);
        this.down = (int) ((height + (long) blockHeight - 1) / blockHeight);
        if ((double) across * blockWidth * down * blockHeight > MAX_BLOCK_PIXELS) {
            throw UnreadableImageException.damaged("problem.image.damaged.large-tiles");
        }
        if ((long) blockWidth * layout.samples() > MAX_ROW_SAMPLES) {
            throw tooLarge();
        }
        double size = (double) width * height * layout.samples() * layout.bits() / 8;
        if (size > (layout.compression() == TiffCompression.NONE ? 1 : TiffCompression.MOST) * (double) bytes.length) {
            throw UnreadableImageException.cutOff();
        }
        this.colours = new TiffColours(directory, layout);
        this.pixels = new byte[3 * width * height];
    }

    /** The picture as it is stored, not turned upright. */
    static RgbImage decode(byte[] bytes, ImageHeader header, TiffDirectory directory, TiffLayout layout)
            throws UnreadableImageException {
        TiffDecoder decoder = new TiffDecoder(bytes, header, directory, layout);
        for (int row = 0; row < decoder.down; row++) {
            for (int column = 0; column < decoder.across; column++) {
                decoder.block(row, column);
            }
        }
        return new RgbImage(header.width(), header.height(), decoder.pixels);
    }

    private static UnreadableImageException tooLarge() {
        return new UnreadableImageException(
                UnreadableImageException.Reason.TOO_LARGE, Sentence.of("problem.image.one-piece"));
    }

    private static int side(long value, int most) throws UnreadableImageException {
        if (value < 1) {
            throw UnreadableImageException.damaged("problem.image.damaged.no-part-size");
        }
        return (int) Math.min(value, most);
    }

    private void block(int row, int column) throws UnreadableImageException {
        int rows = tiled ? blockHeight : Math.min(blockHeight, height - row * blockHeight);
        int planes = layout.planar() ? layout.samples() : 1;
        Block[] blocks = new Block[planes];
        for (int plane = 0; plane < planes; plane++) {
            blocks[plane] = unpacked(((long) plane * down + row) * across + column, rows);
        }
        int seenRows = Math.min(rows, height - row * blockHeight);
        int seenColumns = Math.min(blockWidth, width - column * blockWidth);
        int[] samples = new int[layout.samples() * seenColumns];
        for (int y = 0; y < seenRows; y++) {
            for (int plane = 0; plane < planes; plane++) {
                blocks[plane].read(y, samples, plane, planes);
            }
            int target = (row * blockHeight + y) * width + column * blockWidth;
            colours.toRgb(samples, seenColumns, pixels, 3 * target);
        }
    }

    private Block unpacked(long index, int rows) throws UnreadableImageException {
        int perPixel = layout.planar() ? 1 : layout.samples();
        long rowBytes = ((long) blockWidth * perPixel * layout.bits() + 7) / 8;
        if (rowBytes * rows > Integer.MAX_VALUE - 8) {
            throw tooLarge();
        }
        int size = (int) rowBytes * rows;
        long from = directory.value(tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS, index);
        int lengths = tiled ? TiffDirectory.TILE_BYTES : TiffDirectory.STRIP_BYTES;
        boolean packed = layout.compression() != TiffCompression.NONE;
        long length =
                !packed ? size : directory.count(lengths) == 0 ? bytes.length - from : directory.value(lengths, index);
        if (length < 0 || from + length > bytes.length) {
            throw UnreadableImageException.cutOff();
        }
        byte[] data = bytes;
        int start = (int) from;
        if (directory.first(TiffDirectory.FILL_ORDER, 1) == 2) {
            data = reversed((int) from, (int) length);
            start = 0;
        }
        if (packed) {
            data = TiffCompression.unpacked(layout.compression(), data, start, (int) length, size);
            start = 0;
        }
        Block block = new Block(data, start, (int) rowBytes, perPixel);
        if (layout.differences() && TiffCompression.knowsDifferences(layout.compression())) {
            block.addUp(rows);
        }
        return block;
    }

    private byte[] reversed(int from, int length) {
        byte[] reversed = new byte[length];
        for (int index = 0; index < length; index++) {
            reversed[index] = (byte) (Integer.reverse(bytes[from + index]) >>> 24);
        }
        return reversed;
    }

    /** The unpacked samples of a strip or tile, or of one plane of it. */
    private final class Block {
        private final byte[] data;
        private final int start;
        private final int rowBytes;
        private final int perPixel;

        Block(byte[] data, int start, int rowBytes, int perPixel) {
            this.data = data;
            this.start = start;
            this.rowBytes = rowBytes;
            this.perPixel = perPixel;
        }

        /** Reads the beginning of a row into every {@code step}th sample from {@code first} on. */
        void read(int y, int[] samples, int first, int step) {
            int at = start + y * rowBytes;
            int bits = layout.bits();
            int from = 0;
            for (int index = first; index < samples.length; index += step) {
                if (bits == 8) {
                    samples[index] = data[at + from++] & 0xFF;
                } else if (bits == 16) {
                    samples[index] = sixteen(at + 2 * from++);
                } else {
                    samples[index] = bits(at, from, bits);
                    from += bits;
                }
            }
        }

        private int sixteen(int at) {
            int one = data[at] & 0xFF;
            int two = data[at + 1] & 0xFF;
            return directory.isLittleEndian() ? two << 8 | one : one << 8 | two;
        }

        private int bits(int at, int fromBit, int count) {
            int value = 0;
            for (int bit = fromBit; bit < fromBit + count; bit++) {
                value = value << 1 | (data[at + (bit >> 3)] >> (7 - (bit & 7)) & 1);
            }
            return value;
        }

        /** Turns differences to the pixel on the left into samples. */
        void addUp(int rows) throws UnreadableImageException {
            if (layout.bits() != 8 && layout.bits() != 16) {
                throw UnreadableImageException.unsupported("problem.image.unsupported.differences", layout.bits());
            }
            int size = layout.bits() / 8;
            for (int y = 0; y < rows; y++) {
                for (int at = start + y * rowBytes + perPixel * size; at < start + (y + 1) * rowBytes; at += size) {
                    int left = at - perPixel * size;
                    if (size == 1) {
                        data[at] += data[left];
                    } else {
                        int sum = sixteen(at) + sixteen(left);
                        data[at + (directory.isLittleEndian() ? 0 : 1)] = (byte) sum;
                        data[at + (directory.isLittleEndian() ? 1 : 0)] = (byte) (sum >> 8);
                    }
                }
            }
        }
    }
}
