package org.resnetstudio.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.RgbImage;

class PictureBenchmarkTest {
    @Test
    void timesDecodingAndCachedBatches() throws Exception {
        PictureBenchmark benchmark = new PictureBenchmark(1, 2);

        for (Rate rate : new Rate[] {benchmark.decode(), benchmark.cache()}) {
            assertThat(rate.engine()).isEqualTo("studio");
            assertThat(rate.work().network()).isEmpty();
            assertThat(rate.work().imageSizePx()).isEqualTo(224);
            assertThat(rate.imagesPerSecond().orElseThrow()).isPositive();
        }
        assertThat(benchmark.decode().name()).isEqualTo("decode");
        assertThat(benchmark.cache().name()).isEqualTo("cache");
    }

    @Test
    void picturesHaveTheSizeOfPhotosAndAreTheSameEveryTime() throws Exception {
        int bytes = 0;
        for (int number = 0; number < 8; number++) {
            byte[] jpeg = PhotoLikePictures.jpeg(number, 500, 375);
            bytes += jpeg.length;
            assertThat(jpeg).isEqualTo(PhotoLikePictures.jpeg(number, 500, 375));
            RgbImage image = new ImageDecoder().decode(jpeg);
            assertThat(image.width()).isEqualTo(500);
            assertThat(image.height()).isEqualTo(375);
        }
        assertThat(bytes / 8).isBetween(25_000, 29_000);
        assertThat(PhotoLikePictures.jpeg(1, 40, 30)).isNotEqualTo(PhotoLikePictures.jpeg(2, 40, 30));
    }

    @Test
    void classesShareThePicturesEvenly(@TempDir Path folder) throws Exception {
        PhotoLikePictures.writeClasses(folder, 3, 7, 12);

        int[] counts = IntStream.range(0, 3)
                .map(number -> filesIn(folder.resolve("class-" + number)))
                .toArray();
        assertThat(counts).containsExactly(3, 2, 2);
    }

    private static int filesIn(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? 0 : names.length;
    }
}
