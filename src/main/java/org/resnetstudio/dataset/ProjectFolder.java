package org.resnetstudio.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.resnetstudio.files.Folders;
import org.resnetstudio.image.ImageFormats;

/** What a studio itself keeps in a project's folder, which may be the folder of the pictures as well. */
final class ProjectFolder {
    private static final String DATABASE = "project.db";
    private static final String LOCK = "project.lock";
    private static final Set<String> FOLDERS = Set.of("cache", "runs");

    private ProjectFolder() {}

    /**
     * Takes a project's own files and folders out of what is in its folder. A folder called {@code cache} or {@code runs} that
     * holds pictures itself, where the studio never puts any, is somebody's and stays.
     */
    static void hideOwnFiles(Path folder, List<Path> files, List<Path> folders) {
        if (files.stream().noneMatch(file -> FolderTree.nameOf(file).equals(DATABASE))) {
            return;
        }
        files.removeIf(file -> FolderTree.nameOf(file).startsWith(DATABASE)
                || FolderTree.nameOf(file).startsWith(LOCK));
        folders.removeIf(inner -> FOLDERS.contains(FolderTree.nameOf(inner)) && !holdsPictures(inner));
    }

    /** Whether a project lies in the folder, as far as names tell. */
    static boolean is(Path folder) {
        return Files.exists(folder.resolve(DATABASE));
    }

    private static boolean holdsPictures(Path folder) {
        try {
            return Folders.entries(folder).stream().anyMatch(ImageFormats::isImageFile);
        } catch (IOException e) {
            // Whoever reads it says so.
            return true;
        }
    }
}
