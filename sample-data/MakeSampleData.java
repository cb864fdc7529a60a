import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;

/**
 * Makes this folder's pictures from Fashion-MNIST.
 *
 * <p>Run with {@code java MakeSampleData.java IDX_DIR OUT_DIR}, where IDX_DIR holds the four {@code *-ubyte.gz} files that
 * https://github.com/zalandoresearch/fashion-mnist publishes (Debian and Ubuntu: package {@code dataset-fashion-mnist},
 * folder {@code /usr/share/datasets/fashion-mnist}). The first pictures of each class are taken, in file order, so the
 * outcome is the same every time.
 */
public final class MakeSampleData {
    private static final String[] CLASSES = {
        "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle-boot"
    };
    private static final int TRAIN_PER_CLASS = 100;
    private static final int TEST_PER_CLASS = 20;
    private static final int UNLABELLED_PER_CLASS = 6;

    private MakeSampleData() {}

    public static void main(String[] args) throws IOException {
        Path source = Path.of(args[0]);
        Path out = Path.of(args[1]);
        expand(source, "train", TRAIN_PER_CLASS, 0, out.resolve("fashion-mnist").resolve("train"), null);
        expand(
                source,
                "t10k",
                TEST_PER_CLASS,
                UNLABELLED_PER_CLASS,
                out.resolve("fashion-mnist").resolve("test"),
                out.resolve("unlabelled"));
    }

    /** Writes the first {@code labelled} pictures of each class to class folders, the next ones under neutral names. */
    private static void expand(Path source, String name, int labelled, int unlabelled, Path classes, Path flat)
            throws IOException {
        int[] seen = new int[CLASSES.length];
        int flatCount = 0;
        try (DataInputStream images = open(source.resolve(name + "-images-idx3-ubyte.gz"));
                DataInputStream labels = open(source.resolve(name + "-labels-idx1-ubyte.gz"))) {
            images.readInt();
            int count = images.readInt();
            int height = images.readInt();
            int width = images.readInt();
            labels.readLong();
            byte[] pixels = new byte[height * width];
            for (int i = 0; i < count; i++) {
                images.readFully(pixels);
                int label = labels.readUnsignedByte();
                int nth = seen[label]++;
                if (nth < labelled) {
                    write(pixels, width, height, classes.resolve(CLASSES[label]).resolve("%05d.png".formatted(i)));
                } else if (nth < labelled + unlabelled) {
                    write(pixels, width, height, flat.resolve("picture-%03d.png".formatted(++flatCount)));
                }
            }
        }
    }

    private static void write(byte[] pixels, int width, int height, Path file) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, width, height, pixels);
        Files.createDirectories(file.getParent());
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("no PNG writer for " + file);
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))));
    }
}
