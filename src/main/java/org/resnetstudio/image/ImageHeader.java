package org.resnetstudio.image;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a picture file says about itself, read without decoding it.
 *
 * @param width stored columns, before the orientation is applied; at least 1
 * @param height stored rows, before the orientation is applied; at least 1
 * @param format recognised by the first bytes
 * @param orientation EXIF orientation, 1 to 8; 1 (upright) where the file says nothing
 */
public record ImageHeader(int width, int height, ImageFormat format, int orientation) {
    public ImageHeader {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "A picture of " + width + " x " + height + " pixels cannot exist; give at least 1 x 1.");
        }
        if (orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("There is no orientation " + orientation + "; give 1 to 8.");
        }
    }

    /**
     * Reads the header of a file: a few kilobytes, wherever they are in it.
     *
     * @throws UnreadableImageException with a sentence, when it is no readable picture
     */
    public static ImageHeader read(Path file) throws UnreadableImageException {
        return ImageFiles.header(file);
    }

    static ImageHeader read(ByteSource bytes) throws UnreadableImageException {
        if (bytes.has(0, "\u00ff\u00d8\u00ff")) {
            return JpegFormat.header(bytes);
        }
        if (bytes.has(0, PngFormat.SIGNATURE)) {
            return PngFormat.header(bytes);
        }
        if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) {
            return GifFormat.header(bytes);
        }
        if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
            return WebpFormat.header(bytes);
        }
        if (HeifFormat.isHeif(bytes)) {
            return HeifPicture.read(bytes).header();
        }
        if (Jpeg2000Format.isJpeg2000(bytes)) {
            return Jpeg2000Format.header(bytes);
        }
        Optional<OtherFormat> other = OtherFormat.of(bytes);
        if (other.isPresent()) {
            throw UnreadableImageException.otherFormat(other.get());
        }
        if (TiffDirectory.isTiff(bytes, 0)) {
            return TiffFormat.header(bytes);
        }
        if (bytes.has(0, "BM") && BmpFormat.isBmp(bytes)) {
            return BmpFormat.header(bytes);
        }
        throw UnreadableImageException.notAPicture();
    }

    /** A header from stored numbers, refusing sizes that no picture has. */
    static ImageHeader of(long width, long height, ImageFormat format, int orientation)
            throws UnreadableImageException {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw UnreadableImageException.damaged("problem.image.damaged.claims-size", width, height);
        }
        return new ImageHeader((int) width, (int) height, format, orientation);
    }

    /** Columns of the picture as people see it. */
    public int orientedWidth() {
        return orientation > 4 ? height : width;
    }

    /** Rows of the picture as people see it. */
    public int orientedHeight() {
        return orientation > 4 ? width : height;
    }

    /** Pixels in all. */
    public long pixels() {
        return (long) width * height;
    }
}
