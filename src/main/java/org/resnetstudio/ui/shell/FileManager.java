package org.resnetstudio.ui.shell;

import java.net.URI;
import java.nio.file.Path;

/** What the system can do with files and pages outside of the studio. Used on the FX thread; returns at once. */
public interface FileManager {
    /** Shows a file in its folder, or opens a folder. */
    void show(Path file);

    /** Opens a page in the browser. */
    void browse(URI page);
}
