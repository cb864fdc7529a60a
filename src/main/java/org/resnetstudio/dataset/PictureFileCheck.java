package org.resnetstudio.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells pictures from other files without decoding them. */
final class PictureFileCheck implements FolderScanner.PictureCheck {
    private static final List<String> EXTENSIONS =
            List.of(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp");

    static boolean hasPictureName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(name::endsWith);
    }

    @Override
    public Optional<String> problemOf(Path file) {
        try {
            return Files.size(file) == 0 ? Optional.of("The file is empty.") : Optional.empty();
        } catch (IOException e) {
            return Optional.of("The file could not be read (" + e.getMessage() + "); check the disk.");
        }
    }
}
