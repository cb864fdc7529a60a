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
        return new UnreadableImageException(Reason.OTHER_FORMAT, format, format.sentence(), null);
    }

    static UnreadableImageException notAPicture() {
        return new UnreadableImageException(Reason.NOT_A_PICTURE, Sentence.of("problem.image.not-a-picture"));
    }

    static UnreadableImageException cutOff() {
        return new UnreadableImageException(Reason.CUT_OFF, Sentence.of("problem.image.cut-off"));
    }

    /** @param what key of a text that says what is wrong, such as {@code problem.image.damaged.checksum} */
    static UnreadableImageException damaged(String what, Object... arguments) {
        return new UnreadableImageException(
                Reason.DAMAGED, Sentence.of("problem.image.damaged", Sentence.of(what, arguments)));
    }

    static UnreadableImageException noLibrary(LinkageError cause) {
        return new UnreadableImageException(
                Reason.NO_LIBRARY,
                LibraryFolder.javaCpp().sentence(Sentence.of("problem.files.library.opencv")),
                cause);
    }

    /** @param what key of a text that says what the picture is or has, such as {@code problem.image.unsupported.palette} */
    static UnreadableImageException unsupported(String what, Object... arguments) {
        return new UnreadableImageException(
                Reason.UNSUPPORTED, Sentence.of("problem.image.unsupported", Sentence.of(what, arguments)));
    }
}
