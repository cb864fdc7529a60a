package org.resnetstudio.app;

import java.nio.file.Path;
import java.util.Optional;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.Resizer;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.Thumbnails;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.ui.control.ThumbnailLoader;

/**
 * Decodes picture files for the screen. Thumbnails of large pictures are kept in the project's cache; what is larger than
 * a thumbnail is decoded each time. Safe for use by many threads at once.
 */
final class PictureSource implements ThumbnailLoader.Source {
    private static final int SMALL_PX = 256;
    private static final int LARGE_PX = 512;

    private final ImageDecoder decoder = new ImageDecoder();
    private volatile Optional<Cache> cache = Optional.empty();

    private record Cache(Thumbnails small, Thumbnails large) {}

    /** Keeps thumbnails in a folder from now on, or nowhere. */
    void useCache(Optional<Path> folder) {
        cache = folder.map(where -> new Cache(new Thumbnails(where, SMALL_PX), new Thumbnails(where, LARGE_PX)));
    }

    @Override
    public RgbImage thumbnail(Path file, int maxSidePx) throws UnreadableImageException {
        Optional<Cache> now = cache;
        RgbImage picture;
        if (now.isPresent() && maxSidePx <= SMALL_PX) {
            picture = now.get().small().thumbnail(file);
        } else if (now.isPresent() && maxSidePx <= LARGE_PX) {
            picture = now.get().large().thumbnail(file);
        } else {
            picture = decoder.decode(file, maxSidePx);
        }
        return Resizer.fit(picture, maxSidePx, maxSidePx);
    }
}
