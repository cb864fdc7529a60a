package org.resnetstudio.image;

/**
 * What was found out about a picture's file when all of its bytes were read. True for as long as the file has the same stamp.
 *
 * @param stamp of the file, with its size in bytes
 * @param sha256 of its bytes, as {@link ImageHash} writes it
 * @param widthPx columns of the picture as people see it, at least 1
 * @param heightPx rows of the picture as people see it, at least 1
 */
public record PictureContent(FileStamp stamp, String sha256, int widthPx, int heightPx) {
    private static final int HEX_DIGITS = 64;

    public PictureContent {
        if (sha256.length() != HEX_DIGITS) {
            throw new IllegalArgumentException(
                    "\"" + sha256 + "\" is no SHA-256; give its " + HEX_DIGITS + " hexadecimal digits.");
        }
        if (widthPx < 1 || heightPx < 1) {
            throw new IllegalArgumentException(
                    "A picture of " + widthPx + " x " + heightPx + " pixels cannot exist; give at least 1 x 1.");
        }
    }

    /** Of a readable picture's bytes. */
    static PictureContent of(FileStamp stamp, String sha256, byte[] bytes) throws UnreadableImageException {
        ImageHeader header = ImageHeader.read(ByteSource.of(bytes));
        return new PictureContent(stamp, sha256, header.orientedWidth(), header.orientedHeight());
    }
}
