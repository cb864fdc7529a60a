package org.resnetstudio.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box of the ISO base media file format (ISO/IEC 14496-12), in which HEIC, AVIF and JPEG 2000 keep everything: a length, a type, a
 * content.
 *
 * @param type four Latin-1 characters
 * @param begin of the content
 * @param end of the content, exclusive; within the file
 */
record IsoBox(String type, long begin, long end) {
    private static final int MOST = 65_536;

    /** The boxes between two positions. */
    static List<IsoBox> in(ByteSource bytes, long begin, long end) throws UnreadableImageException {
        List<IsoBox> boxes = new ArrayList<>();
        for (long at = begin; at + 8 <= end; at = boxes.get(boxes.size() - 1).end()) {
            if (boxes.size() == MOST) {
                throw UnreadableImageException.damaged("problem.image.damaged.many-parts");
            }
            boxes.add(at(bytes, at, end));
        }
        return boxes;
    }

    /** The first box of a type at the top of a file, without a look at what comes after it. */
    static Optional<IsoBox> first(ByteSource bytes, String type) throws UnreadableImageException {
        int seen = 0;
        for (long at = 0; at + 8 <= bytes.size() && seen < MOST; seen++) {
            IsoBox box = at(bytes, at, bytes.size());
            if (box.type().equals(type)) {
                return Optional.of(box);
            }
            at = box.end();
        }
        return Optional.empty();
    }

    static Optional<IsoBox> first(List<IsoBox> boxes, String type) {
        return boxes.stream().filter(box -> box.type().equals(type)).findFirst();
    }

    private static IsoBox at(ByteSource bytes, long at, long end) throws UnreadableImageException {
        long length = bytes.u32be(at);
        long begin = at + 8;
        if (length == 1) {
            length = u64(bytes, at + 8);
            begin = at + 16;
        } else if (length == 0) { // to the end
            length = end - at;
        }
        if (length < begin - at) {
            throw UnreadableImageException.damaged("problem.image.damaged.no-name");
        }
        if (length > end - at) {
            throw end == bytes.size()
                    ? UnreadableImageException.cutOff()
                    : UnreadableImageException.damaged("problem.image.damaged.large-part");
        }
        return new IsoBox(type(bytes, at + 4), begin, at + length);
    }

    /** Four characters. */
    static String type(ByteSource bytes, long at) throws UnreadableImageException {
        StringBuilder type = new StringBuilder(4);
        for (int index = 0; index < 4; index++) {
            type.append((char) bytes.u8(at + index));
        }
        return type.toString();
    }

    /** A length or position; what no file has becomes {@code Long.MAX_VALUE}. */
    static long u64(ByteSource bytes, long at) throws UnreadableImageException {
        long high = bytes.u32be(at);
        long low = bytes.u32be(at + 4);
        return high > Integer.MAX_VALUE ? Long.MAX_VALUE : high << 32 | low;
    }
}
