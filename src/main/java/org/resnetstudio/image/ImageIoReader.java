package org.resnetstudio.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.resnetstudio.problem.Sentence;

/** The JDK's own readers, for what OpenCV does not read: GIF, and whether a JPEG is complete. */
final class ImageIoReader {
    private ImageIoReader() {}

    /** The first frame on its canvas; what is transparent or outside the frame is white. */
    static RgbImage gif(byte[] bytes, ImageHeader header) throws UnreadableImageException {
        GifFormat.Frame frame = GifFormat.firstFrame(ByteSource.of(bytes));
        int width = Math.max(header.width(), frame.left() + frame.width());
        int height = Math.max(header.height(), frame.top() + frame.height());
        ImageDecoder.checkSize(width, height);
        return onWhite(read(bytes, "gif"), frame.left(), frame.top(), width, height);
    }

    /** Whether a JPEG's data reaches to its end marker: decoders give a warning for each place where it does not. */
    static boolean readsWithoutWarning(byte[] jpeg) {
        AtomicBoolean warned = new AtomicBoolean();
        IIOReadWarningListener listener = (source, warning) -> warned.set(true);
        ImageReader reader = reader("jpeg");
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener(listener);
            reader.readRaster(0, null);
            return !warned.get();
        } catch (IOException | RuntimeException notReadable) {
            return false;
        } finally {
            reader.dispose();
        }
    }

    /** The reader of the Java runtime itself: a plug-in that a library brings may read fewer kinds of pictures. */
    private static ImageReader reader(String format) {
        Module own = ImageIO.class.getModule();
        for (ImageReader reader : (Iterable<ImageReader>) () -> ImageIO.getImageReadersByFormatName(format)) {
            if (reader.getClass().getModule().equals(own)) {
                return reader;
            }
            reader.dispose();
        }
        throw new IllegalStateException(
                "This Java runtime has no reader for " + format + " pictures; use one with the module java.desktop.");
    }

    private static BufferedImage read(byte[] bytes, String format) throws UnreadableImageException {
        ImageReader reader = reader(format);
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException e) { // the JDK's readers answer damage with unchecked exceptions, too
            throw new UnreadableImageException(
                    UnreadableImageException.Reason.DAMAGED, Sentence.of("problem.image.damaged-or-rare"), e);
        } finally {
            reader.dispose();
        }
    }

    private static RgbImage onWhite(BufferedImage image, int left, int top, int width, int height) {
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = canvas.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.drawImage(image, left, top, null);
        } finally {
            graphics.dispose();
        }
        byte[] pixels = new byte[3 * width * height];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            canvas.getRGB(0, y, width, 1, row, 0, width);
            for (int rgb : row) {
                pixels[at++] = (byte) (rgb >> 16);
                pixels[at++] = (byte) (rgb >> 8);
                pixels[at++] = (byte) rgb;
            }
        }
        return new RgbImage(width, height, pixels);
    }
}
