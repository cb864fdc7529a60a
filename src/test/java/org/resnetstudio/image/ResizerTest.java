package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnetstudio.image.TestPictures.gradient;
import static org.resnetstudio.image.TestPictures.noise;
import static org.resnetstudio.image.TestPictures.plain;

import org.junit.jupiter.api.Test;

class ResizerTest {
    /**
     * Reference: Pillow 12.3, {@code im.resize((16, 16), Image.BOX).getpixel(...)}, with {@code im} as in
     * {@link ImageDecoderTest}.
     */
    @Test
    void averagesAreasWhenShrinking() {
        RgbImage small = Resizer.resize(gradient(), 16, ResizeMode.SQUASH);

        assertNear(small, 0, 0, 5, 4, 252);
        assertNear(small, 15, 15, 230, 244, 72);
        assertNear(small, 7, 3, 110, 52, 192);
    }

    @Test
    void keepsTheMeanOfNoise() {
        RgbImage noise = noise(500, 375, 11);

        assertThat(mean(Resizer.resize(noise, 37, ResizeMode.SQUASH))).isBetween(mean(noise) - 1, mean(noise) + 1);
    }

    @Test
    void interpolatesWhenEnlarging() {
        RgbImage two = new RgbImage(2, 1, new byte[] {0, 0, 0, 100, 100, 100});

        RgbImage four = Resizer.resize(two, 4, ResizeMode.SQUASH);

        // Pixel centres at -0.25, 0.25, 0.75, 1.25 of the source, as in torchvision's bilinear Resize.
        assertThat(four.rgb(0, 0)).isZero();
        assertThat(four.rgb(1, 2) & 0xFF).isBetween(24, 26);
        assertThat(four.rgb(2, 3) & 0xFF).isBetween(74, 76);
        assertThat(four.rgb(3, 0) & 0xFF).isEqualTo(100);
    }

    @Test
    void shrinksOneSideByAreaWhileTheOtherGrows() {
        RgbImage stripes = new RgbImage(4, 1, new byte[] {0, 0, 0, 100, 100, 100, 0, 0, 0, 100, 100, 100});

        RgbImage square = Resizer.resize(stripes, 2, ResizeMode.SQUASH);

        assertThat(square).isEqualTo(plain(2, 2, 0x323232));
    }

    @Test
    void cropKeepsTheMiddle() {
        RgbImage cropped = Resizer.resize(gradient(), 32, ResizeMode.CROP);

        assertThat(cropped.width()).isEqualTo(32);
        assertThat(cropped.rgb(0, 0)).isEqualTo(gradient().rgb(8, 0));
        assertThat(cropped.rgb(31, 31)).isEqualTo(gradient().rgb(39, 31));
    }

    @Test
    void padKeepsEverythingBetweenBlackBars() {
        RgbImage padded = Resizer.resize(plain(40, 20, 0xFFFFFF), 20, ResizeMode.PAD);

        assertThat(padded.rgb(0, 4)).isZero();
        assertThat(padded.rgb(0, 5)).isEqualTo(0xFFFFFF);
        assertThat(padded.rgb(19, 14)).isEqualTo(0xFFFFFF);
        assertThat(padded.rgb(19, 15)).isZero();
    }

    @Test
    void veryLongPicturesSurviveEveryMode() {
        RgbImage line = plain(5000, 1, 0x123456);

        for (ResizeMode mode : ResizeMode.values()) {
            RgbImage square = Resizer.resize(line, 8, mode);
            assertThat(square.width()).isEqualTo(8);
            assertThat(square.height()).isEqualTo(8);
            assertThat(square.rgb(4, mode == ResizeMode.PAD ? 3 : 4)).isEqualTo(0x123456);
        }
    }

    @Test
    void fitKeepsTheShapeAndNeverEnlarges() {
        RgbImage fitted = Resizer.fit(gradient(), 24, 100);
        assertThat(fitted.width()).isEqualTo(24);
        assertThat(fitted.height()).isEqualTo(16);

        RgbImage small = plain(5, 4, 0);
        assertThat(Resizer.fit(small, 24, 100)).isSameAs(small);
        assertThat(Resizer.fit(plain(5000, 1, 0), 50, 50).height()).isEqualTo(1);
        assertThatThrownBy(() -> Resizer.fit(small, 0, 5)).hasMessageContaining("at least 1 x 1");
    }

    @Test
    void modesAreReadByName() {
        assertThat(ResizeMode.parse("Pad")).isEqualTo(ResizeMode.PAD);
        assertThatThrownBy(() -> ResizeMode.parse("stretch"))
                .hasMessage("There is no way to resize called \"stretch\"; choose squash, crop, pad.");
    }

    private static void assertNear(RgbImage image, int x, int y, int red, int green, int blue) {
        int rgb = image.rgb(x, y);
        assertThat(rgb >> 16).isBetween(red - 1, red + 1);
        assertThat(rgb >> 8 & 0xFF).isBetween(green - 1, green + 1);
        assertThat(rgb & 0xFF).isBetween(blue - 1, blue + 1);
    }

    private static double mean(RgbImage image) {
        long sum = 0;
        for (byte value : image.pixels()) {
            sum += value & 0xFF;
        }
        return (double) sum / image.pixels().length;
    }
}
