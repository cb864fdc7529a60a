package org.resnetstudio.image;

import java.util.List;
import java.util.Optional;

/** JPEG 2000 (ISO/IEC 15444-1): a codestream, alone or in a file of boxes. */
final class Jpeg2000Format {
    private static final int CMYK = 12;
    private static final int MOST_CHANNELS = 4;
    private static final int MOST_TILES = 65_535;
    /** Programs fill up blocks with zeros, or end a text with a line. */
    private static final int STRAY_BYTES = 16;

    private Jpeg2000Format() {}

    static boolean isJpeg2000(ByteSource bytes) throws UnreadableImageException {
        return bytes.has(4, "jP  \r\n\u0087\n") || bytes.has(0, "\u00ffO\u00ffQ");
    }

    static ImageHeader header(ByteSource bytes) throws UnreadableImageException {
        long begin = 0;
        long end = bytes.size();
        if (!bytes.has(0, "\u00ffO\u00ffQ")) {
            checkColours(bytes);
            IsoBox stream = IsoBox.first(bytes, "jp2c").orElseThrow(UnreadableImageException::cutOff);
            begin = stream.begin();
            end = stream.end();
        }
        if (!bytes.has(begin, "\u00ffO\u00ffQ")) {
            throw UnreadableImageException.damaged("problem.image.damaged.no-size");
        }
        ByteCursor size = new ByteCursor(bytes, begin + 8, end);
        long right = size.u32();
        long bottom = size.u32();
        long left = size.u32();
        long top = size.u32();
        long tileWidth = size.u32();
        long tileHeight = size.u32();
        long tilesLeft = size.u32();
        long tilesTop = size.u32();
        int channels = size.u16();
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw UnreadableImageException.unsupported("problem.image.unsupported.channels", channels);
        }
        ImageHeader header = ImageHeader.of(right - left, bottom - top, ImageFormat.JPEG_2000, 1);
        ImageDecoder.checkSize(header.width(), header.height());
        boolean tiled = tileWidth > 0
                && tileHeight > 0
                && ((right - tilesLeft) / tileWidth + 1) * ((bottom - tilesTop) / tileHeight + 1) <= MOST_TILES;
        if (!tiled) {
            throw UnreadableImageException.damaged("problem.image.damaged.tiles");
        }
        checkEnd(bytes, end);
        return header;
    }

    /** Printers' colours, and palettes, would be decoded to wrong ones. */
    private static void checkColours(ByteSource bytes) throws UnreadableImageException {
        Optional<IsoBox> header = IsoBox.first(bytes, "jp2h");
        if (header.isEmpty()) {
            throw UnreadableImageException.damaged("problem.image.damaged.no-header");
        }
        List<IsoBox> parts = IsoBox.in(bytes, header.get().begin(), header.get().end());
        if (IsoBox.first(parts, "pclr").isPresent()) {
            throw UnreadableImageException.unsupported("problem.image.unsupported.palette");
        }
        Optional<IsoBox> colours = IsoBox.first(parts, "colr");
        if (colours.isPresent()
                && bytes.u8(colours.get().begin()) == 1
                && bytes.u32be(colours.get().begin() + 3) == CMYK) {
            throw UnreadableImageException.unsupported("problem.image.unsupported.cmyk");
        }
    }

    private static void checkEnd(ByteSource bytes, long end) throws UnreadableImageException {
        for (long at = end - 2; at >= Math.max(0, end - STRAY_BYTES); at--) {
            if (bytes.has(at, "\u00ff\u00d9")) {
                return;
            }
        }
        throw UnreadableImageException.cutOff();
    }
}
