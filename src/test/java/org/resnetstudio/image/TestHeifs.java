package org.resnetstudio.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Writes HEIF files of every shape around a coded picture, whose size is 96 x 64. */
final class TestHeifs {
    static final int WIDTH = 96;
    static final int HEIGHT = 64;

    private final byte[] hvcC;
    private final byte[] coded;
    private final List<byte[]> properties = new ArrayList<>();
    private String coding = "hvc1";
    private int tiles = 1;
    private byte[] grid = {};
    private int claimedWidth = WIDTH;
    private int claimedHeight = HEIGHT;

    /** Around the coded picture of a file whose primary item is one. */
    TestHeifs(byte[] heic) throws UnreadableImageException {
        HeifItem item = HeifFile.read(ByteSource.of(heic)).primary();
        IsoBox setup = item.property("hvcC").orElseThrow();
        this.hvcC = Arrays.copyOfRange(heic, (int) setup.begin(), (int) setup.end());
        this.coded = item.data(heic);
    }

    TestHeifs coding(String type) {
        coding = type;
        return this;
    }

    /** What each coded picture claims. */
    TestHeifs size(int width, int height) {
        claimedWidth = width;
        claimedHeight = height;
        return this;
    }

    /** Quarter turns to the left. */
    TestHeifs turned(int times) {
        properties.add(box("irot", new byte[] {(byte) times}));
        return this;
    }

    /** Top and bottom exchanged (0), or left and right (1). */
    TestHeifs mirrored(int axis) {
        properties.add(box("imir", new byte[] {(byte) axis}));
        return this;
    }

    /** Numerators and denominators of width, height and the offsets of the middle. */
    TestHeifs cropped(int... fractions) {
        ByteBuffer values = ByteBuffer.allocate(4 * fractions.length);
        IntStream.of(fractions).forEach(values::putInt);
        properties.add(box("clap", values.array()));
        return this;
    }

    /** Several times the coded picture. */
    TestHeifs grid(int rows, int columns, int width, int height, int present) {
        grid = ByteBuffer.allocate(12)
                .putInt(1 << 16 | (rows - 1) << 8 | (columns - 1))
                .putInt(width)
                .putInt(height)
                .array();
        tiles = present;
        return this;
    }

    byte[] bytes() {
        byte[] start = box("ftyp", "heic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1));
        int metaLength = meta(0).length;
        byte[] meta = meta(start.length + metaLength + 8);
        return joined(start, meta, box("mdat", joined(coded, grid)));
    }

    private byte[] meta(int data) {
        boolean gridded = grid.length > 0;
        int items = gridded ? tiles + 1 : 1;
        byte[][] infe = new byte[items][];
        ByteBuffer iloc = ByteBuffer.allocate(8 + 14 * items)
                .putInt(0)
                .putShort((short) 0x4400)
                .putShort((short) items);
        for (int id = 1; id <= items; id++) {
            boolean isGrid = gridded && id == items;
            infe[id - 1] = box(
                    "infe",
                    joined(
                            new byte[] {2, 0, 0, 0, 0, (byte) id, 0, 0},
                            (isGrid ? "grid\0" : coding + "\0").getBytes(StandardCharsets.ISO_8859_1)));
            iloc.putShort((short) id).putShort((short) 0).putShort((short) 1);
            iloc.putInt(isGrid ? data + coded.length : data).putInt(isGrid ? grid.length : coded.length);
        }
        byte[] count = {0, 0, 0, 0, 0, (byte) items};
        byte[] references = {};
        if (gridded) {
            ByteBuffer to =
                    ByteBuffer.allocate(4 + 2 * tiles).putShort((short) items).putShort((short) tiles);
            IntStream.rangeClosed(1, tiles).forEach(id -> to.putShort((short) id));
            references = box("iref", joined(new byte[4], box("dimg", to.array())));
        }
        return box(
                "meta",
                joined(
                        new byte[4],
                        box("pitm", new byte[] {0, 0, 0, 0, 0, (byte) items}),
                        box("iinf", joined(count, joined(infe))),
                        box("iloc", iloc.array()),
                        properties(items, gridded),
                        references));
    }

    /** Size and set-up of every coded picture, and what has to be done with the primary one. */
    private byte[] properties(int items, boolean gridded) {
        byte[] size = ByteBuffer.allocate(12)
                .putInt(0)
                .putInt(claimedWidth)
                .putInt(claimedHeight)
                .array();
        byte[] container =
                box("ipco", joined(box("ispe", size), box("hvcC", hvcC), joined(properties.toArray(new byte[0][]))));
        ByteArrayOutputStream associations = new ByteArrayOutputStream();
        associations.writeBytes(ByteBuffer.allocate(8).putInt(0).putInt(items).array());
        for (int id = 1; id <= items; id++) {
            boolean last = id == items;
            int own = last ? properties.size() : 0;
            int common = last && gridded ? 0 : 2;
            associations.writeBytes(new byte[] {0, (byte) id, (byte) (common + own)});
            IntStream.rangeClosed(1, common).forEach(associations::write);
            IntStream.range(0, own).forEach(index -> associations.write(3 + index));
        }
        return box("iprp", joined(container, box("ipma", associations.toByteArray())));
    }

    static byte[] box(String type, byte[] content) {
        return joined(
                ByteBuffer.allocate(4).putInt(8 + content.length).array(),
                type.getBytes(StandardCharsets.ISO_8859_1),
                content);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** The picture of {@code newer_formats.py}; with {@code alpha} its masked one, on white. */
    static RgbImage waves(int width, int height, boolean alpha) {
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = x / (width - 1.0);
                double v = y / (height - 1.0);
                double[] colours = {0.1 + 0.8 * u, 0.1 + 0.8 * v, 0.5 + 0.4 * Math.sin(5 * u + 3 * v)};
                double opaque = !alpha || x < width / 2 ? 1 : 0.25 + 0.5 * y / height;
                for (int channel = 0; channel < 3; channel++) {
                    pixels[3 * (y * width + x) + channel] =
                            (byte) Math.round(255 * (colours[channel] * opaque + 1 - opaque));
                }
            }
        }
        return new RgbImage(width, height, pixels);
    }
}
