package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.PictureVariants;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.image.TestPictures;
import org.resnetstudio.problem.Sentence;

/** Workers and the FX thread are queues here, which do their work when the test says so. */
class AugmentationPreviewTest {
    private static final AugmentationSubject.Sight SIGHT =
            new AugmentationSubject.Sight(16, ResizeMode.SQUASH, Normalization.IMAGENET.mean(), 1);

    @TempDir
    private Path folder;

    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final Queue<Runnable> fxThread = new ArrayDeque<>();
    private final List<AugmentationPreview.Seen> seen = new ArrayList<>();
    private final AugmentationPreview preview = new AugmentationPreview(workers::add, fxThread::add, seen::add);
    private Path one;
    private Path other;

    @BeforeEach
    void write() throws Exception {
        one = Files.write(folder.resolve("one.png"), TestPictures.png(TestPictures.noise(40, 30, 1)));
        other = Files.write(folder.resolve("other.png"), TestPictures.png(TestPictures.noise(30, 40, 2)));
    }

    private static AugmentationPreview.Wish wish(Path file, String augmentations) {
        return new AugmentationPreview.Wish(
                new AugmentationPictures.Shown(file, Optional.empty(), 3),
                SIGHT,
                Augmentations.parse(augmentations, 16),
                7);
    }

    private static void doAll(Queue<Runnable> queue) {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    @Test
    void showsNineVariantsAsATrainingWouldMakeThem() throws Exception {
        preview.ask(wish(one, "flip,rotation"));
        doAll(workers);
        doAll(fxThread);

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).variants())
                .isEqualTo(new PictureVariants(new ImageDecoder().prepare(one, 16, ResizeMode.SQUASH), SIGHT.mean())
                        .make(Augmentations.parse("flip,rotation", 16), 7, 1, 9, 3, () -> false));
        assertThat(seen.get(0).variants()).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void ofAllThatIsAskedForMeanwhileOnlyTheLatestIsMade() {
        for (int angle = 1; angle <= 50; angle++) {
            preview.ask(wish(one, "rotation=" + angle));
        }
        assertThat(workers).hasSize(1);
        doAll(workers);
        doAll(fxThread);

        assertThat(seen).singleElement().satisfies(result -> assertThat(
                        result.wish().augmentations().cliText())
                .isEqualTo("rotation=50"));
    }

    /** What was under way for the former picture when another one was asked for. */
    @Test
    void whatComesLateNeverReplacesANewerPicture() {
        preview.ask(wish(one, "flip"));
        doAll(workers);
        preview.ask(wish(other, "flip"));
        doAll(fxThread);
        assertThat(seen).isEmpty();

        doAll(workers);
        doAll(fxThread);
        assertThat(seen).extracting(result -> result.wish().picture().file()).containsExactly(other);
    }

    @Test
    void resultsComeInTheOrderInWhichTheyWereAskedFor() {
        preview.ask(wish(one, "zoom=0.1"));
        doAll(workers);
        preview.ask(wish(one, "zoom=0.2"));
        doAll(workers);
        doAll(fxThread);

        assertThat(seen)
                .extracting(result -> result.wish().augmentations().cliText())
                .containsExactly("zoom=0.1", "zoom=0.2");
    }

    @Test
    void aBrokenPictureIsOneSentenceAndTheNextOneIsShown() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        preview.ask(wish(broken, "flip"));
        doAll(workers);
        preview.ask(wish(broken, "flip,crop"));
        doAll(workers);
        doAll(fxThread);
        preview.ask(wish(one, "flip"));
        doAll(workers);
        doAll(fxThread);

        assertThat(seen).hasSize(3);
        assertThat(seen.get(0).original()).isEmpty();
        assertThat(seen.get(0).problem().english()).endsWith(".").doesNotContain("Exception");
        assertThat(seen.get(2).problem()).isEqualTo(Sentence.EMPTY);
        assertThat(seen.get(2).variants()).hasSize(9);
    }

    @Test
    void afterItsEndNothingIsMadeOrTold() {
        preview.ask(wish(one, "flip"));
        preview.close();
        doAll(workers);
        preview.ask(wish(one, "crop"));
        doAll(workers);
        doAll(fxThread);

        assertThat(seen).isEmpty();
    }
}
