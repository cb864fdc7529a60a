package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.image.Batch;
import org.resnetstudio.image.BatchBuffers;
import org.resnetstudio.image.BatchPipeline;
import org.resnetstudio.image.FileStamp;
import org.resnetstudio.image.ImageHash;
import org.resnetstudio.image.KnownContents;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.PictureContent;
import org.resnetstudio.image.ProgressListener;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.runs.BestSoFar;
import org.resnetstudio.runs.Changes;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.Improvement;
import org.resnetstudio.runs.Plateau;

class TrainingPicturesTest {
    private static final int SIZE_PX = 8;
    private static final long SEED = 12;

    @TempDir
    Path folder;

    @Test
    void cachedVariantsAreTheSamePicturesInAnotherOrder() throws Exception {
        Transfer transfer = new Transfer("", 1, 5, 0.1, 2);
        try (TrainingPictures pictures = TrainingPictures.prepare(
                Drawings.dataset(folder.resolve("pictures"), 7, 1, 0, "a", "b"),
                new TrainingPictures.PictureSize(SIZE_PX, ResizeMode.SQUASH),
                new TrainingPictures.Loading(folder.resolve("cache"), KnownContents.NONE, 1),
                ProgressListener.none(),
                () -> false)) {
            List<Map<Integer, List<Float>>> epochs = new ArrayList<>();
            for (int epoch = 1; epoch <= 7; epoch++) {
                epochs.add(epoch(pictures, epoch, transfer.variantAt(epoch - 1)));
            }

            for (int one = 0; one < epochs.size(); one++) {
                assertThat(epochs.get(one)).hasSize(pictures.count(Split.TRAIN));
                for (int other = one + 1; other < epochs.size(); other++) {
                    String both = "epochs " + (one + 1) + " and " + (other + 1) + ", seed " + SEED;
                    assertThat(order(epochs.get(one))).as(both).isNotEqualTo(order(epochs.get(other)));
                    boolean again = other < 5 && (other - one) % 2 == 0;
                    assertThat(epochs.get(one).equals(epochs.get(other)))
                            .as(both)
                            .isEqualTo(again);
                }
            }
        }
    }

    @Test
    void theHashOfAFileIsNotFoundOutAgain() throws Exception {
        Path file = Files.write(folder.resolve("left-out.png"), new byte[] {1, 2, 3});
        String noted = "ab".repeat(32);
        PictureContent content = new PictureContent(FileStamp.of(file), noted, 1, 1);
        KnownContents contents = new KnownContents() {
            @Override
            public Optional<PictureContent> find(Path asked) {
                return Optional.of(content).filter(c -> asked.equals(file));
            }

            @Override
            public void add(Path found, PictureContent its) {
                throw new AssertionError("Nothing was read.");
            }

            @Override
            public void keep() {
                // nothing was added
            }
        };
        try (TrainingPictures pictures = TrainingPictures.prepare(
                new Dataset(List.of(), List.of()),
                new TrainingPictures.PictureSize(SIZE_PX, ResizeMode.SQUASH),
                new TrainingPictures.Loading(folder.resolve("cache"), contents, 1),
                ProgressListener.none(),
                () -> false)) {
            assertThat(pictures.contentHash(file)).isEqualTo(noted);
            Path other = Files.write(folder.resolve("other.png"), new byte[] {1, 2, 3});
            assertThat(pictures.contentHash(other)).isEqualTo(ImageHash.sha256(other));
        }
    }

    private static List<Integer> order(Map<Integer, List<Float>> epoch) {
        return List.copyOf(epoch.keySet());
    }

    /** The pictures of an epoch by sample, in their order. */
    private static Map<Integer, List<Float>> epoch(TrainingPictures pictures, int epoch, int variant) {
        Map<Integer, List<Float>> seen = new LinkedHashMap<>();
        BatchPipeline.Settings settings = new BatchPipeline.Settings(
                Augmentations.parse("flip,crop", SIZE_PX), Normalization.IMAGENET, SEED, variant, 1);
        Checkpoint.Position position = new Checkpoint.Position(
                epoch - 1, 0, Checkpoint.Partial.NOTHING, BestSoFar.NONE, Improvement.NONE, Plateau.NONE, Changes.NONE);
        try (BatchPipeline batches = pictures.training(new BatchBuffers(4, SIZE_PX), position, settings, false)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                int size = batch.images().limit() / batch.count();
                for (int i = 0; i < batch.count(); i++) {
                    List<Float> picture = new ArrayList<>();
                    for (int value = 0; value < size; value++) {
                        picture.add(batch.images().get(i * size + value));
                    }
                    seen.put(batch.sampleIndices()[i], picture);
                }
            }
        }
        return seen;
    }
}
