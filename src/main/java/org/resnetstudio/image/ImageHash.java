package org.resnetstudio.image;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The identity of a picture file's content: SHA-256 of its bytes as 64 lower-case hexadecimal digits. */
public final class ImageHash {
    private ImageHash() {}

    /** Hash of these bytes. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newDigest().digest(bytes));
    }

    /** Hash of a file's bytes; they need not be a picture. */
    public static String sha256(Path file) throws UnreadableImageException {
        return sha256(ImageFiles.bytes(file));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every one has to have.", e);
        }
    }
}
