package org.resnetstudio.ui.train;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.PictureVariants;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.TestPictures;

/**
 * Measures how much time of a processor the nine variants of the preview take, whatever else the machine does: with nothing, with the
 * presets, and with all ten.
 *
 * <pre>
 * java -cp target/test-classes:target/classes:$(cat target/class-path.txt) org.resnetstudio.ui.train.AugmentationBenchmark [SIZE_PX…]
 * </pre>
 */
public final class AugmentationBenchmark {
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 101;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private AugmentationBenchmark() {}

    /** Measures; see the class. */
    public static void main(String[] arguments) {
        List<Integer> sizes = arguments.length == 0
                ? List.of(32, 224)
                : Arrays.stream(arguments).map(Integer::valueOf).toList();
        for (int size : sizes) {
            RgbImage picture = TestPictures.noise(size, size, 1);
            for (AugmentationPreset preset : AugmentationPreset.values()) {
                measure(preset.name(), picture, preset.augmentations(size));
            }
            measure(
                    "ALL TEN",
                    picture,
                    new Augmentations(Augmentations.ALL.stream()
                            .map(kind -> Augmentations.Chosen.usual(kind, size))
                            .toList()));
        }
    }

    private static void measure(String name, RgbImage picture, Augmentations augmentations) {
        PictureVariants variants = new PictureVariants(picture, Normalization.IMAGENET.mean());
        double[] millis = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            variants.make(augmentations, round, 1, AugmentationPreview.VARIANTS, 0, () -> false);
            if (round >= 0) {
                millis[round] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.println(String.format(
                Locale.ROOT,
                "%d px, %s: median %.1f ms, nine in ten below %.1f ms",
                picture.width(),
                name,
                millis[ROUNDS / 2],
                millis[ROUNDS * 9 / 10]));
    }
}
