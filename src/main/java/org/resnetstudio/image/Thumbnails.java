package org.resnetstudio.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.resnetstudio.files.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small versions of picture files, kept as JPEGs in a folder, so that a grid of 100,000 pictures scrolls without decoding
 * them again. A file that changes gets a new one. Pictures that are small already are not kept: reading them is as quick.
 *
 * <p>Safe for use by many threads, and by many processes on one folder, which may be deleted at any time. Where it
 * cannot be written, thumbnails are made each time.
 */
public final class Thumbnails {
    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
    private static final int JPEG_QUALITY = 90;
    /** Goes up when pictures are decoded to other pixels, so that old thumbnails are not shown any more. */
    private static final int VERSION = 2;

    private final Path folder;
    private final int maxSidePx;
    private final ImageDecoder decoder = new ImageDecoder();
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * @param folder where to keep them, such as a project's {@code cache/thumbnails}; made when first needed
     * @param maxSidePx the longest side of a thumbnail, 16 to 1024
     */
    public Thumbnails(Path folder, int maxSidePx) {
        if (maxSidePx < 16 || maxSidePx > 1024) {
            throw new IllegalArgumentException(
                    "Thumbnails of " + maxSidePx + " pixels are out of range; give 16 to 1024.");
        }
        this.folder = folder;
        this.maxSidePx = maxSidePx;
    }

    /** The longest side of a thumbnail. */
    public int maxSidePx() {
        return maxSidePx;
    }

    /**
     * The picture of a file, upright, its longer side at most {@link #maxSidePx()}; never enlarged.
     *
     * @throws UnreadableImageException with a sentence, when there is none
     */
    public RgbImage thumbnail(Path file) throws UnreadableImageException {
        Path kept = keptFile(file, FileStamp.of(file));
        if (Files.isRegularFile(kept)) {
            try {
                return decoder.decode(kept);
            } catch (UnreadableImageException damaged) {
                LOG.debug("Making the thumbnail of {} again: {}", file, damaged.getMessage());
            }
        }
        RgbImage thumbnail = decoder.small(file, maxSidePx);
        ImageHeader header = ImageHeader.read(file);
        if (Math.max(header.width(), header.height()) > maxSidePx) {
            keep(thumbnail, kept);
        }
        return thumbnail;
    }

    private Path keptFile(Path file, FileStamp stamp) {
        String key = file.toAbsolutePath().normalize() + "\0" + stamp + "\0" + maxSidePx + "\0" + VERSION;
        String hash = ImageHash.sha256(key.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 40) + ".jpg");
    }

    private void keep(RgbImage thumbnail, Path kept) {
        try {
            AtomicFile.writeUnsynced(kept, JpegEncoder.encode(thumbnail, JPEG_QUALITY));
        } catch (IOException e) {
            if (warned.compareAndSet(false, true)) {
                LOG.warn("Thumbnails cannot be kept in {} and will be made each time: {}", folder, e.toString());
            }
        }
    }
}
