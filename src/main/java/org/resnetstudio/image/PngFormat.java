package org.resnetstudio.image;

import java.util.OptionalInt;
import java.util.zip.CRC32;

/** PNG (W3C, third edition): chunks of length, type, data and CRC. Of an animated one the default picture counts. */
final class PngFormat {
    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private static final int FIRST_CHUNK = 8;
    private static final int CHUNK_FRAME = 12;
    private static final int GREY = 0;

    private PngFormat() {}

    static ImageHeader header(ByteSource bytes) throws UnreadableImageException {
        if (!bytes.has(FIRST_CHUNK + 4, "IHDR")) {
            throw UnreadableImageException.damaged("its first part is missing");
        }
        int orientation = 1;
        long at = FIRST_CHUNK;
        while (at + CHUNK_FRAME <= bytes.size() && !bytes.has(at + 4, "IEND")) {
            if (bytes.has(at + 4, "eXIf")) {
                orientation = TiffDirectory.orientation(bytes, at + 8);
            }
            at += CHUNK_FRAME + bytes.u32be(at);
        }
        return ImageHeader.of(bytes.u32be(16), bytes.u32be(20), ImageFormat.PNG, orientation);
    }

    /** Refuses a file that ends early, and one whose necessary chunks do not match their checksums. */
    static void check(byte[] bytes) throws UnreadableImageException {
        ByteSource source = ByteSource.of(bytes);
        CRC32 crc = new CRC32();
        long at = FIRST_CHUNK;
        while (true) {
            long length = source.u32be(at);
            if (at + CHUNK_FRAME + length > bytes.length) {
                throw UnreadableImageException.cutOff();
            }
            boolean necessary = Character.isUpperCase(source.u8(at + 4));
            crc.reset();
            crc.update(bytes, (int) at + 4, (int) length + 4);
            if (necessary && crc.getValue() != source.u32be(at + 8 + length)) {
                throw UnreadableImageException.damaged("a checksum does not match");
            }
            if (source.has(at + 4, "IEND")) {
                return;
            }
            at += CHUNK_FRAME + length;
        }
    }

    /** The one grey value, scaled to 8 bits, that stands for transparent in a grey picture without an alpha channel. */
    static OptionalInt transparentGrey(byte[] bytes) throws UnreadableImageException {
        ByteSource source = ByteSource.of(bytes);
        int bits = source.u8(24);
        if (source.u8(25) != GREY) {
            return OptionalInt.empty();
        }
        for (long at = FIRST_CHUNK; !source.has(at + 4, "IDAT"); at += CHUNK_FRAME + source.u32be(at)) {
            if (source.has(at + 4, "tRNS")) {
                double full = (1 << bits) - 1;
                return OptionalInt.of((int) Math.round(source.u16be(at + 8) * 255 / full));
            }
        }
        return OptionalInt.empty();
    }
}
