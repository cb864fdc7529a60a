package org.resnetstudio.training;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import javax.imageio.ImageIO;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;

/** Small pictures that classes can be told apart by: each class has a colour of its own under noise. */
public final class Drawings {
    private static final int SIDE_PX = 8;

    private Drawings() {}

    /** Writes pictures {@code folder/class/number.png}. */
    public static void write(Path folder, int perClass, String... classes) throws IOException {
        Random random = new Random(1);
        for (int c = 0; c < classes.length; c++) {
            Path classFolder = Files.createDirectories(folder.resolve(classes[c]));
            for (int n = 0; n < perClass; n++) {
                BufferedImage image = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_INT_RGB);
                for (int pixel = 0; pixel < SIDE_PX * SIDE_PX; pixel++) {
                    int noise = random.nextInt(100);
                    int rgb =
                            (c % 3 == 0 ? 155 + noise : noise) << 16 | (c % 3 == 1 ? 155 + noise : noise) << 8 | noise;
                    image.setRGB(pixel % SIDE_PX, pixel / SIDE_PX, rgb);
                }
                ImageIO.write(image, "png", classFolder.resolve(n + ".png").toFile());
            }
        }
    }

    /** The dataset of such a folder: of each class, the given numbers of training, validation and test pictures, in this order. */
    public static Dataset dataset(Path folder, int train, int validation, int test, String... classes)
            throws IOException {
        write(folder, train + validation + test, classes);
        List<Sample> samples = new ArrayList<>();
        for (int c = 0; c < classes.length; c++) {
            for (int n = 0; n < train + validation + test; n++) {
                Split split = n < train ? Split.TRAIN : n < train + validation ? Split.VALIDATION : Split.TEST;
                samples.add(new Sample(
                        samples.size() + 1L,
                        folder.resolve(classes[c]).resolve(n + ".png"),
                        OptionalInt.of(c),
                        Optional.of(split),
                        false));
            }
        }
        return new Dataset(List.of(classes).stream().map(ImageClass::new).toList(), samples);
    }
}
