package org.resnetstudio.image;

import java.util.List;
import java.util.Optional;

/**
 * One of the pictures in a HEIF file, or a part of one.
 *
 * @param id as the file numbers it
 * @param type how it is coded, such as {@code hvc1}, {@code av01} or {@code grid}
 * @param extents where its bytes are, in order
 * @param properties in the order in which they apply
 */
record HeifItem(long id, String type, List<Extent> extents, List<IsoBox> properties) {
    /** A run of bytes of the file. */
    record Extent(long at, long length) {}

    HeifItem {
        extents = List.copyOf(extents);
        properties = List.copyOf(properties);
    }

    Optional<IsoBox> property(String name) {
        return IsoBox.first(properties, name);
    }

    long length() {
        return extents.stream().mapToLong(Extent::length).sum();
    }

    /** Refuses an item whose bytes are not all there, or are named more than once. */
    void check(ByteSource bytes) throws UnreadableImageException {
        long left = bytes.size();
        for (Extent extent : extents) {
            if (extent.at() > bytes.size() || extent.length() > bytes.size() - extent.at()) {
                throw UnreadableImageException.cutOff();
            }
            left -= extent.length();
        }
        if (extents.isEmpty() || left < 0) {
            throw UnreadableImageException.damaged("problem.image.damaged.nowhere");
        }
    }

    /** Its bytes, one after the other. */
    byte[] data(byte[] file) throws UnreadableImageException {
        check(ByteSource.of(file));
        byte[] data = new byte[(int) length()];
        int to = 0;
        for (Extent extent : extents) {
            System.arraycopy(file, (int) extent.at(), data, to, (int) extent.length());
            to += (int) extent.length();
        }
        return data;
    }
}
