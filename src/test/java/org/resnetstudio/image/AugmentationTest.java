package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnetstudio.image.TestPictures.difference;
import static org.resnetstudio.image.TestPictures.noise;
import static org.resnetstudio.image.TestPictures.plain;
import static org.resnetstudio.image.TestPictures.upright;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.augmentation.Augmenter;
import org.resnetstudio.augmentation.Recipe;

class AugmentationTest {
    private static final long SEED = 42;

    private final RgbImage image = noise(16, 16, 1);

    private RgbImage applied(Augmentations augmentation, int sample) {
        return Augmented.apply(augmentation, image, SEED, 1, sample);
    }

    @Test
    void noneChangesNothing() {
        assertThat(applied(Augmentations.NONE, 3)).isEqualTo(image);
    }

    @Test
    void flipsMirrorAboutHalfOfThePictures() {
        Augmentations flip = Augmentations.parse("flip", 16);
        Augmentations vertical = Augmentations.parse("vertical-flip", 16);
        int mirrored = 0;
        int upsideDown = 0;
        for (int sample = 0; sample < 200; sample++) {
            RgbImage seen = applied(flip, sample);
            assertThat(seen).isIn(image, upright(image, 2));
            mirrored += seen.equals(image) ? 0 : 1;
            RgbImage turned = applied(vertical, sample);
            assertThat(turned).isIn(image, upright(image, 4));
            upsideDown += turned.equals(image) ? 0 : 1;
        }
        assertThat(mirrored).isBetween(75, 125);
        assertThat(upsideDown).isBetween(75, 125);
    }

    @Test
    void cropMovesByWholePixelsOverBlack() {
        Augmentations crop = Augmentations.parse("crop=2", 16);
        Set<String> places = new HashSet<>();
        for (int sample = 0; sample < 300; sample++) {
            places.add(offsetOf(applied(crop, sample)));
        }
        assertThat(places).hasSize(25).contains("0,0", "-2,-2", "2,2").doesNotContain("none");
    }

    private String offsetOf(RgbImage moved) {
        for (int offsetY = -2; offsetY <= 2; offsetY++) {
            for (int offsetX = -2; offsetX <= 2; offsetX++) {
                if (isMovedBy(moved, offsetX, offsetY)) {
                    return offsetX + "," + offsetY;
                }
            }
        }
        return "none";
    }

    private boolean isMovedBy(RgbImage moved, int offsetX, int offsetY) {
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                int fromX = x + offsetX;
                int fromY = y + offsetY;
                boolean inside = fromX >= 0 && fromX < 16 && fromY >= 0 && fromY < 16;
                if (moved.rgb(x, y) != (inside ? image.rgb(fromX, fromY) : 0)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void warpsKeepPlainPicturesPlain() {
        RgbImage grey = plain(16, 16, 0x6496C8);
        Augmentations warp = Augmentations.parse("rotation=180,shift=0.5,zoom=0.9", 16);

        for (int sample = 0; sample < 50; sample++) {
            assertThat(difference(Augmented.apply(warp, grey, SEED, 1, sample), grey))
                    .isZero();
        }
    }

    /** The plain formula for every pixel, whether its neighbours lie in the picture or are mirrored. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 40})
    void warpsInterpolateBetweenTheFourNeighbours(int size) {
        Random random = new Random(size);
        RgbImage source = noise(size, size, 7);
        for (int trial = 0; trial < 60; trial++) {
            Recipe draw = new Recipe();
            draw.rotate(trial % 3 == 0 ? 0 : Math.PI * (2 * random.nextDouble() - 1));
            draw.zoom(trial % 5 == 0 ? 1 : 0.1 + 1.8 * random.nextDouble());
            draw.shift(size * (random.nextDouble() - 0.5), trial % 7 == 0 ? 0 : size * (random.nextDouble() - 0.5));
            byte[] warped = new byte[source.pixels().length];

            new Augmenter(size).warp(source.pixels(), warped, draw);

            assertThat(warped).as("size %d, trial %d", size, trial).isEqualTo(warpedPlainly(source, draw));
        }
    }

    private static byte[] warpedPlainly(RgbImage source, Recipe draw) {
        int size = source.width();
        double middle = (size - 1) / 2.0;
        double cos = StrictMath.cos(draw.angle()) / draw.scale();
        double sin = StrictMath.sin(draw.angle()) / draw.scale();
        byte[] warped = new byte[3 * size * size];
        for (int y = 0; y < size; y++) {
            double dx = -middle - draw.shiftX();
            double dy = y - middle - draw.shiftY();
            for (int x = 0; x < size; x++) {
                long fromX = Math.round((cos * dx + sin * dy + middle) * 65536) + x * Math.round(cos * 65536);
                long fromY = Math.round((-sin * dx + cos * dy + middle) * 65536) + x * Math.round(-sin * 65536);
                for (int channel = 0; channel < 3; channel++) {
                    long right = fromX >> 8 & 255;
                    long bottom = fromY >> 8 & 255;
                    long value = 0;
                    for (int corner = 0; corner < 4; corner++) {
                        int column = mirrored((fromX >> 16) + corner % 2, size);
                        int row = mirrored((fromY >> 16) + corner / 2, size);
                        long weight =
                                (corner % 2 == 0 ? 256 - right : right) * (corner / 2 == 0 ? 256 - bottom : bottom);
                        value += weight * (source.pixels()[3 * (row * size + column) + channel] & 0xFF);
                    }
                    warped[3 * (y * size + x) + channel] = (byte) ((value + 32768) >> 16);
                }
            }
        }
        return warped;
    }

    private static int mirrored(long coordinate, int size) {
        long at = size == 1 ? 0 : Math.floorMod(coordinate, 2L * (size - 1));
        return (int) Math.min(at, 2L * (size - 1) - at);
    }

    /** A dot right of the middle lands where the angle of the drawn random number says it should. */
    @Test
    void rotationTurnsAboutTheMiddle() {
        byte[] pixels = new byte[3 * 33 * 33];
        for (int y = 15; y <= 17; y++) {
            for (int x = 20; x <= 22; x++) {
                pixels[3 * (33 * y + x)] = (byte) 255;
            }
        }
        RgbImage dot = new RgbImage(33, 33, pixels);
        Augmentations rotation = Augmentations.parse("rotation=90", 33);
        double most = 0;
        for (int sample = 0; sample < 60; sample++) {
            double[] centre = centreOfRed(Augmented.apply(rotation, dot, SEED, 1, sample));
            assertThat(Math.hypot(centre[0], centre[1])).isBetween(4.7, 5.3);
            double angle = Math.toDegrees(Math.atan2(centre[1], centre[0]));
            assertThat(angle).isBetween(-91.0, 91.0);
            most = Math.max(most, Math.abs(angle));
        }
        assertThat(most).isGreaterThan(70);
    }

    @Test
    void shiftAndZoomMoveWithinTheirLimits() {
        byte[] pixels = new byte[3 * 33 * 33];
        pixels[3 * (33 * 16 + 16)] = (byte) 255;
        RgbImage dot = new RgbImage(33, 33, pixels);
        double most = 0;
        for (int sample = 0; sample < 60; sample++) {
            double[] centre = centreOfRed(Augmented.apply(Augmentations.parse("shift=0.25", 33), dot, SEED, 1, sample));
            assertThat(Math.abs(centre[0])).isLessThan(8.5);
            assertThat(Math.abs(centre[1])).isLessThan(8.5);
            most = Math.max(most, Math.abs(centre[0]));
            double[] zoomed = centreOfRed(Augmented.apply(Augmentations.parse("zoom=0.3", 33), dot, SEED, 1, sample));
            assertThat(Math.hypot(zoomed[0], zoomed[1])).isLessThan(0.2);
        }
        assertThat(most).isGreaterThan(5);
    }

    private static double[] centreOfRed(RgbImage image) {
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int red = image.rgb(x, y) >> 16;
                sum += red;
                sumX += red * (x - 16.0);
                sumY += red * (y - 16.0);
            }
        }
        return new double[] {sumX / sum, sumY / sum};
    }

    @Test
    void gammaKeepsBlackAndWhiteAndStaysWithinItsLimits() {
        RgbImage steps = new RgbImage(1, 1, new byte[] {0, (byte) 128, (byte) 255});
        Augmentations gamma = Augmentations.parse("gamma=1", 1);
        int least = 255;
        int most = 0;
        for (int sample = 0; sample < 100; sample++) {
            RgbImage seen = Augmented.apply(gamma, steps, SEED, 1, sample);
            assertThat(seen.pixels()[0]).isZero();
            assertThat(seen.pixels()[2]).isEqualTo((byte) 255);
            least = Math.min(least, seen.pixels()[1] & 0xFF);
            most = Math.max(most, seen.pixels()[1] & 0xFF);
        }
        assertThat(least).isBetween(64, 75); // 255 * (128 / 255) ** 2 = 64.3
        assertThat(most).isBetween(170, 181); // 255 * (128 / 255) ** 0.5 = 180.7
    }

    @Test
    void dependsOnSeedEpochAndSampleOnly() {
        Augmentations all = Augmentations.parse("flip,vertical-flip,crop,rotation,shift,zoom,gamma", 16);

        assertThat(Augmented.apply(all, image, 1, 2, 3)).isEqualTo(Augmented.apply(all, image, 1, 2, 3));
        assertThat(Augmented.apply(all, image, 1, 2, 3))
                .isNotEqualTo(Augmented.apply(all, image, 1, 2, 4))
                .isNotEqualTo(Augmented.apply(all, image, 1, 3, 3))
                .isNotEqualTo(Augmented.apply(all, image, 2, 2, 3));
    }

    @Test
    void readsCommandLineNames() {
        assertThat(Augmentations.parse("flip, crop,rotation=12.5", 32).cliText())
                .isEqualTo("flip,crop=4,rotation=12.5");
        assertThat(Augmentations.parse("none", 32)).isEqualTo(Augmentations.NONE);
        Augmentations all = Augmentations.parse("flip,vertical-flip,crop,rotation,shift,zoom,gamma", 224);
        assertThat(all.cliText()).isEqualTo("flip,crop=28,rotation=15,shift=0.1,zoom=0.1,gamma=0.3,vertical-flip");
        assertThat(Augmentations.parse(all.cliText(), 32)).isEqualTo(all);
        assertThat(Augmentations.NONE.cliText()).isEqualTo("none");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Augmentations.parse("flip,blur", 32))
                .hasMessage("There is no augmentation \"blur\"; choose from " + Augmentations.names() + ", or none.");
        assertThatThrownBy(() -> Augmentations.parse("", 32)).hasMessageContaining("choose from");
        assertThatThrownBy(() -> Augmentations.parse("flip=2", 32)).hasMessageContaining("has no strength");
        assertThatThrownBy(() -> Augmentations.parse("rotation=200", 32))
                .hasMessage("The augmentation rotation cannot have the strength 200; give 0 to 180.");
        assertThatThrownBy(() -> Augmentations.parse("zoom=x", 32)).hasMessageContaining("give a number from 0 to 0.9");
        assertThatThrownBy(() -> Augmentations.parse("crop=1.5", 32)).hasMessageContaining("whole pixels");
        assertThatThrownBy(() -> Augmentations.parse("none,flip", 32)).hasMessageContaining("leave one of them out");
        assertThatThrownBy(() -> Augmentations.parse("zoom=NaN", 32)).hasMessageContaining("zoom");
    }

    @Test
    void epochOrdersAreRepeatablePermutations() {
        int[] order = EpochOrder.shuffled(1000, 7, 1);

        assertThat(order).isEqualTo(EpochOrder.shuffled(1000, 7, 1));
        assertThat(order).isNotEqualTo(EpochOrder.shuffled(1000, 7, 2));
        assertThat(order).isNotEqualTo(EpochOrder.shuffled(1000, 8, 1));
        assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(EpochOrder.inOrder(1000));
        assertThat(EpochOrder.shuffled(0, 7, 1)).isEmpty();
        int stayed = 0;
        for (int position = 0; position < 1000; position++) {
            stayed += order[position] == position ? 1 : 0;
        }
        assertThat(stayed).isLessThan(10);
    }
}
