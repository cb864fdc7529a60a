package org.resnetstudio.image;

import java.util.List;

/** A picture format that can be read. Files are recognised by their first bytes, not by their name. */
public enum ImageFormat {
    JPEG,
    PNG,
    GIF,
    BMP,
    TIFF,
    WEBP,
    /** HEVC pictures in a HEIF file, as phones take them. */
    HEIC,
    /** AV1 pictures in a HEIF file. */
    AVIF,
    JPEG_2000;

    /** Usual file name extensions, lower case, without the dot; the commonest first. */
    public List<String> extensions() {
        return switch (this) {
            case JPEG -> List.of("jpg", "jpeg", "jpe", "jfif");
            case PNG -> List.of("png", "apng");
            case GIF -> List.of("gif");
            case BMP -> List.of("bmp", "dib");
            case TIFF -> List.of("tif", "tiff");
            case WEBP -> List.of("webp");
            case HEIC -> List.of("heic", "heif", "hif");
            case AVIF -> List.of("avif", "avifs");
            case JPEG_2000 -> List.of("jp2", "j2k", "jpf", "jpx", "j2c", "jpc");
        };
    }
}
