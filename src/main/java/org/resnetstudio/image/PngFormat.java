package org.resnetstudio.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.CRC32;

/** PNG (W3C, third edition): chunks of length, type, data and CRC. Of an animated one the default picture counts. */
final class PngFormat {
    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private static final Set<String> PIXEL_CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int FIRST_CHUNK = 8;
    private static final int CHUNK_FRAME = 12;
    private static final int GREY = 0;

    private PngFormat() {}

    static ImageHeader header(ByteSource bytes) throws UnreadableImageException {
        if (!bytes.has(FIRST_CHUNK + 4, "IHDR")) {
            throw UnreadableImageException.damaged("problem.image.damaged.no-first-part");
        }
        int orientation = 0;
        long at = FIRST_CHUNK;
        while (at + CHUNK_FRAME <= bytes.size() && !bytes.has(at + 4, "IEND")) {
            if (orientation == 0 && bytes.has(at + 4, "eXIf")) {
                orientation = TiffDirectory.orientation(bytes, at + 8);
            }
            at += CHUNK_FRAME + bytes.u32be(at);
        }
        return ImageHeader.of(bytes.u32be(16), bytes.u32be(20), ImageFormat.PNG, Math.max(1, orientation));
    }

    /**
     * Refuses a file that ends early, and one whose pixels' chunks do not match their checksums.
     *
     * @return a picture of nothing but these chunks: what texts, profiles and thumbnails have wrong is no matter of the
     *     pixels, and decoders would complain of it on standard error
     */
    static byte[] checked(byte[] bytes) throws UnreadableImageException {
        ByteSource source = ByteSource.of(bytes);
        ByteArrayOutputStream pixels = new ByteArrayOutputStream(bytes.length);
        pixels.write(bytes, 0, FIRST_CHUNK);
        CRC32 crc = new CRC32();
        long at = FIRST_CHUNK;
        while (true) {
            long length = source.u32be(at);
            if (at + CHUNK_FRAME + length > bytes.length) {
                throw UnreadableImageException.cutOff();
            }
            String type = new String(bytes, (int) at + 4, 4, StandardCharsets.ISO_8859_1);
            if (PIXEL_CHUNKS.contains(type)) {
                crc.reset();
                crc.update(bytes, (int) at + 4, (int) length + 4);
                if (crc.getValue() != source.u32be(at + 8 + length)) {
                    throw UnreadableImageException.damaged("problem.image.damaged.checksum");
                }
                if (!(type.equals("tRNS") && source.u8(25) == GREY)) { // see transparentGrey
                    pixels.write(bytes, (int) at, CHUNK_FRAME + (int) length);
                }
            } else if (Character.isUpperCase(type.charAt(0))) {
                throw UnreadableImageException.unsupported("problem.image.unsupported.part");
            }
            if (type.equals("IEND")) {
                return pixels.toByteArray();
            }
            at += CHUNK_FRAME + length;
        }
    }

    /**
     * The one grey value that stands for transparent in a grey picture without an alpha channel: in 16 bits where the picture
     * has 16, else in 8. All of its bits count, and none above the picture's depth.
     */
    static OptionalInt transparentGrey(byte[] bytes) throws UnreadableImageException {
        ByteSource source = ByteSource.of(bytes);
        int bits = source.u8(24);
        if (source.u8(25) != GREY) {
            return OptionalInt.empty();
        }
        for (long at = FIRST_CHUNK; !source.has(at + 4, "IDAT"); at += CHUNK_FRAME + source.u32be(at)) {
            if (source.has(at + 4, "tRNS") && source.u32be(at) >= 2) {
                int full = (1 << bits) - 1;
                int value = source.u16be(at + 8) & full;
                return OptionalInt.of(bits == 16 ? value : value * (255 / full));
            }
        }
        return OptionalInt.empty();
    }
}
