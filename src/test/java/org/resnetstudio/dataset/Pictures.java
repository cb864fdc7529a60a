package org.resnetstudio.dataset;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small picture files for tests. */
public final class Pictures {
    private Pictures() {}

    /** Writes a PNG of 4 x 4 pixels, with the folders above it. */
    public static Path write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
            image.setRGB(1, 2, file.hashCode() & 0xffffff);
            try (var out = Files.newOutputStream(file)) {
                ImageIO.write(image, "png", out);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code count} pictures 1.png, 2.png … into {@code folder}. */
    public static Path folder(Path folder, int count) {
        for (int i = 1; i <= count; i++) {
            write(folder.resolve(i + ".png"));
        }
        return folder;
    }
}
