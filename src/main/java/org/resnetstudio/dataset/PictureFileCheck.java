package org.resnetstudio.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.resnetstudio.dataset.FolderScanner.PictureProblem;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.ImageFormat;
import org.resnetstudio.image.ImageHeader;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.problem.Sentence;

/**
 * Tells readable pictures from others by their first and last bytes. Only a picture without a proper end, which most
 * cut off ones are, is decoded to be sure.
 */
final class PictureFileCheck implements FolderScanner.PictureCheck {
    private static final int TAIL_BYTES = 64;
    private static final int SMALL_SIDE_PX = 32;

    private final ImageDecoder decoder = new ImageDecoder();

    @Override
    public Optional<PictureProblem> problemOf(Path file) {
        try {
            ImageHeader header = ImageHeader.read(file);
            if (header.pixels() > ImageDecoder.MAX_PIXELS || !endsProperly(file, header.format())) {
                decoder.decode(file, SMALL_SIDE_PX);
            }
            return Optional.empty();
        } catch (UnreadableImageException e) {
            LeftOut kind = e.otherFormat().map(LeftOut::of).orElse(LeftOut.UNREADABLE);
            return Optional.of(new PictureProblem(kind, e.sentence()));
        } catch (IOException e) {
            return Optional.of(new PictureProblem(
                    LeftOut.UNREADABLE, Sentence.of("problem.dataset.file.read-failed", e.getMessage())));
        }
    }

    private static boolean endsProperly(Path file, ImageFormat format) throws IOException {
        return switch (format) {
            case JPEG -> tail(file).contains("\u00ff\u00d9");
            case PNG -> tail(file).contains("IEND");
            case GIF -> tail(file).contains(";");
            // Their headers say how long the file is, which reading them has checked.
            case BMP, TIFF, WEBP, HEIC, AVIF, JPEG_2000 -> true;
        };
    }

    private static String tail(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(TAIL_BYTES);
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until the end
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        }
    }
}
