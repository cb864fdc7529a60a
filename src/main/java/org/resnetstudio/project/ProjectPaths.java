package org.resnetstudio.project;

import java.nio.file.Path;

/**
 * How the database writes paths: relative, with {@code /}, inside the project folder, so that a project moved together
 * with its pictures still finds them; absolute everywhere else.
 */
final class ProjectPaths {
    private final Path folder;

    ProjectPaths(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    String store(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (!absolute.startsWith(folder)) {
            return absolute.toString();
        }
        Path relative = folder.relativize(absolute);
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    Path resolve(String stored) {
        return folder.resolve(stored);
    }
}
