package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.TestPictures;
import org.resnetstudio.job.Preset;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.random.SeededRandom;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.ui.ScreenFixture;

class AugmentationModelTest {
    private static final int SIZE_PX = 32;

    @TempDir
    private Path folder;

    private ScreenFixture fixture;
    private TrainForm form;
    private AugmentationModel model;

    @BeforeEach
    void open() throws Exception {
        fixture = new ScreenFixture(folder);
        fixture.openProject(folder, 2);
        form = new TrainForm(fixture.context().settings(), ScreenFixture.MESSAGES);
        model = model(
                new NextRunAugmentation(form, SIZE_PX),
                fixture.context().project().dataset(),
                Optional.empty());
    }

    @AfterEach
    void close() throws ProjectException {
        fixture.close();
    }

    private static AugmentationModel model(AugmentationSubject subject, Dataset dataset, Optional<Path> instead) {
        return new AugmentationModel(
                subject,
                new AugmentationPictures(dataset, () -> instead, new SeededRandom(1)),
                listener -> new AugmentationPreview(Runnable::run, Runnable::run, listener),
                ScreenFixture.MESSAGES);
    }

    private AugmentationRow row(String name) {
        return model.rows().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private AugmentationStrength strength(String name, int index) {
        return row(name).strengths().get(index);
    }

    private String ofForm() {
        return form.augmentation().get(SIZE_PX).cliText();
    }

    private List<RgbImage> variants() {
        return model.viewProperty().get().variants();
    }

    @Test
    void beginsWithWhatTheFormSays() {
        assertThat(model.chosen().cliText()).isEqualTo(ofForm()).isEqualTo("flip,crop=4");
        assertThat(variants()).hasSize(9);
        assertThat(model.viewProperty().get().original().orElseThrow().width()).isEqualTo(SIZE_PX);
        assertThat(model.captionProperty().get()).endsWith(" · class-1");
    }

    @Test
    void aSliderChangesTheNumberTheFormAndThePictures() {
        List<RgbImage> before = variants();
        row("rotation").onProperty().set(true);
        strength("rotation", 0).sliderProperty().set(44.7);

        assertThat(strength("rotation", 0).field().textProperty().get()).isEqualTo("45");
        assertThat(ofForm()).isEqualTo("flip,crop=4,rotation=45");
        assertThat(variants()).hasSize(9).isNotEqualTo(before);

        strength("rotation", 0).field().textProperty().set("12.5");
        assertThat(strength("rotation", 0).sliderProperty().get()).isEqualTo(12.5);
        assertThat(ofForm()).isEqualTo("flip,crop=4,rotation=12.5");
    }

    @Test
    void aWrongNumberIsOneSentenceAndTheLastRightOneCounts() {
        strength("crop", 0).field().textProperty().set("many");

        assertThat(model.problemProperty().get()).isEqualTo("Pixels must be a whole number from 0 to 512.");
        assertThat(model.accept()).isFalse();
        assertThat(ofForm()).isEqualTo("flip,crop=4");

        row("crop").onProperty().set(false);
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(model.accept()).isTrue();
    }

    @Test
    void strengthsStayWhileAnAugmentationIsOff() {
        strength("crop", 0).sliderProperty().set(9);
        row("crop").onProperty().set(false);
        assertThat(ofForm()).isEqualTo("flip");
        row("crop").onProperty().set(true);

        assertThat(ofForm()).isEqualTo("flip,crop=9");
    }

    @Test
    void presetsSetAllOfIt() {
        Map<AugmentationPreset, String> expected = Map.of(
                AugmentationPreset.NONE, "none",
                AugmentationPreset.USUAL, "flip,crop=4",
                AugmentationPreset.GAMMA, "flip,gamma=0.4:0.7",
                AugmentationPreset.SHAPES, "flip,rotation=15,shift=0.1,zoom=0.1");
        expected.forEach((preset, text) -> {
            model.take(AugmentationPreset.STRONG);
            model.take(preset);
            assertThat(ofForm()).isEqualTo(text);
            assertThat(model.chosen().cliText()).isEqualTo(text);
        });
        model.take(AugmentationPreset.GAMMA);
        assertThat(strength("gamma", 0).field().textProperty().get()).isEqualTo("0.4");
        assertThat(strength("gamma", 1).field().textProperty().get()).isEqualTo("0.7");
    }

    @Test
    void aPresetOfTheFormIsSeenInThePanel() {
        form.take(Preset.FEW, SIZE_PX);
        assertThat(model.chosen().cliText()).isEqualTo("flip,rotation=15,shift=0.1,zoom=0.1,gamma=0.3");

        form.augmentations().get("zoom").set(false);
        assertThat(model.chosen().cliText()).isEqualTo("flip,rotation=15,shift=0.1,gamma=0.3");
        assertThat(row("zoom").onProperty().get()).isFalse();
    }

    @Test
    void whatIsNotAcceptedIsTakenBack() {
        model.take(AugmentationPreset.STRONG);
        assertThat(remembered()).isEqualTo("flip,crop=4");
        model.close();
        assertThat(ofForm()).isEqualTo("flip,crop=4");

        model = model(
                new NextRunAugmentation(form, SIZE_PX),
                fixture.context().project().dataset(),
                Optional.empty());
        strength("crop", 0).field().textProperty().set("6");
        assertThat(model.accept()).isTrue();
        model.close();
        assertThat(ofForm()).isEqualTo("flip,crop=6");
        assertThat(remembered()).isEqualTo("flip,crop=6");
    }

    /** What the next start of the studio would show. */
    private String remembered() {
        return new TrainForm(fixture.context().settings(), ScreenFixture.MESSAGES)
                .augmentation()
                .get(SIZE_PX)
                .cliText();
    }

    /** The network's pictures may get another size before the run is started. */
    @Test
    void strengthsThatAreUsualFollowTheSize() {
        model.take(AugmentationPreset.NONE);
        model.take(AugmentationPreset.USUAL);
        assertThat(form.augmentation().get(224).cliText()).isEqualTo("flip,crop=28");

        strength("crop", 0).field().textProperty().set("5");
        assertThat(form.augmentation().get(224).cliText()).isEqualTo("flip,crop=5");
    }

    @Test
    void picturesAreGoneThroughByClassAndByChance() {
        String first = model.captionProperty().get();
        model.move(-1);
        assertThat(model.captionProperty().get()).endsWith(" · class-2");
        model.move(1);
        assertThat(model.captionProperty().get()).isEqualTo(first);
        model.any();
        assertThat(model.captionProperty().get()).isNotEqualTo(first);
        model.ofClass(Optional.of("class-2"));
        for (int i = 0; i < 10; i++) {
            assertThat(model.captionProperty().get()).endsWith(" · class-2");
            model.move(1);
        }
    }

    @Test
    void otherVariantsAreThoseOfTheNextSeed() {
        List<RgbImage> before = variants();
        model.otherVariants();

        assertThat(variants()).hasSize(9).isNotEqualTo(before);
    }

    @Test
    void aFileFromElsewhereIsShownAndABrokenOneIsASentence() throws Exception {
        model.show(Files.write(folder.resolve("mine.png"), TestPictures.png(TestPictures.gradient())));
        assertThat(model.captionProperty().get()).isEqualTo("mine.png");
        assertThat(variants()).hasSize(9);

        model.show(Files.writeString(folder.resolve("broken.png"), "nothing"));
        assertThat(variants()).isEmpty();
        assertThat(model.viewProperty().get().problem()).endsWith(".");
        model.move(0);
        assertThat(variants()).hasSize(9);
    }

    @Test
    void withoutPicturesOneOfTheProgramIsShownOrItIsSaidWhatToDo() throws Exception {
        Path sample = Files.write(folder.resolve("sample.png"), TestPictures.png(TestPictures.gradient()));
        model = model(new NextRunAugmentation(form, SIZE_PX), new Dataset(List.of(), List.of()), Optional.of(sample));
        assertThat(model.captionProperty().get()).isEqualTo("sample.png");
        assertThat(model.several()).isFalse();
        assertThat(variants()).hasSize(9);

        model = model(new NextRunAugmentation(form, SIZE_PX), new Dataset(List.of(), List.of()), Optional.empty());
        assertThat(variants()).isEmpty();
        assertThat(model.viewProperty().get().problem()).startsWith("There is no picture yet");
    }

    @Test
    void aRunThatIsTrainedIsAskedWhenThatIsAccepted() throws Exception {
        Path run = RunFixture.write(folder.resolve("run"), "resnet20", List.of("a", "b"), 1, 2);
        List<RunRequest> asked = new ArrayList<>();
        TrainedRunAugmentation.Read read = TrainedRunAugmentation.read(run);
        assertThat(read.keepsVariants()).isFalse();
        assertThat(read.now())
                .isEqualTo(RunFolder.open(run).record().config().preparation().augmentations());

        model = model(
                new TrainedRunAugmentation(read, asked::add),
                fixture.context().project().dataset(),
                Optional.empty());
        assertThat(model.isTrained()).isTrue();
        model.take(AugmentationPreset.GAMMA);
        assertThat(asked).isEmpty();
        assertThat(ofForm()).isEqualTo("flip,crop=4");
        assertThat(model.accept()).isTrue();

        assertThat(asked).containsExactly(new RunRequest.Augment("flip,gamma=0.4:0.7"));
    }

    @Test
    void aRunThatStaysAsItIsIsNotAsked() throws Exception {
        Path run = RunFixture.write(folder.resolve("run"), "resnet20", List.of("a", "b"), 1, 2);
        List<RunRequest> asked = new ArrayList<>();
        model = model(
                new TrainedRunAugmentation(TrainedRunAugmentation.read(run), asked::add),
                fixture.context().project().dataset(),
                Optional.empty());
        model.take(AugmentationPreset.NONE);
        model.take(AugmentationPreset.USUAL);
        assertThat(model.chosen()).isEqualTo(Augmentations.parse("flip,crop=4", SIZE_PX));
        assertThat(model.accept()).isTrue();

        assertThat(asked).isEmpty();
    }
}
