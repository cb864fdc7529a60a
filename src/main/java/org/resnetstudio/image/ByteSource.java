package org.resnetstudio.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Random access to the bytes of a picture file, in memory or on disk. Reading past the end means a cut off picture. */
abstract class ByteSource {
    static ByteSource of(byte[] bytes) {
        return new InMemory(bytes);
    }

    /** Reads small windows of the file as they are asked for; not thread-safe. */
    static ByteSource of(SeekableByteChannel channel) throws IOException {
        return new OnDisk(channel);
    }

    abstract long size();

    /** The unsigned byte at {@code at}. */
    abstract int u8(long at) throws UnreadableImageException;

    final int u16be(long at) throws UnreadableImageException {
        return u8(at) << 8 | u8(at + 1);
    }

    final int u16le(long at) throws UnreadableImageException {
        return u8(at + 1) << 8 | u8(at);
    }

    final int u24le(long at) throws UnreadableImageException {
        return u8(at + 2) << 16 | u16le(at);
    }

    final long u32be(long at) throws UnreadableImageException {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    final long u32le(long at) throws UnreadableImageException {
        return (long) u16le(at + 2) << 16 | u16le(at);
    }

    /** Whether the bytes at {@code at} are these Latin-1 characters; false past the end. */
    final boolean has(long at, String characters) throws UnreadableImageException {
        if (at < 0 || at + characters.length() > size()) {
            return false;
        }
        for (int index = 0; index < characters.length(); index++) {
            if (u8(at + index) != characters.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    private static final class InMemory extends ByteSource {
        private final byte[] bytes;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        long size() {
            return bytes.length;
        }

        @Override
        int u8(long at) throws UnreadableImageException {
            if (at < 0 || at >= bytes.length) {
                throw UnreadableImageException.cutOff();
            }
            return bytes[(int) at] & 0xFF;
        }
    }

    private static final class OnDisk extends ByteSource {
        private final SeekableByteChannel channel;
        private final long size;
        private final ByteBuffer window = ByteBuffer.allocate(4096);
        private long windowStart;

        OnDisk(SeekableByteChannel channel) throws IOException {
            this.channel = channel;
            this.size = channel.size();
            window.limit(0);
        }

        @Override
        long size() {
            return size;
        }

        @Override
        int u8(long at) throws UnreadableImageException {
            if (at < 0 || at >= size) {
                throw UnreadableImageException.cutOff();
            }
            if (at < windowStart || at >= windowStart + window.limit()) {
                load(at);
            }
            return window.get((int) (at - windowStart)) & 0xFF;
        }

        private void load(long at) throws UnreadableImageException {
            try {
                channel.position(at);
                window.clear();
                while (window.hasRemaining() && channel.read(window) >= 0) {
                    // a short read is not the end
                }
                window.flip();
                windowStart = at;
            } catch (IOException e) {
                throw ImageFiles.unreadable(e);
            }
            if (window.limit() == 0) {
                throw UnreadableImageException.cutOff();
            }
        }
    }
}
