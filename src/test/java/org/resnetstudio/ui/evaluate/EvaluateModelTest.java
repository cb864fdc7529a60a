package org.resnetstudio.ui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.evaluation.SampleResult;
import org.resnetstudio.project.Project;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.data.TestPictures;
import org.resnetstudio.ui.shell.TestContext;
import org.resnetstudio.ui.train.RunFixture;
import org.resnetstudio.ui.train.RunHistory;
import org.resnetstudio.ui.use.ClassifierCache;
import org.resnetstudio.ui.use.ModelLibrary;
import org.resnetstudio.ui.use.TestModels;

class EvaluateModelTest {
    @TempDir
    Path folder;

    private final ExecutorService decoders = Executors.newFixedThreadPool(2);
    private final ClassifierCache classifiers = new ClassifierCache();
    private TestContext test;
    private Project project;
    private ModelLibrary library;
    private EvaluateModel model;

    @BeforeEach
    void openProjectWithModel() throws Exception {
        TestPictures.write(folder.resolve("pictures/cat"), 3);
        TestPictures.write(folder.resolve("pictures/dog"), 2);
        TestPictures.write(folder.resolve("pictures/emu"), 1);
        project = Project.create(folder.resolve("project"));
        project.importSources(List.of(folder.resolve("pictures")), ImportListener.NONE, () -> false);
        List<Long> all = project.dataset().samples().stream().map(Sample::id).toList();
        project.setSplit(all, Optional.of(Split.VALIDATION));
        test = new TestContext(folder);
        test.context.project().replace(project);
        library = new ModelLibrary(test.context, new RunHistory(test.context), classifiers);
        model = new EvaluateModel(test.context, library, decoders);
    }

    @AfterEach
    void close() throws Exception {
        classifiers.close();
        decoders.shutdownNow();
        project.close();
    }

    @Test
    void theFirstSetWithPicturesIsChosen() {
        assertThat(model.setProperty().get()).isEqualTo(EvaluationSet.VALIDATION);
        assertThat(model.pictures(EvaluationSet.VALIDATION)).isEqualTo(6);
        assertThat(model.pictures(EvaluationSet.TEST)).isZero();
    }

    @Test
    void withoutAModelThereIsNothingToEvaluate() {
        assertThat(model.canEvaluate()).isFalse();
        model.evaluateIfNeeded();
        assertThat(model.resultProperty().get()).isNull();
    }

    @Test
    void classesAreMatchedByNameAndUnknownOnesLeftOut() throws Exception {
        library.open(TestModels.alwaysLast(folder.resolve("model.onnx"), "dog", "cat"));

        model.evaluate();

        EvaluationResult result = model.resultProperty().get();
        assertThat(result.evaluation().classes()).containsExactly("dog", "cat");
        assertThat(result.evaluation().confusionMatrix().toArray()).isDeepEqualTo(new int[][] {{0, 2}, {0, 3}});
        assertThat(result.leftOut()).isEqualTo(1);
        assertThat(result.evaluation().accuracy()).hasValue(0.6);
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void classesInAnotherCaseAreTheSameAsOnTheCommandLine() throws Exception {
        library.open(TestModels.alwaysLast(folder.resolve("model.onnx"), "Dog", "CAT"));

        model.evaluate();

        assertThat(model.resultProperty().get().evaluation().confusionMatrix().toArray())
                .isDeepEqualTo(new int[][] {{0, 2}, {0, 3}});
    }

    @Test
    void aCellShowsItsPicturesAndNoneShowsTheMistakes() throws Exception {
        library.open(TestModels.alwaysLast(folder.resolve("model.onnx"), "dog", "cat"));
        model.evaluate();

        assertThat(model.shown()).hasSize(2).allMatch(s -> s.actual() == 0 && s.predicted() == 1);
        model.cellProperty().set(new MatrixCell(1, 1));
        assertThat(model.shown()).hasSize(3).allMatch(SampleResult::correct);
        assertThat(model.resultProperty().get().sample(model.shown().get(0)).file())
                .hasParent(folder.resolve("pictures/cat"));
    }

    @Test
    void aPictureThatBrokeSinceIsReportedAndTheRestGoesOn() throws Exception {
        Files.write(folder.resolve("pictures/cat/0.png"), new byte[0]);
        library.open(TestModels.alwaysLast(folder.resolve("model.onnx"), "dog", "cat"));

        model.evaluate();

        EvaluationResult result = model.resultProperty().get();
        assertThat(result.unreadable()).hasSize(1);
        assertThat(result.unreadable().get(0).file()).endsWith(Path.of("cat", "0.png"));
        assertThat(result.samples()).hasSize(4);
    }

    @Test
    void picturesThatAreAllGoneGiveASentenceInsteadOfAnEmptyResult() throws Exception {
        for (Sample sample : project.dataset().samples()) {
            Files.delete(sample.file());
        }
        library.open(TestModels.alwaysLast(folder.resolve("model.onnx"), "dog", "cat"));

        model.evaluate();

        assertThat(model.problemProperty().get()).startsWith("None of the 5 pictures could be read");
        assertThat(model.resultProperty().get()).isNull();
    }

    @Test
    void aModelOfOtherClassesGivesASentence() throws Exception {
        library.open(TestModels.alwaysLast(folder.resolve("model.onnx"), "fox", "gnu"));

        model.evaluate();

        assertThat(model.problemProperty().get()).startsWith("The model knows none of these pictures’ classes");
        assertThat(model.resultProperty().get()).isNull();
    }

    @Test
    void anotherModelForgetsTheResult() throws Exception {
        library.open(TestModels.alwaysLast(folder.resolve("model.onnx"), "dog", "cat"));
        model.evaluate();
        library.open(TestModels.alwaysLast(folder.resolve("other.onnx"), "cat", "dog"));

        assertThat(model.resultProperty().get()).isNull();
    }

    @Test
    void aDamagedModelGivesASentence() throws Exception {
        Path file = TestModels.alwaysLast(folder.resolve("model.onnx"), "dog", "cat");
        library.open(file);
        Files.write(file, new byte[] {1, 2, 3});

        model.evaluate();

        assertThat(model.problemProperty().get()).contains("damaged");
        assertThat(model.resultProperty().get()).isNull();
    }

    private void makeRunAndSplitAgain() throws Exception {
        project.setSplit(project.dataset().samples().stream().map(Sample::id).toList(), Optional.of(Split.TEST));
        makeRun();
    }

    /** Two cats and the dogs were trained on, the third cat was for validation. */
    private void makeRun() throws Exception {
        Path run = project.runsFolder().resolve("run");
        List<Sample> all = project.dataset().samples();
        StringBuilder csv = new StringBuilder("file,class,split\n");
        int cats = 0;
        for (Sample sample : all) {
            String name = project.dataset().classNames().get(sample.classIndex().orElseThrow());
            if (name.equals("emu")) {
                continue;
            }
            boolean validation = name.equals("cat") && cats++ == 2;
            csv.append(sample.file()).append(',').append(name).append(validation ? ",validation\n" : ",train\n");
        }
        RunFixture.write(run, "resnet20", List.of("dog", "cat"), 1, 3);
        Files.writeString(run.resolve("samples.csv"), csv);
        TestModels.alwaysLast(run.resolve("model.onnx"), "dog", "cat");
        library.refresh();
    }

    @Test
    void picturesThatWereTrainedOnDoNotBecomeTestPicturesWhenTheProjectIsSplitAgain() throws Exception {
        makeRunAndSplitAgain();

        assertThat(library.selectedProperty().get().location())
                .isEqualTo(project.runsFolder().resolve("run"));
        assertThat(model.pictures(EvaluationSet.TEST))
                .as("the emu, which was in no part")
                .isEqualTo(1);
        assertThat(model.pictures(EvaluationSet.VALIDATION)).isEqualTo(1);
        assertThat(model.pictures(EvaluationSet.TRAIN)).isEqualTo(4);
        model.setProperty().set(EvaluationSet.VALIDATION);
        model.evaluate();
        EvaluationResult validation = model.resultProperty().get();
        assertThat(validation.samples()).hasSize(1);
        assertThat(validation.trainedOn()).isZero();

        model.setProperty().set(EvaluationSet.TRAIN);
        model.evaluate();
        assertThat(model.resultProperty().get().samples()).hasSize(4);
    }

    @Test
    void theNumbersOfPicturesFollowEveryEdit() throws Exception {
        makeRunAndSplitAgain();
        List<Long> all = project.dataset().samples().stream().map(Sample::id).toList();
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            List<Long> some = all.stream().filter(id -> random.nextBoolean()).toList();
            switch (random.nextInt(4)) {
                case 0 ->
                    project.setSplit(some, Optional.of(List.of(Split.values()).get(random.nextInt(3))));
                case 1 -> project.label(some, random.nextBoolean() ? OptionalInt.of(0) : OptionalInt.empty());
                case 2 -> project.setExcluded(some, random.nextBoolean());
                default -> project.undo();
            }
            for (EvaluationSet set : EvaluationSet.values()) {
                assertThat(model.pictures(set))
                        .isEqualTo(
                                set.of(project.dataset(), model.partsProperty().get())
                                        .size());
            }
        }
    }

    @Test
    void howManyEvaluatedPicturesChangedFollowsEveryEdit() throws Exception {
        library.open(TestModels.alwaysLast(folder.resolve("model.onnx"), "dog", "cat"));
        model.evaluate();
        List<Sample> evaluated = model.resultProperty().get().samples();
        assertThat(model.samples().changedProperty().get()).isZero();
        project.label(List.of(evaluated.get(0).id()), OptionalInt.empty());
        project.setExcluded(List.of(evaluated.get(0).id(), evaluated.get(1).id()), true);
        assertThat(model.samples().changedProperty().get()).isEqualTo(2);
        project.undo();
        assertThat(model.samples().changedProperty().get()).isEqualTo(1);
        project.removeSamples(List.of(evaluated.get(2).id()));
        assertThat(model.samples().changedProperty().get()).isEqualTo(2);
    }

    @Test
    void ofAProjectThatIsNotSplitThePicturesThatTheRunValidatedOnAreChosen() throws Exception {
        project.setSplit(project.dataset().samples().stream().map(Sample::id).toList(), Optional.empty());
        model.setProperty().set(EvaluationSet.TEST);

        makeRun();

        assertThat(model.setProperty().get()).isEqualTo(EvaluationSet.VALIDATION);
        assertThat(model.pictures(EvaluationSet.VALIDATION)).isEqualTo(1);
    }

    @Test
    void howManyPicturesOfAPartWereTrainedOnIsTold() throws Exception {
        makeRunAndSplitAgain();
        Sample fresh = project.dataset().samples().get(5);
        project.label(
                List.of(fresh.id()),
                OptionalInt.of(project.dataset().classNames().indexOf("cat")));
        model.setProperty().set(EvaluationSet.TEST);

        model.evaluate();

        EvaluationResult result = model.resultProperty().get();
        assertThat(result.samples()).extracting(Sample::id).containsExactly(fresh.id());
        assertThat(result.trainedOn()).isEqualTo(4);
        assertThat(ScreenFixture.MESSAGES.text("evaluate.remarks.trained", result.trainedOn()))
                .isEqualTo(" 4 pictures of this part were trained on by this model, and count as training pictures.");
    }

    @Test
    void aModelWithoutARunGoesByThePartsOfTheProject() throws Exception {
        makeRunAndSplitAgain();
        library.open(TestModels.alwaysLast(folder.resolve("model.onnx"), "dog", "cat"));

        assertThat(model.pictures(EvaluationSet.TEST)).isEqualTo(6);
        assertThat(model.pictures(EvaluationSet.TRAIN)).isZero();
    }

    @Test
    void theMostConfidentMistakesComeFirst() {
        // A mistake that is 79 % sure, with 1 % for the truth, and one that is 95 % sure, with 5 % for it.
        List<SampleResult> results = List.of(
                new SampleResult(0, 0, 1, 0.79f, 0.01f),
                new SampleResult(1, 0, 2, 0.95f, 0.05f),
                new SampleResult(2, 0, 1, 0.95f, 0.01f),
                new SampleResult(3, 1, 1, 0.99f, 0.99f),
                new SampleResult(4, 1, 1, 0.40f, 0.40f));
        assertThat(results.stream().sorted(EvaluateModel.WORST_FIRST))
                .extracting(SampleResult::sampleIndex)
                .containsExactly(2, 1, 0, 4, 3);
    }
}
