package org.resnetstudio.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.resnetstudio.problem.Sentence;

/**
 * Formats of pictures that cannot be read here, told from files that are no pictures at all, so that people hear what they
 * have and what to do with it.
 */
public enum OtherFormat {
    /** What cameras' sensors saw, each maker's own format. */
    RAW,
    JPEG_XL,
    PHOTOSHOP,
    SVG,
    NETPBM,
    TARGA,
    ICON,
    /** High dynamic range. */
    OPEN_EXR,
    RADIANCE,
    DICOM;

    private List<String> extensions() {
        return switch (this) {
            case RAW ->
                List.of(
                        "3fr", "arw", "cr2", "cr3", "crw", "dcr", "dng", "erf", "fff", "iiq", "k25", "kdc", "mef",
                        "mos", "mrw", "nef", "nrw", "orf", "pef", "raf", "raw", "rw2", "rwl", "sr2", "srf", "srw",
                        "x3f");
            case JPEG_XL -> List.of("jxl");
            case PHOTOSHOP -> List.of("psd", "psb");
            case SVG -> List.of("svg", "svgz");
            case NETPBM -> List.of("ppm", "pgm", "pbm", "pnm", "pam");
            case TARGA -> List.of("tga");
            case ICON -> List.of("ico", "cur");
            case OPEN_EXR -> List.of("exr");
            case RADIANCE -> List.of("hdr");
            case DICOM -> List.of("dcm", "dicom");
        };
    }

    /** The format that the end of a file's name says. */
    public static Optional<OtherFormat> named(Path file) {
        String extension = extension(file);
        for (OtherFormat format : values()) {
            if (format.extensions().contains(extension)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The format that the first bytes say. */
    static Optional<OtherFormat> of(ByteSource bytes) throws UnreadableImageException {
        if (bytes.has(4, "ftypcrx ")
                || (bytes.has(8, "CR") && TiffDirectory.isUsual(bytes, 0))
                || bytes.has(0, "FUJIFILMCCD-RAW")
                || bytes.has(0, "IIRO")
                || bytes.has(0, "IIRS")
                || bytes.has(0, "MMOR")
                || bytes.has(0, "IIU\0")
                || bytes.has(0, "FOVb")
                || bytes.has(6, "HEAPCCDR")) {
            return Optional.of(RAW);
        }
        if (bytes.has(0, "\u00ff\n") || bytes.has(4, "JXL ")) {
            return Optional.of(JPEG_XL);
        }
        if (bytes.has(0, "8BPS")) {
            return Optional.of(PHOTOSHOP);
        }
        if (bytes.has(128, "DICM")) {
            return Optional.of(DICOM);
        }
        return Optional.empty();
    }

    /**
     * Refuses a file whose name says one of these formats, unless its bytes are a readable picture under a wrong name. Raw
     * pictures that begin like a TIFF are refused, too: what a TIFF reader finds in them is a small preview.
     */
    static void refuse(Path file, ByteSource bytes) throws UnreadableImageException {
        Optional<OtherFormat> format = named(file);
        if (format.isPresent() && !beginsReadably(bytes, format.get())) {
            throw UnreadableImageException.otherFormat(format.get());
        }
    }

    private static boolean beginsReadably(ByteSource bytes, OtherFormat named) throws UnreadableImageException {
        return (TiffDirectory.isUsual(bytes, 0) && named != RAW)
                || bytes.has(0, "\u00ff\u00d8\u00ff")
                || bytes.has(0, PngFormat.SIGNATURE)
                || bytes.has(0, "GIF8")
                || bytes.has(0, "RIFF")
                || bytes.has(0, "BM")
                || HeifFormat.isHeif(bytes)
                || Jpeg2000Format.isJpeg2000(bytes);
    }

    /** What a file of this format is, and the way out; one sentence. */
    public Sentence sentence() {
        return Sentence.of("problem.image.other." + name().toLowerCase(Locale.ROOT));
    }

    /** Lower case, without the dot; empty where there is none. */
    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 1 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
