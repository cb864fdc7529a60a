package org.resnetstudio.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Tells whether a file is still what was written. */
public final class Checksum {
    private static final int BUFFER_BYTES = 1 << 20;

    private Checksum() {}

    /** The cyclic redundancy check CRC-32C (RFC 3720) of a file's bytes, 0 to 2³² - 1. It finds accidents, not intent. */
    public static long crc32c(Path file) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer) >= 0) {
                checksum.update(buffer.flip());
                buffer.clear();
            }
        }
        return checksum.getValue();
    }
}
