package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.resnetstudio.image.TestPictures.noise;
import static org.resnetstudio.image.TestPictures.png;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.augmentation.Augmentation;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.augmentation.Recipe;

class BatchPipelineTest {
    private static final int COUNT = 23;
    private static final int SIZE = 12;

    @TempDir
    Path folder;

    private PreparedCache cache;
    private List<BatchEntry> entries;

    @BeforeEach
    void prepare() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int number = 0; number < COUNT; number++) {
            files.add(Files.write(folder.resolve(number + ".png"), png(noise(SIZE, SIZE, number))));
        }
        cache = PreparedCache.open(folder.resolve("cache"), SIZE, ResizeMode.SQUASH);
        int[] indices =
                cache.prepare(files, 2, ProgressListener.none(), () -> false).cacheIndices();
        entries = Arrays.stream(EpochOrder.shuffled(COUNT, 5, 1))
                .mapToObj(sample -> new BatchEntry(indices[sample], sample % 3, sample))
                .toList();
    }

    @AfterEach
    void close() throws Exception {
        cache.close();
    }

    private static BatchPipeline.Settings settings(Augmentations augmentation, int variant, int threads) {
        return new BatchPipeline.Settings(augmentation, Normalization.IMAGENET, 5, variant, threads);
    }

    private List<float[]> all(Augmentations augmentation, int variant, int threads, BatchBuffers buffers) {
        List<float[]> batches = new ArrayList<>();
        try (BatchPipeline pipeline =
                new BatchPipeline(cache, entries, buffers, settings(augmentation, variant, threads))) {
            while (pipeline.hasNext()) {
                Batch batch = pipeline.next();
                float[] values = new float[batch.images().limit()];
                batch.images().get(0, values);
                batches.add(values);
            }
        }
        return batches;
    }

    @Test
    void givesEveryPictureOnceInOrderNormalised() {
        List<Integer> samples = new ArrayList<>();
        try (BatchPipeline pipeline =
                new BatchPipeline(cache, entries, new BatchBuffers(5, SIZE), settings(Augmentations.NONE, 1, 3))) {
            assertThat(pipeline.batches()).isEqualTo(5);
            while (pipeline.hasNext()) {
                Batch batch = pipeline.next();
                for (int position = 0; position < batch.count(); position++) {
                    int sample = batch.sampleIndices()[position];
                    assertThat(batch.labels()[position]).isEqualTo(sample % 3);
                    RgbImage image = noise(SIZE, SIZE, sample);
                    int pixel = 3 * SIZE + 7;
                    float red = ((image.pixels()[3 * pixel] & 0xFF) / 255f - 0.485f) / 0.229f;
                    float blue = ((image.pixels()[3 * pixel + 2] & 0xFF) / 255f - 0.406f) / 0.225f;
                    int at = position * 3 * SIZE * SIZE + pixel;
                    assertThat(batch.images().get(at)).isCloseTo(red, within(1e-5f));
                    assertThat(batch.images().get(at + 2 * SIZE * SIZE)).isCloseTo(blue, within(1e-5f));
                    samples.add(sample);
                }
            }
            assertThatThrownBy(pipeline::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(samples)
                .isEqualTo(entries.stream().map(BatchEntry::sampleIndex).toList());
    }

    @Test
    void theLastBatchHoldsWhatIsLeft() {
        assertThat(all(Augmentations.NONE, 1, 2, new BatchBuffers(10, SIZE)))
                .extracting(values -> values.length / (3 * SIZE * SIZE))
                .containsExactly(10, 10, 3);
    }

    @Test
    void isTheSameWhateverTheThreadsAndWithUsedBuffers() {
        Augmentations augmentation = Augmentations.parse("flip,crop,rotation,shift,zoom,gamma", SIZE);
        BatchBuffers buffers = new BatchBuffers(4, SIZE);

        List<float[]> one = all(augmentation, 1, 1, buffers);
        List<float[]> other = all(augmentation, 2, 3, buffers);
        List<float[]> many = all(augmentation, 1, 7, buffers);

        assertThat(many).hasSameSizeAs(one);
        for (int batch = 0; batch < one.size(); batch++) {
            assertThat(many.get(batch)).isEqualTo(one.get(batch));
            assertThat(other.get(batch)).isNotEqualTo(one.get(batch));
        }
    }

    @Test
    void batchesSayWhichVariantTheyHold() {
        Augmentations augmentation = Augmentations.parse("flip", SIZE);
        BatchBuffers buffers = new BatchBuffers(COUNT, SIZE);
        try (BatchPipeline augmented = new BatchPipeline(cache, entries, buffers, settings(augmentation, 3, 1));
                BatchPipeline plain = new BatchPipeline(cache, entries, buffers, settings(Augmentations.NONE, 3, 1))) {
            assertThat(augmented.next().variant()).isEqualTo(3);
            assertThat(plain.next().variant()).isZero();
        }
        assertThatThrownBy(() -> settings(augmentation, 0, 1)).hasMessageContaining("no augmented variant 0");
    }

    /** Batches, and previews with them, are made in one pass; here one thing is changed after the other. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void onePassGivesTheBitsOfOneStepAfterTheOther(long seed) throws Exception {
        Random random = new Random(seed);
        Set<Augmentation> kinds = new HashSet<>();
        for (int trial = 0; trial < 12; trial++) {
            Augmentations augmentation = randomAugmentations(random);
            kinds.addAll(augmentation.chosen().stream()
                    .map(Augmentations.Chosen::kind)
                    .toList());
            Normalization normalization = random.nextBoolean() ? Normalization.IMAGENET : Normalization.CAFFE;
            try (BatchPipeline pipeline = new BatchPipeline(
                    cache,
                    entries,
                    new BatchBuffers(COUNT, SIZE),
                    new BatchPipeline.Settings(augmentation, normalization, seed, trial + 1, 1))) {
                Batch batch = pipeline.next();
                for (int position = 0; position < batch.count(); position++) {
                    int sample = batch.sampleIndices()[position];
                    RgbImage stored = cache.picture(entries.get(position).cacheIndex());
                    RgbImage seen = Augmented.apply(augmentation, stored, seed, trial + 1, sample);
                    float[] made = new float[3 * SIZE * SIZE];
                    batch.images().get(position * made.length, made);
                    assertThat(made)
                            .as("seed %d, sample %d, %s", seed, sample, augmentation)
                            .isEqualTo(erased(
                                    planes(seen, normalization), augmentation.draw(seed, trial + 1, sample, SIZE)));
                }
            }
        }
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(Augmentations.ALL);
    }

    /** Each kind is on in every second trial, at any of its strengths. */
    private static Augmentations randomAugmentations(Random random) {
        List<Augmentations.Chosen> chosen = new ArrayList<>();
        for (Augmentation kind : Augmentations.ALL) {
            if (random.nextBoolean()) {
                chosen.add(new Augmentations.Chosen(
                        kind,
                        kind.parameters().stream()
                                .map(p -> p.whole()
                                        ? p.least() + random.nextInt((int) Math.min(2 * SIZE, p.most() - p.least() + 1))
                                        : p.least() + (p.most() - p.least()) * random.nextDouble())
                                .toList()));
            }
        }
        return new Augmentations(chosen);
    }

    private static float[] erased(float[] planes, Recipe recipe) {
        for (Recipe.Part part : recipe.erased()) {
            for (int row = 0; row < 3 * SIZE; row++) {
                int y = row % SIZE;
                if (y >= part.top() && y < part.top() + part.height()) {
                    int from = row * SIZE + part.left();
                    Arrays.fill(planes, from, from + part.width(), 0);
                }
            }
        }
        return planes;
    }

    private static float[] planes(RgbImage image, Normalization normalization) {
        int pixels = image.width() * image.height();
        float[] planes = new float[3 * pixels];
        for (int plane = 0; plane < 3; plane++) {
            float[] table = normalization.table(plane);
            for (int at = 0; at < pixels; at++) {
                planes[plane * pixels + at] =
                        table[image.pixels()[3 * at + normalization.channelOfPlane(plane)] & 0xFF];
            }
        }
        return planes;
    }

    @Test
    void stopsAtAnyBatchWithoutLeavingThreads() {
        for (int taken = 0; taken < 4; taken++) {
            BatchPipeline pipeline =
                    new BatchPipeline(cache, entries, new BatchBuffers(2, SIZE), settings(Augmentations.NONE, 1, 3));
            for (int batch = 0; batch < taken; batch++) {
                pipeline.next();
            }
            pipeline.close();
            pipeline.close();

            assertThat(pipeline.hasNext()).isFalse();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("batches-"));
        }
    }

    @Test
    void aWorkersFailureReachesTheConsumer() {
        List<BatchEntry> broken = new ArrayList<>(entries);
        broken.set(12, new BatchEntry(1_000_000, 0, 12));
        try (BatchPipeline pipeline =
                new BatchPipeline(cache, broken, new BatchBuffers(4, SIZE), settings(Augmentations.NONE, 1, 2))) {
            assertThatThrownBy(() -> {
                        while (pipeline.hasNext()) {
                            pipeline.next();
                        }
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("A batch could not be made: ")
                    .hasCauseInstanceOf(Exception.class);
        }
    }

    @Test
    void anInterruptedConsumerIsNotLeftWaiting() {
        try (BatchPipeline pipeline =
                new BatchPipeline(cache, List.of(), new BatchBuffers(4, SIZE), settings(Augmentations.NONE, 1, 2))) {
            assertThat(pipeline.hasNext()).isFalse();
        }
        Thread.currentThread().interrupt();
        BatchPipeline pipeline =
                new BatchPipeline(cache, entries, new BatchBuffers(4, SIZE), settings(Augmentations.NONE, 1, 2));
        pipeline.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesBuffersOfAnotherSize() {
        assertThatThrownBy(() ->
                        new BatchPipeline(cache, entries, new BatchBuffers(4, 8), settings(Augmentations.NONE, 1, 2)))
                .hasMessageContaining("do not fit a cache of 12");
        assertThatThrownBy(() -> new BatchBuffers(0, 8)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> settings(Augmentations.NONE, 1, 0)).hasMessageContaining("at least 1");
    }
}
