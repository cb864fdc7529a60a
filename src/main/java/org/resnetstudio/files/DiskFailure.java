package org.resnetstudio.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.problem.Sentence;

/**
 * What to tell people where the disk is the reason that a file could not be written: one sentence with its remedy.
 *
 * <p>Java hands on the system's own words, which are in the language of the person: known are those of Linux, macOS and Windows in
 * English and Chinese (glibc's {@code zh_CN.po}, Windows' system error codes), and those that Linux itself gives in any language.
 */
public final class DiskFailure {
    private static final List<String> FULL =
            List.of("No space left", "not enough space", "quota exceeded", "设备上没有空间", "超出磁盘限额", "磁盘空间不足");
    private static final List<String> PROTECTED = List.of("Read-only file system", "write protected", "只读文件系统", "写入保护");
    private static final List<String> TOO_LONG = List.of("File name too long", "文件名过长");

    private DiskFailure() {}

    /** The sentence for a full or protected disk, or a name that it does not take; empty for any other failure. */
    public static Optional<Sentence> sentence(String file, IOException failure) {
        String reason = reason(failure);
        if (isFull(reason)) {
            return Optional.of(Sentence.of("problem.files.disk-full", file));
        }
        if (hasAny(reason, PROTECTED)) {
            return Optional.of(Sentence.of("problem.files.write-protected", file));
        }
        if (hasAny(reason, TOO_LONG)) {
            return Optional.of(Sentence.of("problem.files.name-too-long", file));
        }
        return Optional.empty();
    }

    /** Whether a system's reason says that the disk is full; of {@code null} it does not. */
    public static boolean isFull(String reason) {
        return reason != null
                && (hasAny(reason, FULL) || Linux.FULL.filter(reason::contains).isPresent());
    }

    private static boolean hasAny(String reason, List<String> words) {
        return words.stream().anyMatch(reason::contains);
    }

    /** Asked only where something failed. */
    private static final class Linux {
        /** How this system says that a disk is full, in its language; empty where it has no device that always is. */
        static final Optional<String> FULL = askFullDevice();

        private Linux() {}

        private static Optional<String> askFullDevice() {
            Path device = Path.of("/dev/full");
            if (!Files.exists(device) || Files.isRegularFile(device)) {
                return Optional.empty();
            }
            try {
                Files.write(device, new byte[1], StandardOpenOption.WRITE);
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(reason(e));
            }
        }
    }

    /** The system's own words for a failure. */
    static String reason(IOException failure) {
        if (failure instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
