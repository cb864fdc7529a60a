package org.resnetstudio.image;

import java.util.Optional;
import org.resnetstudio.files.LibraryFolder;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/**
 * A file that cannot be shown or trained on. The message is one sentence for people; {@link #reason()} is for programs
 * that group or translate.
 */
public final class UnreadableImageException extends Exception implements UserException {
    private static final long serialVersionUID = 1L;

    /** Why a file cannot be read. */
    public enum Reason {
        /** No bytes at all. */
        EMPTY,
        /** Not a picture, or a format that is not supported. */
        NOT_A_PICTURE,
        /** A picture of a known format that cannot be read here, see {@link #otherFormat()}. */
        OTHER_FORMAT,
        /** The file ends before the picture does. */
        CUT_OFF,
        /** The bytes contradict themselves. */
        DAMAGED,
        /** A picture of a supported format, but of a kind that cannot be decoded. */
        UNSUPPORTED,
        /** More than {@link ImageDecoder#MAX_PIXELS}. */
        TOO_LARGE,
        /** A folder, or something else that is not a file. */
        NOT_A_FILE,
        /** Nothing is there (any more). */
        MISSING,
        /** The user may not read it. */
        NO_PERMISSION,
        /** The disk or the network failed. */
        READ_FAILED,
        /** Not enough memory at present. */
        OUT_OF_MEMORY,
        /** The library that decodes pictures does not work on this machine: no picture can be read. */
        NO_LIBRARY
    }

    private final Sentence sentence;
    private final Reason reason;
    private final OtherFormat otherFormat;

    UnreadableImageException(Reason reason, Sentence sentence) {
        this(reason, sentence, null);
    }

    UnreadableImageException(Reason reason, Sentence sentence, Throwable cause) {
        this(reason, null, sentence, cause);
    }

    UnreadableImageException(Reason reason, String message) {
        this(reason, Sentence.inWords(message), null);
    }

    UnreadableImageException(Reason reason, String message, Throwable cause) {
        this(reason, Sentence.inWords(message), cause);
    }

    private UnreadableImageException(Reason reason, OtherFormat otherFormat, Sentence sentence, Throwable cause) {
        super(sentence.english(), cause);
        this.sentence = sentence;
        this.reason = reason;
        this.otherFormat = otherFormat;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Which format it is that cannot be read; empty unless that is the reason. */
    public Optional<OtherFormat> otherFormat() {
        return Optional.ofNullable(otherFormat);
    }

    static UnreadableImageException otherFormat(OtherFormat format) {
        return new UnreadableImageException(Reason.OTHER_FORMAT, format, Sentence.inWords(format.sentence()), null);
    }

    static UnreadableImageException notAPicture() {
        return new UnreadableImageException(
                Reason.NOT_A_PICTURE,
                "Not a picture, or a format that cannot be read; use JPEG, PNG, GIF, BMP, TIFF, WebP, HEIC, AVIF or"
                        + " JPEG 2000.");
    }

    static UnreadableImageException cutOff() {
        return new UnreadableImageException(
                Reason.CUT_OFF, "The picture is cut off: the file ends before the picture does; copy it again.");
    }

    static UnreadableImageException damaged(String what) {
        return new UnreadableImageException(Reason.DAMAGED, "The picture is damaged: " + what + "; copy it again.");
    }

    static UnreadableImageException noLibrary(LinkageError cause) {
        return new UnreadableImageException(
                Reason.NO_LIBRARY,
                LibraryFolder.javaCpp().sentence(Sentence.of("problem.files.library.opencv")),
                cause);
    }

    static UnreadableImageException unsupported(String what) {
        return new UnreadableImageException(
                Reason.UNSUPPORTED, "The picture " + what + ", which cannot be read; save it as PNG or JPEG.");
    }
}
