package org.resnetstudio.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.Element;

/** Pictures made in code, and the fixtures whose making {@link ImageDecoderTest} quotes. */
public final class TestPictures {
    static final int WIDTH = 48;
    static final int HEIGHT = 32;

    private TestPictures() {}

    /** The picture of all fixtures: {@code (5 x, 8 y, 255 - 2 x - 3 y)}, 48 x 32. */
    public static RgbImage gradient() {
        byte[] pixels = new byte[3 * WIDTH * HEIGHT];
        int at = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                pixels[at++] = (byte) (5 * x);
                pixels[at++] = (byte) (8 * y);
                pixels[at++] = (byte) (255 - 2 * x - 3 * y);
            }
        }
        return new RgbImage(WIDTH, HEIGHT, pixels);
    }

    public static RgbImage noise(int width, int height, long seed) {
        byte[] pixels = new byte[3 * width * height];
        new Random(seed).nextBytes(pixels);
        return new RgbImage(width, height, pixels);
    }

    public static RgbImage plain(int width, int height, int rgb) {
        byte[] pixels = new byte[3 * width * height];
        for (int at = 0; at < pixels.length; at += 3) {
            pixels[at] = (byte) (rgb >> 16);
            pixels[at + 1] = (byte) (rgb >> 8);
            pixels[at + 2] = (byte) rgb;
        }
        return new RgbImage(width, height, pixels);
    }

    public static byte[] resource(String name) {
        try (InputStream in = TestPictures.class.getResourceAsStream("/image/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] png(RgbImage image) {
        return png(image.width(), image.height(), 8, 2, image.pixels());
    }

    /**
     * A PNG of any kind.
     *
     * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
     * @param samples rows without filter bytes
     * @param extraChunks whole chunks to put before the data
     */
    public static byte[] png(int width, int height, int bits, int colourType, byte[] samples, byte[]... extraChunks) {
        int rowBytes = samples.length / height;
        byte[] filtered = new byte[samples.length + height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(samples, y * rowBytes, filtered, y * (rowBytes + 1) + 1, rowBytes);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PngFormat.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(pngHeader(width, height, bits, colourType));
        for (byte[] chunk : extraChunks) {
            out.writeBytes(chunk);
        }
        out.writeBytes(chunk("IDAT", deflate(filtered)));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    public static byte[] pngHeader(int width, int height, int bits, int colourType) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bits)
                        .put((byte) colourType)
                        .array());
    }

    public static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
        chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) crc.getValue()).array();
    }

    public static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** A TIFF structure with nothing but an orientation, as EXIF blocks are. */
    public static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer exif = ByteBuffer.allocate(26).order(order);
        exif.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
        exif.putShort((short) 42).putInt(8).putShort((short) 1);
        exif.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) orientation);
        return exif.array();
    }

    public static byte[] jpeg(RgbImage image) {
        return jpeg(image, false);
    }

    public static byte[] jpeg(RgbImage image, boolean progressive) {
        return jpeg(buffered(image), progressive, 2, 2);
    }

    /**
     * Encoded by the JDK.
     *
     * @param columns of how many columns of the picture, 1 to 4, each sample of its chroma is, where it has any
     * @param rows of how many rows
     */
    public static byte[] jpeg(BufferedImage image, boolean progressive, int columns, int rows) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(0.95f);
            settings.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), settings);
            String format = metadata.getNativeMetadataFormatName();
            IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
            Element luma = (Element) root.getElementsByTagName("componentSpec").item(0);
            luma.setAttribute("HsamplingFactor", Integer.toString(columns));
            luma.setAttribute("VsamplingFactor", Integer.toString(rows));
            metadata.setFromTree(format, root);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A JPEG with an EXIF segment right after its start marker. */
    public static byte[] withExif(byte[] jpeg, byte[] exif) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + exif.length);
        out.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + exif.length));
        out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
        return out.put(jpeg, 2, jpeg.length - 2).array();
    }

    /** Encoded by the JDK as {@code gif} or {@code bmp}. */
    public static byte[] encoded(RgbImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(buffered(image), format, out)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static BufferedImage buffered(RgbImage image) {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                buffered.setRGB(x, y, image.rgb(x, y));
            }
        }
        return buffered;
    }

    /** The picture that EXIF orientation {@code orientation} makes of a stored one, by the definition of EXIF 2.32. */
    public static RgbImage upright(RgbImage stored, int orientation) {
        int width = orientation > 4 ? stored.height() : stored.width();
        int height = orientation > 4 ? stored.width() : stored.height();
        int lastX = stored.width() - 1;
        int lastY = stored.height() - 1;
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb =
                        switch (orientation) {
                            case 1 -> stored.rgb(x, y);
                            case 2 -> stored.rgb(lastX - x, y);
                            case 3 -> stored.rgb(lastX - x, lastY - y);
                            case 4 -> stored.rgb(x, lastY - y);
                            case 5 -> stored.rgb(y, x);
                            case 6 -> stored.rgb(y, lastY - x);
                            case 7 -> stored.rgb(lastX - y, lastY - x);
                            case 8 -> stored.rgb(lastX - y, x);
                            default -> throw new IllegalArgumentException("orientation " + orientation);
                        };
                int at = 3 * (y * width + x);
                pixels[at] = (byte) (rgb >> 16);
                pixels[at + 1] = (byte) (rgb >> 8);
                pixels[at + 2] = (byte) rgb;
            }
        }
        return new RgbImage(width, height, pixels);
    }

    /** The largest difference between two pictures of one size, over all pixels and channels. */
    public static int difference(RgbImage one, RgbImage other) {
        if (one.width() != other.width() || one.height() != other.height()) {
            throw new AssertionError(one + " is not of the size of " + other);
        }
        int most = 0;
        for (int at = 0; at < one.pixels().length; at++) {
            most = Math.max(most, Math.abs((one.pixels()[at] & 0xFF) - (other.pixels()[at] & 0xFF)));
        }
        return most;
    }
}
