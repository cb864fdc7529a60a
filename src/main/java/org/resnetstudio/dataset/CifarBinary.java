package org.resnetstudio.dataset;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/**
 * CIFAR-10 as its authors publish it for C programs, see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">their page</a>:
 * {@code data_batch_1.bin} to {@code data_batch_5.bin} and {@code test_batch.bin}. Each picture is 3,073 bytes: its label, and then its
 * red, green and blue plane of 32 x 32 pixels.
 */
public final class CifarBinary {
    /** The classes, by label. */
    public static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    /** Pictures to train on. */
    public static final int TRAINING_PICTURES = 50_000;
    /** Pictures to test with. */
    public static final int TEST_PICTURES = 10_000;

    private static final int SIDE_PX = 32;
    private static final int PLANE = SIDE_PX * SIDE_PX;
    private static final int RECORD = 1 + 3 * PLANE;
    private static final int TRAINING_FILES = 5;
    private static final String TEST_FILE = "test_batch.bin";
    /** In the archive that is downloaded. */
    private static final String USUAL_FOLDER = "cifar-10-batches-bin";

    private static final int PROGRESS_STEP = 1000;

    private final List<Path> training;
    private final Path test;

    private CifarBinary(List<Path> training, Path test) {
        this.training = List.copyOf(training);
        this.test = test;
    }

    /**
     * The files in a folder, or in the folder of the archive in it; empty where it holds none of them.
     *
     * @throws UserIOException if some are there and others are missing, or one has not the size of whole pictures
     */
    public static Optional<CifarBinary> find(Path folder) throws IOException {
        for (Path place : List.of(folder, folder.resolve(USUAL_FOLDER))) {
            List<Path> training = new ArrayList<>();
            for (int i = 1; i <= TRAINING_FILES; i++) {
                training.add(place.resolve("data_batch_" + i + ".bin"));
            }
            Path test = place.resolve(TEST_FILE);
            List<Path> all = Stream.concat(training.stream(), Stream.of(test)).toList();
            if (all.stream().anyMatch(Files::exists)) {
                for (Path file : all) {
                    requireWhole(file);
                }
                return Optional.of(new CifarBinary(training, test));
            }
        }
        return Optional.empty();
    }

    private static void requireWhole(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserIOException(Sentence.of("problem.cifar.missing", file));
        }
        long bytes = Files.size(file);
        if (bytes == 0 || bytes % RECORD != 0) {
            throw new UserIOException(Sentence.of("problem.cifar.size", file, bytes, RECORD));
        }
    }

    /** How many pictures there are in all. */
    public int pictures() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return Math.toIntExact(bytes / RECORD);
    }

    /** All files, those to train on first. */
    public List<Path> files() {
        return Stream.concat(training.stream(), Stream.of(test)).toList();
    }

    /**
     * Writes each picture as a PNG file, {@code train/cat/3-00042.png} for the one behind 42 others in the third file, and {@code
     * test/cat/00042.png}.
     *
     * @param folder for {@code train} and {@code test}; what is in it stays, and files of the same names are replaced
     * @param progress told now and then how many pictures are written
     * @param cancelled asked before each picture
     * @throws UserIOException if a label is none of the ten, or a file cannot be written
     * @throws CancellationException if it was cancelled
     */
    public void writePictures(Path folder, IntConsumer progress, BooleanSupplier cancelled) throws IOException {
        int done = 0;
        for (Path file : files()) {
            Path part = folder.resolve(file.equals(test) ? "test" : "train");
            for (String name : CLASSES) {
                Files.createDirectories(part.resolve(name));
            }
            String prefix = file.equals(test) ? "" : (training.indexOf(file) + 1) + "-";
            byte[] picture = new byte[RECORD];
            int count = Math.toIntExact(Files.size(file) / RECORD);
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                for (int i = 0; i < count; i++) {
                    if (cancelled.getAsBoolean()) {
                        throw new CancellationException("The pictures of CIFAR-10 were not all written.");
                    }
                    in.readFully(picture);
                    if (picture[0] < 0 || picture[0] >= CLASSES.size()) {
                        throw new UserIOException(
                                Sentence.of("problem.cifar.label", file, i + 1, Byte.toUnsignedInt(picture[0])));
                    }
                    AtomicFile.writeUnsynced(
                            part.resolve(CLASSES.get(picture[0]))
                                    .resolve(prefix + String.format(Locale.ROOT, "%05d.png", i)),
                            png(picture));
                    if (++done % PROGRESS_STEP == 0) {
                        progress.accept(done);
                    }
                }
            }
        }
        progress.accept(done);
    }

    private static byte[] png(byte[] picture) throws IOException {
        BufferedImage image = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < PLANE; i++) {
            int red = Byte.toUnsignedInt(picture[1 + i]);
            int green = Byte.toUnsignedInt(picture[1 + PLANE + i]);
            int blue = Byte.toUnsignedInt(picture[1 + 2 * PLANE + i]);
            image.setRGB(i % SIDE_PX, i / SIDE_PX, red << 16 | green << 8 | blue);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IllegalStateException("This Java runtime writes no PNG, which every one has to.");
        }
        return bytes.toByteArray();
    }
}
