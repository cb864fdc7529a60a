package org.resnetstudio.image;

import java.util.Arrays;

/** JPEG (ITU-T T.81): segments of a marker and a length, then entropy-coded scans. */
final class JpegFormat {
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int APP1 = 0xE1;
    /** A file that was allocated but not filled ends in zeros; this many at the end are no picture. */
    private static final int ZEROS_OF_AN_UNFINISHED_COPY = 16;

    private JpegFormat() {}

    static ImageHeader header(ByteSource bytes) throws UnreadableImageException {
        int orientation = 0;
        long at = 2;
        while (true) {
            while (bytes.u8(at) != 0xFF) {
                at++; // decoders skip stray bytes between segments, too
            }
            while (bytes.u8(at) == 0xFF) {
                at++;
            }
            int marker = bytes.u8(at++);
            if (isStandAlone(marker)) {
                continue;
            }
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                throw UnreadableImageException.damaged("problem.image.damaged.no-size");
            }
            if (isStartOfFrame(marker)) {
                return ImageHeader.of(
                        bytes.u16be(at + 5), bytes.u16be(at + 3), ImageFormat.JPEG, Math.max(1, orientation));
            }
            if (orientation == 0 && marker == APP1 && bytes.has(at + 2, "Exif\0\0")) {
                orientation = TiffDirectory.orientation(bytes, at + 8);
            }
            at += Math.max(2, bytes.u16be(at));
        }
    }

    /**
     * Refuses a picture that is cut off. Decoders fill the missing part with grey and say nothing, so the end marker is
     * looked for, segment by segment: bytes after it, or a thumbnail inside with an end of its own, do not count.
     *
     * @return bytes that end with an end marker: the same, or with one appended where nothing but that was missing
     */
    static byte[] checked(byte[] bytes) throws UnreadableImageException {
        if (hasEndMarker(bytes)) {
            return bytes;
        }
        if (endsInZeros(bytes)) {
            throw UnreadableImageException.cutOff();
        }
        byte[] ended = Arrays.copyOf(bytes, bytes.length + 2);
        ended[bytes.length] = (byte) 0xFF;
        ended[bytes.length + 1] = (byte) END_OF_IMAGE;
        if (!ImageIoReader.readsWithoutWarning(ended)) {
            throw UnreadableImageException.cutOff();
        }
        return ended;
    }

    private static boolean hasEndMarker(byte[] bytes) {
        int at = 2;
        while (true) {
            // In entropy-coded data FF is followed by 00 or a restart marker; anything else begins a segment.
            while (at + 1 < bytes.length && !(bytes[at] == (byte) 0xFF && isMarker(bytes[at + 1] & 0xFF))) {
                at++;
            }
            if (at + 1 >= bytes.length) {
                return false;
            }
            int marker = bytes[at + 1] & 0xFF;
            at += 2;
            if (marker == END_OF_IMAGE) {
                return true;
            }
            if (!isStandAlone(marker)) {
                if (at + 1 >= bytes.length) {
                    return false;
                }
                at += Math.max(2, (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF));
            }
        }
    }

    private static boolean endsInZeros(byte[] bytes) {
        for (int at = Math.max(0, bytes.length - ZEROS_OF_AN_UNFINISHED_COPY); at < bytes.length; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMarker(int code) {
        return code != 0 && code != 0xFF && !(code >= 0xD0 && code <= 0xD7);
    }

    private static boolean isStandAlone(int marker) {
        return marker == 0 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    }

    private static boolean isStartOfFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
