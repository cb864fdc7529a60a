package org.resnetstudio.app;

import java.nio.file.Path;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.Resizer;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.ui.control.ThumbnailLoader;

/** Decodes picture files for the screen. Safe for use by many threads at once. */
final class PictureSource implements ThumbnailLoader.Source {
    private final ImageDecoder decoder = new ImageDecoder();

    @Override
    public RgbImage thumbnail(Path file, int maxSidePx) throws UnreadableImageException {
        return Resizer.fit(decoder.decode(file, maxSidePx), maxSidePx, maxSidePx);
    }
}
