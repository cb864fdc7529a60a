package org.resnetstudio.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values by {@code src/test/resources/augmentation/pillow_changes.py}. */
class TorchvisionAugmentationsTest {
    private static final int SIZE = 8;

    private final byte[] picture = new byte[3 * SIZE * SIZE];
    private final byte[] changed = new byte[picture.length];

    TorchvisionAugmentationsTest() {
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (byte) ((37 * i * i + 11 * i) % 251);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,  0.6, 483890, 0 28 102 69 80 136",
        "0,  1.0, 485865, 0 48 170 115 134 227",
        "0, 1.35, 141928, 0 64 229 155 180 255",
        "1,  0.6, 455343, 52 81 154 121 132 188",
        "1,  1.0, 485865, 0 48 170 115 134 227",
        "1, 1.35, 507753, 0 18 183 109 135 255",
        "2,  0.6, 484791, 19 48 121 124 136 191",
        "2,  1.0, 485865, 0 48 170 115 134 227",
        "2, 1.35, 494620, 0 48 212 106 132 255",
        "3, -0.5, 400200, 170 124 0 227 207 116",
        "3, -0.13, 417011, 0 170 160 116 223 227",
        "3,  0.0, 486701, 0 48 170 116 137 227",
        "3, 0.07, 459097, 20 0 170 139 116 227",
        "3,  0.5, 401834, 170 116 0 227 202 116"
    })
    void coloursChangeAsPillowsDo(int which, float amount, long sum, String first) {
        ColourJitter.step(which, amount).apply(picture, changed, SIZE);

        assertChanged(sum, first);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 8, 8, 485865, 0 48 170 115 134 227",
        "1, 2, 5, 3, 28945, 163 220 100 115 160 137",
        "6, 0, 2, 7, 596919, 138 12 211 138 12 211",
        "3, 3, 1, 1, 529306, 178 196 37 178 196 37"
    })
    void partsAreEnlargedAsPillowDoes(int left, int top, int width, int height, long sum, String first) {
        RandomResizedCrop.enlarged(new Recipe.Part(left, top, width, height)).apply(picture, changed, SIZE);

        assertChanged(sum, first);
    }

    private void assertChanged(long sum, String first) {
        long total = 0;
        for (int i = 0; i < changed.length; i++) {
            total += (long) (changed[i] & 0xFF) * (i + 1);
        }
        int[] start =
                Arrays.stream(first.split(" ")).mapToInt(Integer::parseInt).toArray();
        for (int i = 0; i < start.length; i++) {
            assertThat(changed[i] & 0xFF).as("byte %d", i).isEqualTo(start[i]);
        }
        assertThat(total % 1_000_003).isEqualTo(sum);
    }

    /** Of 2,000 pictures: the share that is erased, and the range of areas. */
    @Test
    void partsAreErasedWithinTheirLimits() {
        Augmentations erasing = Augmentations.parse("random-erasing=0.3:0.2", 64);
        int erased = 0;
        Set<Integer> places = new HashSet<>();
        for (int sample = 0; sample < 2000; sample++) {
            List<Recipe.Part> parts = erasing.draw(1, 1, sample, 64).erased();
            erased += parts.size();
            for (Recipe.Part part : parts) {
                assertThat(part.left() + part.width()).isLessThanOrEqualTo(64);
                assertThat(part.top() + part.height()).isLessThanOrEqualTo(64);
                // rounding of the sides by at most half a pixel each
                double slack = (part.width() + part.height()) / 2.0 + 1;
                assertThat((double) part.width() * part.height()).isBetween(0.02 * 4096 - slack, 0.2 * 4096 + slack);
                places.add(part.left());
            }
        }
        assertThat(erased).isBetween(530, 670);
        assertThat(places).hasSizeGreaterThan(40);
    }

    @Test
    void partsThatAreCutOutHaveEveryAreaAndShape() {
        Augmentations crop = Augmentations.parse("random-resized-crop=0.25:2", 64);
        byte[] picture64 = new byte[3 * 64 * 64];
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                picture64[3 * (64 * y + x)] = (byte) (4 * x);
                picture64[3 * (64 * y + x) + 1] = (byte) (4 * y);
            }
        }
        double least = 1;
        double most = 0;
        double widest = 1;
        double highest = 1;
        for (int sample = 0; sample < 400; sample++) {
            byte[] seen = new byte[picture64.length];
            List<Recipe.PixelStep> steps = crop.draw(1, 1, sample, 64).steps();
            assertThat(steps).hasSize(1);
            steps.get(0).apply(picture64, seen, 64);
            double width = ((seen[3 * 63] & 0xFF) - (seen[0] & 0xFF)) / 252.0;
            double height = ((seen[3 * 64 * 63 + 1] & 0xFF) - (seen[1] & 0xFF)) / 252.0;
            least = Math.min(least, width * height);
            most = Math.max(most, width * height);
            widest = Math.max(widest, width / height);
            highest = Math.max(highest, height / width);
        }
        assertThat(least).isBetween(0.22, 0.3);
        assertThat(most).isGreaterThan(0.9);
        assertThat(widest).isBetween(1.7, 2.1);
        assertThat(highest).isBetween(1.7, 2.1);
    }

    @Test
    void colourJitterIsWrittenInBothSpellings() {
        assertThat(Augmentations.parse("Color_Jitter=0.2:0.3", 32).cliText())
                .isEqualTo(
                        Augmentations.parse("colour-jitter=0.2:0.3:0.4:0", 32).cliText())
                .isEqualTo("colour-jitter=0.2:0.3:0.4:0");
    }
}
