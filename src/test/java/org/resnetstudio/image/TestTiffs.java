package org.resnetstudio.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** TIFFs of any kind, made in code: strips of five rows, or tiles. */
final class TestTiffs {
    private static final int ROWS = 5;

    private final int width;
    private final int height;
    private final int bits;
    private final int[][] channels;
    private final Map<Integer, int[]> tags = new TreeMap<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean planar;
    private boolean big;
    private boolean packed;
    private int tilePx;

    /** @param channels the samples of each channel, row by row */
    TestTiffs(int width, int height, int photometric, int bits, int[]... channels) {
        this.width = width;
        this.height = height;
        this.bits = bits;
        this.channels = channels;
        int[] depths = new int[channels.length];
        java.util.Arrays.fill(depths, bits);
        tag(256, width).tag(257, height).tag(258, depths).tag(262, photometric).tag(277, channels.length);
    }

    TestTiffs tag(int tag, int... values) {
        tags.put(tag, values);
        return this;
    }

    TestTiffs without(int tag) {
        tags.remove(tag);
        return this;
    }

    TestTiffs order(ByteOrder wanted) {
        order = wanted;
        return this;
    }

    TestTiffs planar() {
        planar = true;
        return tag(284, 2);
    }

    TestTiffs big() {
        big = true;
        return this;
    }

    TestTiffs tiles(int sidePx) {
        tilePx = sidePx;
        return this;
    }

    /** Deflate. */
    TestTiffs packed() {
        packed = true;
        return tag(259, 8);
    }

    byte[] bytes() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int blockWidth = tilePx > 0 ? tilePx : width;
        int blockHeight = tilePx > 0 ? tilePx : ROWS;
        int perPlane = ((width + blockWidth - 1) / blockWidth) * ((height + blockHeight - 1) / blockHeight);
        int count = perPlane * (planar ? channels.length : 1);
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        int across = (width + blockWidth - 1) / blockWidth;
        for (int index = 0; index < count; index++) {
            int[][] of = planar ? new int[][] {channels[index / perPlane]} : channels;
            int inPlane = index % perPlane;
            byte[] block =
                    block(of, inPlane % across * blockWidth, inPlane / across * blockHeight, blockWidth, blockHeight);
            block = packed ? TestPictures.deflate(block) : block;
            offsets[index] = 16 + data.size();
            lengths[index] = block.length;
            data.writeBytes(block);
        }
        if (tilePx > 0) {
            tag(322, tilePx).tag(323, tilePx).tag(324, offsets).tag(325, lengths);
        } else {
            tag(273, offsets).tag(278, ROWS).tag(279, lengths);
        }
        return file(data.toByteArray());
    }

    private byte[] block(int[][] of, int left, int top, int blockWidth, int blockHeight) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        int rows = tilePx > 0 ? blockHeight : Math.min(blockHeight, height - top);
        for (int y = top; y < top + rows; y++) {
            StringBuilder row = new StringBuilder();
            for (int x = left; x < left + blockWidth; x++) {
                for (int[] channel : of) {
                    int value = x < width && y < height ? channel[y * width + x] : 0;
                    if (bits == 16 && order == ByteOrder.LITTLE_ENDIAN) {
                        value = Short.toUnsignedInt(Short.reverseBytes((short) value));
                    }
                    row.append(Integer.toBinaryString(1 << bits | value), 1, bits + 1);
                }
            }
            row.append("0".repeat((8 - row.length() % 8) % 8));
            for (int at = 0; at < row.length(); at += 8) {
                block.write(Integer.parseInt(row.substring(at, at + 8), 2));
            }
        }
        return block.toByteArray();
    }

    private byte[] file(byte[] data) {
        int word = big ? 8 : 4;
        int directory = 16 + data.length;
        int entries = directory + (big ? 8 : 2);
        int values = entries + tags.size() * (4 + 2 * word) + word;
        int valueBytes = tags.values().stream().mapToInt(v -> 4 * v.length).sum();
        ByteBuffer file = ByteBuffer.allocate(values + valueBytes).order(order);
        file.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
        if (big) {
            file.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(directory);
        } else {
            file.putShort((short) 42).putInt(directory);
        }
        file.position(16);
        file.put(data);
        if (big) {
            file.putLong(tags.size());
        } else {
            file.putShort((short) tags.size());
        }
        int free = values;
        for (Map.Entry<Integer, int[]> tag : tags.entrySet()) {
            int count = tag.getValue().length;
            file.putShort(tag.getKey().shortValue()).putShort((short) 4);
            ByteBuffer inline = ByteBuffer.allocate(word).order(order);
            if (4 * count <= word) {
                for (int value : tag.getValue()) {
                    inline.putInt(value);
                }
            } else {
                putWord(inline, free);
                for (int value : tag.getValue()) {
                    file.putInt(free, value);
                    free += 4;
                }
            }
            putWord(file, count);
            file.put(inline.array());
        }
        return file.array();
    }

    private void putWord(ByteBuffer to, int value) {
        if (big) {
            to.putLong(value);
        } else {
            to.putInt(value);
        }
    }
}
