package org.resnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.List;

/** Takes files and folders into the current project. */
@FunctionalInterface
public interface PictureImport {
    /** Starts taking in pictures and folders, in the background. */
    void start(List<Path> sources);
}
