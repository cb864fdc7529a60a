package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.resnetstudio.augmentation.Augmentation;
import org.resnetstudio.augmentation.Augmentations;

/** What is shown of an augmentation is what a training learns from. */
class PictureVariantsTest {
    private static final int SIZE_PX = 20;
    private static final int VARIANTS = 9;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(ResizeMode.class)
    void variantsAreThoseOfTheBatchesPixelForPixel(ResizeMode mode) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path file = folder.resolve(mode + "-" + i + ".png");
            Files.write(file, TestPictures.png(TestPictures.noise(31 + i, 23, i)));
            files.add(file);
        }
        try (PreparedCache cache = PreparedCache.open(folder.resolve("cache"), SIZE_PX, mode)) {
            int[] indices =
                    cache.prepare(files, 1, (done, total) -> {}, () -> false).cacheIndices();
            for (int trial = 0; trial < 6; trial++) {
                Augmentations augmentations = anyOf(random);
                Normalization normalization = trial % 2 == 0 ? Normalization.IMAGENET : Normalization.CAFFE;
                for (int i = 0; i < files.size(); i++) {
                    PictureVariants variants = new PictureVariants(
                            new ImageDecoder().prepare(files.get(i), SIZE_PX, mode), normalization.mean());
                    List<RgbImage> shown = variants.make(augmentations, seed, 1, VARIANTS, 40 + i, () -> false);
                    for (int variant = 1; variant <= VARIANTS; variant++) {
                        assertThat(shown.get(variant - 1))
                                .as("seed %d, variant %d, %s", seed, variant, augmentations.cliText())
                                .isEqualTo(trained(
                                        cache,
                                        new BatchEntry(indices[i], 0, 40 + i),
                                        new BatchPipeline.Settings(augmentations, normalization, seed, variant, 1)));
                    }
                }
            }
        }
    }

    /** Each kind in every second trial, at any strength that leaves something to be seen. */
    private static Augmentations anyOf(Random random) {
        List<Augmentations.Chosen> chosen = new ArrayList<>();
        for (Augmentation kind : Augmentations.ALL) {
            if (random.nextBoolean()) {
                chosen.add(new Augmentations.Chosen(
                        kind,
                        kind.parameters().stream()
                                .map(p -> p.whole()
                                        ? p.least() + random.nextInt(SIZE_PX)
                                        : p.least() + (p.most() - p.least()) * random.nextDouble())
                                .toList()));
            }
        }
        return new Augmentations(chosen);
    }

    /** The picture that a batch holds, with its normalisation taken back. */
    private static RgbImage trained(PreparedCache cache, BatchEntry entry, BatchPipeline.Settings settings) {
        byte[] pixels = new byte[cache.pictureBytes()];
        Normalization normalization = settings.normalization();
        try (BatchPipeline batches = new BatchPipeline(cache, List.of(entry), new BatchBuffers(1, SIZE_PX), settings)) {
            Batch batch = batches.next();
            for (int plane = 0; plane < 3; plane++) {
                int channel = normalization.channelOfPlane(plane);
                for (int at = 0; at < SIZE_PX * SIZE_PX; at++) {
                    double value = batch.images().get(plane * SIZE_PX * SIZE_PX + at);
                    pixels[3 * at + channel] = (byte) Math.round(
                            (value * normalization.standardDeviation().get(channel)
                                            + normalization.mean().get(channel))
                                    * 255);
                }
            }
        }
        return new RgbImage(SIZE_PX, SIZE_PX, pixels);
    }

    @Test
    void withoutAugmentationTheyAreThePicture() {
        RgbImage picture = TestPictures.noise(SIZE_PX, SIZE_PX, 1);
        PictureVariants variants = new PictureVariants(picture, Normalization.IMAGENET.mean());

        assertThat(variants.make(Augmentations.NONE, 1, 1, 2, 0, () -> false)).containsExactly(picture, picture);
    }

    @Test
    void thoseThatNobodyWantsAreNotMade() {
        PictureVariants variants =
                new PictureVariants(TestPictures.noise(SIZE_PX, SIZE_PX, 1), Normalization.IMAGENET.mean());
        int[] asked = {0};

        assertThat(variants.make(Augmentations.NONE, 1, 1, VARIANTS, 0, () -> ++asked[0] > 4))
                .hasSize(4);
        assertThatThrownBy(() -> new PictureVariants(TestPictures.noise(SIZE_PX, 9, 1), Normalization.IMAGENET.mean()))
                .hasMessageContaining("no square");
    }
}
