package org.resnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The system's dialogs for files and folders. Each remembers the folder last used for a purpose ({@code "import"},
 * {@code "export"} …). Used on the FX thread, and blocks until the dialog is closed.
 */
public interface FilePickers {
    /**
     * A kind of file.
     *
     * @param description for people
     * @param patterns such as {@code *.onnx}
     */
    record FileKind(String description, List<String> patterns) {
        public FileKind {
            patterns = List.copyOf(patterns);
        }
    }

    /** Asks for a folder. */
    Optional<Path> folder(String purpose, String title);

    /** Asks for one or more files; an empty list when the dialog was cancelled. */
    List<Path> files(String purpose, String title, FileKind... kinds);

    /** Asks where to save a file. */
    Optional<Path> save(String purpose, String title, String suggestedName, FileKind... kinds);
}
