import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Classifies pictures with model.onnx and labels.txt of this folder:
 *
 * <pre>java -cp onnxruntime-1.28.0.jar Classify.java picture.jpg …</pre>
 *
 * <p>Pictures are prepared as in ResNet Studio, where the model was trained: upright, transparency on white, greys as they are
 * stored. It reads JPEG (but not CMYK), PNG, GIF and plain BMP, and says so of what it does not read. Java 17 or newer. Exit
 * code 1 if a picture could not be read.
 */
public class Classify {
    /** The shorter side from which on a JPEG is decoded at a part of its size. */
    private static final int PHOTO = 256;

    /** Where in its block of 8 x 8 each of a JPEG's frequencies belongs: in a zigzag, diagonal by diagonal. */
    private static final int[] ZIGZAG = IntStream.range(0, 64)
            .boxed()
            .sorted(Comparator.comparingInt(
                    i -> 8 * (i / 8 + i % 8) + ((i / 8 + i % 8) % 2 == 0 ? i % 8 : i / 8)))
            .mapToInt(i -> i)
            .toArray();

    /** [8][8]: how much of each frequency is in each of 8 samples. */
    private static final double[][] FREQUENCIES = transposed(waves(8));

    /** The shares of four neighbours in the sample that the second, or the second and third, were made of. */
    private static final double[] BOTH = {-0.25, 0.75, 0.75, -0.25};

    private static final double[] BEFORE = {-0.5, 1.5, 0, 0};
    private static final double[] ALONE = {0, 1, 0, 0};

    /** 8-bit RGB, row by row. */
    record Picture(int width, int height, int[] rgb) {
        int channel(int index, int pixel) {
            return rgb[pixel] >> (16 - 8 * index) & 255;
        }
    }

    public static void main(String[] args) throws IOException, OrtException {
        if (args.length == 0) {
            System.err.println("usage: java -cp onnxruntime.jar Classify.java PICTURE ...");
            System.exit(2);
        }
        boolean failed = false;
        List<String> classes = Files.readAllLines(Path.of("labels.txt"));
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession("model.onnx")) {
            int size = (int) ((TensorInfo) session.getInputInfo().get("images").getInfo()).getShape()[2];
            String resize = session.getMetadata().getCustomMetadata().get("resize");
            for (String arg : args) {
                Picture picture;
                try {
                    picture = square(decoded(Files.readAllBytes(Path.of(arg)), size), size, resize);
                } catch (NoSuchFileException e) {
                    System.err.println(arg + ": There is no such file.");
                    failed = true;
                    continue;
                } catch (IOException | RuntimeException e) {
                    System.err.println(arg + ": " + e.getMessage());
                    failed = true;
                    continue;
                }
                if (args.length > 1) {
                    System.out.println(arg);
                }
                print(classes, probabilities(environment, session, picture));
            }
        }
        System.exit(failed ? 1 : 0);
    }

    private static void print(List<String> classes, float[] probabilities) {
        IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
                .limit(5)
                .forEach(i -> System.out.printf(Locale.ROOT, "%s: %.6f%n", classes.get(i), probabilities[i]));
    }

    private static float[] probabilities(OrtEnvironment environment, OrtSession session, Picture picture)
            throws OrtException {
        int count = picture.rgb().length;
        FloatBuffer values = FloatBuffer.allocate(3 * count);
        for (int index = 0; index < 3; index++) {
            for (int pixel = 0; pixel < count; pixel++) {
                values.put(picture.channel(index, pixel) / 255f);
            }
        }
        long[] shape = {1, 3, picture.height(), picture.width()};
        try (OnnxTensor images = OnnxTensor.createTensor(environment, values.flip(), shape);
                OrtSession.Result result = session.run(Map.of("images", images))) {
            return ((float[][]) result.get("probabilities").get().getValue())[0];
        }
    }

    /** Upright, on white; a photo at half, a quarter or an eighth where that is large enough, as the studio decodes it. */
    static Picture decoded(byte[] bytes, int size) throws IOException {
        String start = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return jpeg(bytes, size);
        }
        if (start.startsWith("\u0089PNG")) {
            return png(bytes);
        }
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (start.startsWith("GIF8")) {
            BufferedImage image = image("gif", bytes);
            if (image.getWidth() != header.getShort(6) || image.getHeight() != header.getShort(8)) {
                throw new IOException("GIFs whose first frame is smaller than the picture are not read here; save it as PNG.");
            }
            return onWhite(image, null);
        }
        if (start.startsWith("BM") && bytes.length > 54) {
            int bits = header.getShort(28);
            if (header.getInt(14) < 40 || header.getInt(30) != 0 || bits == 16 || bits == 32) {
                throw new IOException("Bitmaps of this kind are not read here; save it as PNG.");
            }
            return onWhite(image("bmp", bytes), null);
        }
        throw new IOException("Only JPEG, PNG, GIF and BMP pictures are read here; save it as PNG.");
    }

    private static BufferedImage image(String format, byte[] bytes) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        } finally {
            reader.dispose();
        }
    }

    private static IOException damaged(Exception cause) {
        return new IOException("The picture is damaged, or of a kind that is not read here; save it as PNG.", cause);
    }

    /** The stored numbers, not what Java's colour management makes of them; {@code transparent} is one colour, or null. */
    private static Picture onWhite(BufferedImage image, int[] transparent) {
        Raster raster = image.getRaster();
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        IndexColorModel palette = image.getColorModel() instanceof IndexColorModel model ? model : null;
        int full = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        int[] rgb = new int[width * raster.getHeight()];
        int[] samples = new int[bands];
        for (int pixel = 0; pixel < rgb.length; pixel++) {
            raster.getPixel(pixel % width, pixel / width, samples);
            boolean invisible = transparent != null && Arrays.equals(samples, transparent);
            int alpha = invisible ? 0 : 255;
            int colour = 0;
            if (palette != null) {
                alpha = invisible ? 0 : palette.getAlpha(samples[0]);
                colour = palette.getRGB(samples[0]);
            } else {
                for (int index = 0; index < 3; index++) {
                    colour = colour << 8 | scaled(samples[bands < 3 ? 0 : index], full);
                }
                if (bands == 2 || bands == 4) {
                    alpha = scaled(samples[bands - 1], full);
                }
            }
            for (int shift = 16; shift >= 0; shift -= 8) {
                int seen = ((colour >> shift & 255) * alpha + 127) / 255 + 255 - alpha;
                rgb[pixel] |= seen << shift;
            }
        }
        return new Picture(width, raster.getHeight(), rgb);
    }

    private static int scaled(int sample, int full) {
        return (510 * sample + full) / (2 * full);
    }

    private static Picture png(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int bits = buffer.get(24);
        int colourType = buffer.get(25);
        int[] transparent = null;
        int orientation = 1;
        byte[] opaque = bytes;
        for (int at = 8; at + 12 <= bytes.length; at += 12 + Math.max(0, buffer.getInt(at))) {
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (type.equals("tRNS") && (colourType == 0 || colourType == 2)) {
                transparent = new int[colourType + 1];
                for (int index = 0; index < transparent.length; index++) {
                    transparent[index] = buffer.getShort(at + 8 + 2 * index) & (1 << bits) - 1;
                }
                // Left to Java's reader, it would change what the samples mean: it is hidden under a name that means nothing.
                opaque = bytes.clone();
                System.arraycopy("tRNs".getBytes(StandardCharsets.ISO_8859_1), 0, opaque, at + 4, 4);
            } else if (type.equals("eXIf")) {
                orientation = orientation(bytes, at + 8);
            }
        }
        return turned(onWhite(image("png", opaque), transparent), orientation);
    }

    /** A component of a JPEG: of how many columns and rows each of its samples is, and the steps of its frequencies. */
    record Component(char name, int columns, int rows, int[] steps) {}

    private static Picture jpeg(byte[] bytes, int size) throws IOException {
        Raster raster = jpegRaster(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int orientation = 0;
        boolean jfif = false;
        int adobe = -1;
        int[][] steps = new int[4][64];
        int frame = 0;
        for (int at = 2; at + 4 < bytes.length; ) {
            int marker = bytes[at + 1] & 255;
            if (bytes[at] != -1 || marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == 0xDA) {
                break;
            }
            int end = at + 2 + (buffer.getShort(at + 2) & 0xFFFF);
            String name = new String(bytes, at + 4, Math.min(6, bytes.length - at - 4), StandardCharsets.ISO_8859_1);
            if (marker == 0xE0 && name.startsWith("JFIF")) {
                jfif = true;
            } else if (marker == 0xE1 && name.startsWith("Exif\0\0") && orientation == 0 && frame == 0) {
                orientation = orientation(bytes, at + 10);
            } else if (marker == 0xEE && name.startsWith("Adobe")) {
                adobe = bytes[at + 15];
            } else if (marker == 0xDB) {
                readSteps(buffer, at + 4, end, steps);
            } else if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                frame = at + 9;
            }
            at = end;
        }
        List<Component> components = components(bytes, frame, steps);
        boolean named = components.stream().map(Component::name).toList().equals(List.of('R', 'G', 'B'));
        boolean rgb = !jfif && (adobe == 0 || adobe < 0 && named);
        return turned(reduced(raster, size, rgb, components), Math.max(1, orientation));
    }

    private static void readSteps(ByteBuffer buffer, int from, int end, int[][] steps) {
        for (int at = from; at < end; ) {
            boolean wide = buffer.get(at) >> 4 == 1;
            int[] table = steps[buffer.get(at++) & 3];
            for (int place : ZIGZAG) {
                table[place] = wide ? buffer.getShort(at) & 0xFFFF : buffer.get(at) & 255;
                at += wide ? 2 : 1;
            }
        }
    }

    private static List<Component> components(byte[] bytes, int frame, int[][] steps) {
        int columns = 1;
        int rows = 1;
        for (int at = frame + 1; at <= frame + 3 * bytes[frame]; at += 3) {
            columns = Math.max(columns, bytes[at + 1] >> 4);
            rows = Math.max(rows, bytes[at + 1] & 15);
        }
        List<Component> components = new ArrayList<>();
        for (int at = frame + 1; at <= frame + 3 * bytes[frame]; at += 3) {
            components.add(new Component(
                    (char) bytes[at],
                    columns / (bytes[at + 1] >> 4),
                    rows / (bytes[at + 1] & 15),
                    steps[bytes[at + 2] & 3]));
        }
        return components;
    }

    private static Raster jpegRaster(byte[] bytes) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        boolean[] damaged = new boolean[1];
        reader.addIIOReadWarningListener((source, warning) -> damaged[0] = true);
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            Raster raster;
            try {
                raster = reader.readRaster(0, null);
            } catch (IOException | RuntimeException e) {
                throw damaged(e);
            }
            if (damaged[0]) {
                throw damaged(null);
            }
            if (raster.getNumBands() != 1 && raster.getNumBands() != 3) {
                throw new IOException("CMYK pictures are not read here; save it as PNG.");
            }
            return raster;
        } finally {
            reader.dispose();
        }
    }

    /** At a half, a quarter or an eighth of the size, if that is large enough for a photo. */
    private static Picture reduced(Raster raster, int size, boolean rgb, List<Component> components) {
        int shorter = Math.min(raster.getWidth(), raster.getHeight());
        int times = shorter < PHOTO ? 1 : shorter / size;
        int part = times >= 8 ? 8 : times >= 4 ? 4 : times >= 2 ? 2 : 1;
        int width = parts(raster.getWidth(), part);
        int height = parts(raster.getHeight(), part);
        Plane[] planes = new Plane[raster.getNumBands()];
        for (int band = 0; band < planes.length; band++) {
            planes[band] = new Plane(
                    raster.getWidth(),
                    raster.getHeight(),
                    raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, (int[]) null));
            if (part > 1) {
                planes[band] = reduced(planes[band], components.get(band), 8 / part).spread(width, height, part < 8);
            }
        }
        int[] colours = new int[width * height];
        for (int pixel = 0; pixel < colours.length; pixel++) {
            int first = planes[0].values()[pixel];
            int second = planes.length == 1 ? 0 : planes[1].values()[pixel];
            int third = planes.length == 1 ? 0 : planes[2].values()[pixel];
            colours[pixel] = planes.length == 1
                    ? 0x10101 * first
                    : rgb ? first << 16 | second << 8 | third : fromYCbCr(first, second - 128, third - 128);
        }
        return new Picture(width, height, colours);
    }

    private static int parts(int whole, int size) {
        return (whole + size - 1) / size;
    }

    /** The numbers of one component, 0 to 255, row by row. */
    record Plane(int width, int height, int[] values) {
        int at(int x, int y) {
            return values[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))];
        }

        /** As wide and high as that: by repetition, or linearly if {@code smooth} and only columns or only rows are missing. */
        Plane spread(int newWidth, int newHeight, boolean smooth) {
            int columns = parts(newWidth, width);
            int rows = parts(newHeight, height);
            boolean wide = smooth && columns == 2 && rows == 1;
            boolean high = smooth && columns == 1 && rows == 2;
            int[] spread = new int[newWidth * newHeight];
            for (int pixel = 0; pixel < spread.length; pixel++) {
                int x = pixel % newWidth;
                int y = pixel / newWidth;
                int near = at(x / columns, y / rows);
                int other = wide ? at(x / 2 + 2 * (x % 2) - 1, y) : high ? at(x, y / 2 + 2 * (y % 2) - 1) : near;
                spread[pixel] = (3 * near + other + 1 + (wide ? x : y) % 2) >> 2;
            }
            return new Plane(newWidth, newHeight, spread);
        }

        boolean hasEachRowTwice() {
            return IntStream.range(0, height / 2 * width)
                    .allMatch(pixel -> at(pixel % width, pixel / width * 2) == at(pixel % width, pixel / width * 2 + 1));
        }
    }

    /**
     * A component as a JPEG decoder gives it that makes {@code side} x {@code side} pixels of blocks of 8 x 8: means of what their
     * frequencies make before that is rounded. These are whole multiples of known steps, and so can mostly be told from what was
     * rounded; least where much of a block is white, black or beyond the picture.
     */
    private static Plane reduced(Plane whole, Component component, int side) {
        int columns = parts(whole.width(), component.columns());
        int rows = parts(whole.height(), component.rows());
        int kept = side; // more of a component with fewer samples, so that none have to be put between them
        while (kept < 8
                && component.columns() * side % (2 * kept) == 0
                && component.rows() * side % (2 * kept) == 0) {
            kept *= 2;
        }
        int count = kept == 1 ? 1 : 8; // a mean of all is the first frequency alone
        double[][] down = Arrays.copyOf(FREQUENCIES, count);
        double[][] across = transposed(down);
        double[][] means = waves(kept);
        double[][] meansAcross = Arrays.copyOf(transposed(means), count);
        int width = parts(columns * kept, 8);
        int height = parts(rows * kept, 8);
        int[] values = new int[width * height];
        boolean interpolated = interpolated(whole, component);
        double[][] block = new double[8][8];
        for (int top = 0; top < parts(rows, 8); top++) {
            for (int left = 0; left < parts(columns, 8); left++) {
                for (int place = 0; place < 64; place++) {
                    int x = Math.min(columns - 1, 8 * left + place % 8);
                    int y = Math.min(rows - 1, 8 * top + place / 8);
                    block[place / 8][place % 8] = stored(whole, component, x, y, interpolated) - 128;
                }
                double[][] frequencies = product(product(down, block), across);
                roundToSteps(frequencies, component.steps());
                double[][] pixels = product(product(means, frequencies), meansAcross);
                for (int place = 0; place < kept * kept; place++) {
                    int x = left * kept + place % kept;
                    int y = top * kept + place / kept;
                    if (x < width && y < height) {
                        // A half is rounded up, though computed a little too small.
                        values[y * width + x] = clamped(Math.floor(pixels[place / kept][place % kept] + 128.5 + 1e-6));
                    }
                }
            }
        }
        return new Plane(width, height, values);
    }

    private static void roundToSteps(double[][] frequencies, int[] steps) {
        for (int row = 0; row < frequencies.length; row++) {
            for (int column = 0; column < frequencies[row].length; column++) {
                int step = Math.max(1, steps[8 * row + column]); // 0 where the file tells it only later
                frequencies[row][column] = step * Math.rint(frequencies[row][column] / step);
            }
        }
    }

    /** [count][8]: what each of 8 frequencies adds to each of {@code count} pixels, which are means of 8. */
    private static double[][] waves(int count) {
        double[][] waves = new double[count][8];
        for (int pixel = 0; pixel < 8; pixel++) {
            for (int frequency = 0; frequency < 8; frequency++) {
                waves[pixel * count / 8][frequency] += Math.cos((2 * pixel + 1) * frequency * Math.PI / 16)
                        * (frequency == 0 ? Math.sqrt(0.125) : 0.5) * count / 8;
            }
        }
        return waves;
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] transposed = new double[matrix[0].length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < matrix[0].length; column++) {
                transposed[column][row] = matrix[row][column];
            }
        }
        return transposed;
    }

    private static double[][] product(double[][] one, double[][] two) {
        double[][] product = new double[one.length][two[0].length];
        for (int row = 0; row < one.length; row++) {
            for (int index = 0; index < two.length; index++) {
                for (int column = 0; column < two[0].length; column++) {
                    product[row][column] += one[row][index] * two[index][column];
                }
            }
        }
        return product;
    }

    /** Whether a decoder made missing columns and rows linearly, not by repetition; of rows alone, some decoders do not. */
    private static boolean interpolated(Plane whole, Component component) {
        return component.columns() == 1
                ? component.rows() == 2 && !whole.hasEachRowTwice()
                : component.columns() == 2 && component.rows() <= 2;
    }

    /**
     * A sample as it was before a decoder made as many of them as the picture has pixels. Of half as many columns or rows it makes
     * the others linearly: with e and o the values at even and odd places, they are (3 e - o before) / 2 and (3 o - e after) / 2.
     */
    private static double stored(Plane whole, Component component, int x, int y, boolean interpolated) {
        int left = x * component.columns();
        int top = y * component.rows();
        if (!interpolated) {
            return whole.at(left, top);
        }
        double[] columns = component.columns() == 1 ? ALONE : left + 1 < whole.width() ? BOTH : BEFORE;
        double[] rows = component.rows() == 1 ? ALONE : top + 1 < whole.height() ? BOTH : BEFORE;
        double sum = 0;
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                sum += rows[row] * columns[column] * whole.at(left - 1 + column, top - 1 + row);
            }
        }
        return sum;
    }

    private static int fromYCbCr(int luma, int blue, int red) {
        return clamped(luma + 1.402 * red) << 16
                | clamped(luma - 0.34414 * blue - 0.71414 * red) << 8
                | clamped(luma + 1.772 * blue);
    }

    private static int clamped(double value) {
        return (int) Math.max(0, Math.min(255, Math.rint(value)));
    }

    /** The orientation in an EXIF block; 1 where it says none. */
    private static int orientation(byte[] bytes, int start) {
        try {
            ByteBuffer exif = ByteBuffer.wrap(bytes, start, bytes.length - start).slice();
            exif.order(exif.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int at = exif.getInt(4);
            for (int entry = 0; entry < (exif.getShort(at) & 0xFFFF); entry++) {
                int place = at + 2 + 12 * entry;
                if (exif.getShort(place) == 0x112) {
                    int value = exif.getShort(place + 8);
                    return value >= 1 && value <= 8 ? value : 1;
                }
            }
        } catch (IndexOutOfBoundsException damaged) {
            return 1; // a picture is worth more than its tags
        }
        return 1;
    }

    private static Picture turned(Picture picture, int orientation) {
        int width = orientation > 4 ? picture.height() : picture.width();
        int height = orientation > 4 ? picture.width() : picture.height();
        int[] rgb = new int[width * height];
        for (int pixel = 0; pixel < rgb.length; pixel++) {
            int x = pixel % width;
            int y = pixel / width;
            int right = picture.width() - 1;
            int bottom = picture.height() - 1;
            int column = switch (orientation) {
                case 2, 3 -> right - x;
                case 5, 6 -> y;
                case 7, 8 -> right - y;
                default -> x;
            };
            int row = switch (orientation) {
                case 3, 4 -> bottom - y;
                case 5, 8 -> x;
                case 6, 7 -> bottom - x;
                default -> y;
            };
            rgb[pixel] = picture.rgb()[row * picture.width() + column];
        }
        return new Picture(width, height, rgb);
    }

    static Picture square(Picture picture, int size, String resize) {
        int width = picture.width();
        int height = picture.height();
        if (resize.equals("squash")) {
            return scaled(picture, size, size);
        }
        if (resize.equals("crop")) {
            int side = Math.min(width, height);
            return scaled(part(picture, (width - side) / 2, (height - side) / 2, side), size, size);
        }
        double scale = (double) size / Math.max(width, height);
        Picture small = scaled(picture, side(width * scale), side(height * scale));
        int left = (size - small.width()) / 2;
        int top = (size - small.height()) / 2;
        int[] rgb = new int[size * size];
        for (int y = 0; y < small.height(); y++) {
            System.arraycopy(small.rgb(), y * small.width(), rgb, (top + y) * size + left, small.width());
        }
        return new Picture(size, size, rgb);
    }

    private static int side(double pixels) {
        return Math.max(1, (int) Math.round(pixels));
    }

    private static Picture part(Picture picture, int left, int top, int side) {
        int[] rgb = new int[side * side];
        for (int y = 0; y < side; y++) {
            System.arraycopy(picture.rgb(), (top + y) * picture.width() + left, rgb, y * side, side);
        }
        return new Picture(side, side, rgb);
    }

    /** Shrinks what shrinks by averaging areas, then enlarges what grows linearly. */
    private static Picture scaled(Picture picture, int width, int height) {
        int smallWidth = Math.min(width, picture.width());
        int smallHeight = Math.min(height, picture.height());
        boolean halved = picture.width() == 2 * smallWidth && picture.height() == 2 * smallHeight;
        Picture small = averaged(
                picture, areas(picture.width(), smallWidth), areas(picture.height(), smallHeight), halved);
        return enlarged(small, width, height);
    }

    /** The old pixels that make a new one, from {@code first} on, and the share of each. */
    record Shares(int first, double[] share) {}

    private static Shares[] areas(int old, int wanted) {
        Shares[] shares = new Shares[wanted];
        double scale = (double) old / wanted;
        for (int index = 0; index < wanted; index++) {
            int first = (int) (index * scale);
            int last = Math.min(old, (int) Math.ceil((index + 1) * scale));
            double[] share = new double[last - first];
            for (int pixel = first; pixel < last; pixel++) {
                share[pixel - first] =
                        Math.max(0, Math.min(pixel + 1, (index + 1) * scale) - Math.max(pixel, index * scale)) / scale;
            }
            shares[index] = new Shares(first, share);
        }
        return shares;
    }

    /** Linear interpolation in whole numbers, as OpenCV does it: shares of 2048, and what is cut off on the way. */
    private static Picture enlarged(Picture picture, int width, int height) {
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        int[][] columns = neighbours(picture.width(), width);
        int[][] rows = neighbours(picture.height(), height);
        int[] rgb = new int[width * height];
        for (int pixel = 0; pixel < rgb.length; pixel++) {
            int[] column = columns[pixel % width];
            int[] row = rows[pixel / width];
            for (int index = 0; index < 3; index++) {
                int upper = between(picture, index, row[0], column) >> 4;
                int lower = between(picture, index, row[1], column) >> 4;
                int value = ((upper * (2048 - row[2]) >> 16) + (lower * row[2] >> 16) + 2) >> 2;
                rgb[pixel] = rgb[pixel] << 8 | value;
            }
        }
        return new Picture(width, height, rgb);
    }

    private static int between(Picture picture, int index, int y, int[] column) {
        int left = picture.channel(index, y * picture.width() + column[0]);
        int right = picture.channel(index, y * picture.width() + column[1]);
        return left * (2048 - column[2]) + right * column[2];
    }

    /** For each new pixel two old neighbours, and the second one's share of 2048. */
    private static int[][] neighbours(int old, int wanted) {
        int[][] neighbours = new int[wanted][];
        for (int index = 0; index < wanted; index++) {
            float at = (float) ((index + 0.5) * ((double) old / wanted) - 0.5);
            int first = (int) Math.floor(at);
            int share = (int) Math.rint((at - first) * 2048);
            if (first < 0 || first >= old - 1) {
                first = first < 0 ? 0 : old - 1;
                share = 0;
            }
            neighbours[index] = new int[] {first, Math.min(first + 1, old - 1), share};
        }
        return neighbours;
    }

    private static Picture averaged(Picture picture, Shares[] columns, Shares[] rows, boolean roundUp) {
        int width = columns.length;
        int height = rows.length;
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        int[] rgb = new int[width * height];
        for (int index = 0; index < 3; index++) {
            double[] narrow = new double[width * picture.height()];
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < width; x++) {
                    double sum = 0;
                    for (int i = 0; i < columns[x].share().length; i++) {
                        sum += columns[x].share()[i]
                                * picture.channel(index, y * picture.width() + columns[x].first() + i);
                    }
                    narrow[y * width + x] = sum;
                }
            }
            for (int pixel = 0; pixel < rgb.length; pixel++) {
                Shares row = rows[pixel / width];
                double sum = 0;
                for (int i = 0; i < row.share().length; i++) {
                    sum += row.share()[i] * narrow[(row.first() + i) * width + pixel % width];
                }
                // Sums are exact but for the last bits, so that a half is a half.
                double value = Math.round(sum * 1e6) / 1e6;
                rgb[pixel] = rgb[pixel] << 8 | (int) (roundUp ? Math.floor(value + 0.5) : Math.rint(value));
            }
        }
        return new Picture(width, height, rgb);
    }
}
