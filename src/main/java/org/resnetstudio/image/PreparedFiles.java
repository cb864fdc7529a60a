package org.resnetstudio.image;

import java.util.List;

/**
 * What preparing a list of files came to.
 *
 * @param cacheIndices for each file, in order, the index of its picture in the cache, or -1 for an unreadable one; files
 *     of the same content share one index
 * @param unreadable the files that were left out, in order
 * @param decoded pictures that had to be decoded
 * @param reused files whose picture was in the cache already
 */
@SuppressWarnings("ArrayRecordComponent") // 100,000 indices, read by position and never compared
public record PreparedFiles(int[] cacheIndices, List<UnreadableFile> unreadable, int decoded, int reused) {
    public PreparedFiles {
        unreadable = List.copyOf(unreadable);
    }
}
