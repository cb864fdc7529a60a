package org.resnetstudio.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.shell.TestContext;

class DataModelTest {
    @TempDir
    private Path folder;

    private TestContext studio;
    private Project project;
    private final Questions questions = new Questions();
    private DataModel model;

    /** Four cats, three dogs, five pictures without a label, in this order. */
    @BeforeEach
    void openProject() throws IOException, ProjectException {
        TestPictures.write(folder.resolve("animals/cat"), 4);
        TestPictures.write(folder.resolve("animals/dog"), 3);
        TestPictures.write(folder.resolve("new"), 5);
        project = Project.create(folder.resolve("project"));
        project.importSources(List.of(folder.resolve("animals")), (p, d, t) -> {}, () -> false);
        project.importSources(List.of(folder.resolve("new")), (p, d, t) -> {}, () -> false);
        studio = new TestContext(folder);
        model = new DataModel(
                studio.context, new ProjectEdits(studio.context, Runnable::run, Runnable::run), questions);
        studio.context.project().replace(project);
    }

    @AfterEach
    void closeProject() throws ProjectException {
        studio.context.project().replace(null);
        project.close();
    }

    private List<String> labels() {
        return model.visibleProperty().get().stream()
                .map(sample -> model.className(sample).orElse("-"))
                .toList();
    }

    private void show(ClassFilter filter) {
        model.filterProperty().set(model.filterProperty().get().with(filter));
    }

    @Test
    void everythingIsShownAndCountedAtFirst() {
        assertThat(labels()).containsExactly("cat", "cat", "cat", "cat", "dog", "dog", "dog", "-", "-", "-", "-", "-");
        DatasetCounts counts = model.countsProperty().get();
        assertThat(counts.all()).isEqualTo(12);
        assertThat(counts.unlabelled()).isEqualTo(5);
        assertThat(counts.perClass()).containsExactly(4, 3);
        assertThat(counts.of(ClassFilter.of(1))).isEqualTo(3);
    }

    @Test
    void filtersOfClassSplitAndNameApplyTogether() throws ProjectException {
        List<Long> firstTwo = project.dataset().samples().subList(0, 2).stream()
                .map(Sample::id)
                .toList();
        project.setSplit(firstTwo, Optional.of(Split.TEST));
        show(ClassFilter.of(0));
        assertThat(model.visibleProperty().get()).hasSize(4);
        model.filterProperty().set(model.filterProperty().get().with(SplitFilter.TEST));
        assertThat(model.visibleProperty().get()).hasSize(2);
        model.filterProperty().set(model.filterProperty().get().withText(" 1.PNG"));
        assertThat(model.visibleProperty().get()).hasSize(1);
        model.showAll();
        assertThat(model.visibleProperty().get()).hasSize(12);
        assertThat(model.countsProperty().get().perSplit().get(SplitFilter.TEST))
                .isEqualTo(2);
    }

    /** What is shown, counted and selected after each of many edits is what a screen that begins then shows, counts and had selected. */
    @Test
    void afterEveryEditTheScreenIsAsIfItHadLookedAtEverything() throws ProjectException {
        Random random = new Random(1);
        List<Long> ids = project.dataset().samples().stream().map(Sample::id).toList();
        List<SampleFilter> filters = List.of(
                SampleFilter.NONE,
                SampleFilter.NONE.with(ClassFilter.UNLABELLED),
                SampleFilter.NONE.with(ClassFilter.of(1)),
                SampleFilter.NONE.with(SplitFilter.TEST),
                SampleFilter.NONE.withText("1"));
        for (int i = 0; i < 300; i++) {
            if (i % 30 == 0) {
                model.filterProperty().set(filters.get(i / 30 % filters.size()));
                model.selection().selectAll();
            }
            Set<Long> selected = model.selected().stream().map(Sample::id).collect(Collectors.toSet());
            edit(random, ids);
            List<Sample> expected = project.dataset().samples().stream()
                    .filter(model.filterProperty().get().predicate(model.classes()))
                    .toList();
            assertThat(model.visibleProperty().get()).isEqualTo(expected);
            assertThat(model.selected())
                    .isEqualTo(expected.stream()
                            .filter(sample -> selected.contains(sample.id()))
                            .toList());
            assertThat(model.countsProperty().get())
                    .isEqualTo(DatasetCounts.of(new Dataset(
                            model.classes(), new ArrayList<>(project.dataset().samples()))));
        }
    }

    private void edit(Random random, List<Long> ids) throws ProjectException {
        List<Long> some = ids.stream().filter(id -> random.nextInt(6) == 0).toList();
        switch (random.nextInt(6)) {
            case 0, 1 ->
                project.label(some, random.nextBoolean() ? OptionalInt.of(random.nextInt(2)) : OptionalInt.empty());
            case 2 -> project.setSplit(some, random.nextBoolean() ? Optional.of(Split.TEST) : Optional.empty());
            case 3 -> project.setExcluded(some, random.nextBoolean());
            case 4 -> project.removeSamples(some);
            default -> project.undo();
        }
    }

    @Test
    void labellingOnePictureGoesOnToTheNext() {
        model.selection().select(7);
        model.commands().label(1);
        model.commands().label(0);
        assertThat(labels()).startsWith("cat", "cat", "cat", "cat", "dog", "dog", "dog", "dog", "cat");
        assertThat(model.selection().focus()).isEqualTo(9);
        assertThat(model.selection().count()).isEqualTo(1);
    }

    @Test
    void labellingStaysWhereItIsWhenThatIsWanted() {
        model.autoAdvanceProperty().set(false);
        model.selection().select(7);
        model.commands().label(1);
        assertThat(model.selection().focus()).isEqualTo(7);
        assertThat(studio.context.settings().value("data.auto-advance")).contains("false");
    }

    @Test
    void labellingThroughTheUnlabelledOnesLeavesOutNone() {
        show(ClassFilter.UNLABELLED);
        model.selection().select(0);
        for (int i = 0; i < 5; i++) {
            model.commands().label(0);
        }
        assertThat(model.visibleProperty().get()).isEmpty();
        assertThat(model.countsProperty().get().perClass()).containsExactly(9, 3);
    }

    @Test
    void manyAreLabelledAtOnceAndStaySelected() {
        model.selection().select(7);
        model.selection().extendTo(11);
        model.commands().label(1);
        assertThat(model.countsProperty().get().perClass()).containsExactly(4, 8);
        assertThat(model.selection().count()).isEqualTo(5);
        assertThat(studio.lastTold()).contains("5").contains("dog");
    }

    @Test
    void theLabelIsTakenAway() {
        model.selection().select(0);
        model.commands().clearLabel();
        assertThat(labels().get(0)).isEqualTo("-");
    }

    @Test
    void aNumberWithoutAClassIsExplained() {
        model.selection().select(0);
        model.commands().label(6);
        assertThat(studio.lastTold()).contains("no class number 7");
        assertThat(labels().get(0)).isEqualTo("cat");
    }

    @Test
    void labellingNothingIsExplained() {
        model.commands().label(0);
        assertThat(studio.lastTold()).isEqualTo("Select a picture first, then press its class’s number.");
    }

    @Test
    void undoAndRedoSayWhatTheyDid() {
        model.selection().select(0);
        model.commands().label(1);
        model.history().undo();
        assertThat(labels().get(0)).isEqualTo("cat");
        assertThat(studio.lastTold()).startsWith("Undone: ").contains("dog");
        model.history().redo();
        assertThat(labels().get(0)).isEqualTo("dog");
        assertThat(studio.lastTold()).startsWith("Redone: ");
        model.history().redo();
        assertThat(studio.lastTold()).isEqualTo("There is nothing to redo.");
    }

    @Test
    void excludingIsTakenBackBySameCommand() {
        model.selection().selectAll();
        model.commands().toggleExcluded();
        assertThat(model.visibleProperty().get()).allMatch(Sample::excluded);
        model.commands().toggleExcluded();
        assertThat(model.visibleProperty().get()).noneMatch(Sample::excluded);
    }

    @Test
    void removedSamplesLeaveTheFocusGoesToTheNextAndNothingIsSelected() {
        long next = model.visibleProperty().get().get(3).id();
        model.selection().select(1);
        model.selection().extendTo(2);
        model.commands().remove();
        assertThat(model.visibleProperty().get()).hasSize(10);
        assertThat(model.selected()).isEmpty();
        assertThat(model.focused().map(Sample::id)).contains(next);
        model.commands().label(1);
        assertThat(model.countsProperty().get().perClass())
                .as("a digit hits no picture that nobody chose")
                .containsExactly(2, 3);
        model.history().undo();
        assertThat(model.visibleProperty().get()).hasSize(12);
    }

    @Test
    void theSelectionStaysOnTheSameSamplesWhenTheFilterChanges() {
        long id = model.visibleProperty().get().get(5).id();
        model.selection().select(5);
        show(ClassFilter.of(1));
        assertThat(model.focused().map(Sample::id)).contains(id);
        assertThat(model.selection().focus()).isEqualTo(1);
    }

    @Test
    void classesAreAddedRenamedAndRemoved() {
        model.addClass(" bird ");
        model.renameClass(0, "kitten");
        assertThat(model.classes()).extracting("name").containsExactly("kitten", "dog", "bird");
        show(ClassFilter.of(2));
        model.removeClass(1);
        assertThat(model.classes()).extracting("name").containsExactly("kitten", "bird");
        assertThat(model.filterProperty().get().classes()).isEqualTo(ClassFilter.of(1));
        assertThat(model.countsProperty().get().unlabelled()).isEqualTo(8);
        model.renameClass(1, "crow");
        assertThat(model.filterProperty().get().classes()).isEqualTo(ClassFilter.of(1));
        model.removeClass(1);
        assertThat(model.filterProperty().get().classes()).isEqualTo(ClassFilter.ALL);
    }

    @Test
    void aFilterThatHidesTheSelectionLeavesNothingSelected() {
        model.selection().select(0);
        model.selection().extendTo(5);
        show(ClassFilter.of(1));
        assertThat(model.selected()).hasSize(2).allMatch(sample -> model.className(sample)
                .equals(Optional.of("dog")));
        show(ClassFilter.UNLABELLED);
        assertThat(model.selected()).isEmpty();
        model.commands().label(0);
        assertThat(model.countsProperty().get().perClass()).containsExactly(4, 3);
        assertThat(studio.lastTold()).startsWith("Select a picture first");
    }

    @Test
    void anotherProjectWithTheSameIdsHasNothingSelected() throws IOException, ProjectException {
        TestPictures.write(folder.resolve("other"), 12);
        model.selection().select(3);
        model.togglePreview();
        try (Project other = Project.create(folder.resolve("other-project"))) {
            other.importSources(List.of(folder.resolve("other")), (p, d, t) -> {}, () -> false);
            studio.context.project().replace(other);
            assertThat(model.selected()).isEmpty();
            assertThat(model.focused()).isEmpty();
            assertThat(model.previewProperty().get()).isFalse();
            studio.context.project().replace(project);
        }
    }

    @Test
    void anImportThatIsTakenBackTakesItsSelectionAlong() throws IOException, ProjectException {
        TestPictures.write(folder.resolve("more"), 3);
        project.importSources(List.of(folder.resolve("more")), (p, d, t) -> {}, () -> false);
        model.selection().select(13);
        model.history().undo();
        assertThat(model.visibleProperty().get()).hasSize(12);
        assertThat(model.selected()).isEmpty();
    }

    @Test
    void labellingTheLastPictureOfAFilterSelectsNothingElse() {
        show(ClassFilter.UNLABELLED);
        model.selection().select(4);
        model.commands().label(0);
        assertThat(model.visibleProperty().get()).hasSize(4);
        assertThat(model.selected()).isEmpty();
    }

    @Test
    void labellingThroughAFilterGoesFromEachPictureToItsNeighbour() {
        show(ClassFilter.UNLABELLED);
        model.selection().select(0);
        List<Long> order =
                model.visibleProperty().get().stream().map(Sample::id).toList();
        for (long id : order) {
            assertThat(model.selected()).extracting(Sample::id).containsExactly(id);
            model.commands().label(0);
        }
        assertThat(model.countsProperty().get().perClass()).containsExactly(9, 3);
    }

    @Test
    void manyLabelsAreReplacedOnlyAfterAQuestion() throws IOException, ProjectException {
        TestPictures.write(folder.resolve("herd/cow"), SampleCommands.FEW_LABELS - 2);
        project.importSources(List.of(folder.resolve("herd")), (p, d, t) -> {}, () -> false);
        model.selection().selectAll();
        model.commands().label(0);
        Question question = questions.currentProperty().get().orElseThrow();
        assertThat(question.title()).isEqualTo("Label 30 pictures as cat?");
        assertThat(question.text()).startsWith("The present labels of 21 pictures would be lost.");
    }

    @Test
    void aQuestionThatIsDeclinedChangesNothingAndOneThatIsAgreedToDoes() throws IOException, ProjectException {
        TestPictures.write(folder.resolve("herd/cow"), SampleCommands.FEW_LABELS + 1);
        project.importSources(List.of(folder.resolve("herd")), (p, d, t) -> {}, () -> false);
        show(ClassFilter.of(2));
        List<Runnable> costly = List.of(
                () -> model.commands().label(0),
                model.commands()::clearLabel,
                model.commands()::remove,
                () -> model.removeClass(2));
        for (Runnable action : costly) {
            model.selection().selectAll();
            action.run();
            assertThat(model.countsProperty().get().perClass()).containsExactly(4, 3, SampleCommands.FEW_LABELS + 1);
            questions.decline();
            assertThat(model.countsProperty().get().perClass()).containsExactly(4, 3, SampleCommands.FEW_LABELS + 1);
            action.run();
            questions.agree();
            assertThat(model.countsProperty().get().perClass()).startsWith(action == costly.get(0) ? 25 : 4, 3);
            assertThat(model.countsProperty().get().of(ClassFilter.of(2))).isZero();
            model.history().undo();
            show(ClassFilter.of(2));
        }
    }

    @Test
    void labelsThatStayAsTheyAreOrAreNewNeedNoQuestion() throws IOException, ProjectException {
        TestPictures.write(folder.resolve("herd/cow"), SampleCommands.FEW_LABELS + 1);
        TestPictures.write(folder.resolve("many-new"), SampleCommands.FEW_LABELS + 1);
        project.importSources(
                List.of(folder.resolve("herd"), folder.resolve("many-new")), (p, d, t) -> {}, () -> false);
        show(ClassFilter.of(2));
        model.selection().selectAll();
        model.commands().label(2);
        show(ClassFilter.UNLABELLED);
        model.selection().selectAll();
        model.commands().label(2);
        assertThat(questions.currentProperty().get()).isEmpty();
        assertThat(model.countsProperty().get().unlabelled()).isZero();
    }

    @Test
    void thePreviewNeedsAPictureAndClosesWithIt() {
        model.togglePreview();
        assertThat(model.previewProperty().get()).isFalse();
        assertThat(studio.lastTold()).isEqualTo("Select a picture first.");
        model.selection().focusOn(2);
        model.togglePreview();
        assertThat(model.previewProperty().get()).isTrue();
        assertThat(model.selected()).hasSize(1);
        model.commands().remove();
        assertThat(model.previewProperty().get()).isFalse();
    }

    @Test
    void theTextFindsClassNamesToo() {
        model.filterProperty().set(model.filterProperty().get().withText("DO"));
        assertThat(labels()).containsExactly("dog", "dog", "dog");
        model.renameClass(0, "domestic cat");
        assertThat(labels()).hasSize(7);
    }

    @Test
    void undoAndRedoAreNamed() {
        assertThat(model.history().redoStepProperty().get()).isEmpty();
        model.selection().select(7);
        model.selection().extendTo(11);
        model.commands().label(1);
        assertThat(model.history().undoStepProperty().get()).isEqualTo("Labelled 5 pictures as dog");
        model.history().undo();
        assertThat(model.history().redoStepProperty().get()).isEqualTo("Labelled 5 pictures as dog");
        studio.context.project().replace(null);
        assertThat(model.history().undoStepProperty().get()).isEmpty();
        studio.context.project().replace(project);
    }

    @Test
    void aClassIsFoundAmongManyByPartsOfItsName() {
        model.addClass("wildcat");
        model.addClass("polecat");
        model.addClass("cattle");
        ClassChoice choice = new ClassChoice();
        choice.begin(model.commands());
        assertThat(choice.found()).hasSize(5);
        choice.textProperty().set("CAT");
        assertThat(choice.found())
                .extracting(ClassChoice.Found::name)
                .containsExactly("cat", "cattle", "wildcat", "polecat");
        model.selection().select(11);
        choice.choose(choice.found().get(3));
        assertThat(labels().get(11)).isEqualTo("polecat");
    }

    @Test
    void aRefusedEditIsToldAndChangesNothing() {
        model.addClass("CAT");
        assertThat(studio.told).hasSize(1);
        assertThat(model.classes()).hasSize(2);
    }

    @Test
    void splitsAreDealtOutWithTheGivenFractions() {
        SplitModel split = new SplitModel(studio.context.messages(), model);
        split.validationProperty().set("25");
        split.testProperty().set("25");
        assertThat(split.apply()).isTrue();
        var counts = model.countsProperty().get().perSplit();
        assertThat(counts.get(SplitFilter.VALIDATION)).isEqualTo(2);
        assertThat(counts.get(SplitFilter.TEST)).isEqualTo(2);
        assertThat(counts.get(SplitFilter.TRAIN)).isEqualTo(3);
        assertThat(counts.get(SplitFilter.UNASSIGNED)).isEqualTo(5);
    }

    @Test
    void fractionsThatLeaveNothingToTrainOnAreRefusedInPlace() {
        SplitModel split = new SplitModel(studio.context.messages(), model);
        split.validationProperty().set("60");
        split.testProperty().set("40");
        assertThat(split.problemProperty().get()).contains("leave at least 10");
        assertThat(split.apply()).isFalse();
        split.testProperty().set("ten");
        assertThat(split.problemProperty().get()).isNotEmpty();
        split.testProperty().set("10");
        split.seedProperty().set("x");
        assertThat(split.problemProperty().get()).contains("seed");
    }

    @Test
    void withoutAProjectAnEditSaysWhatToDo() {
        studio.context.project().replace(null);
        assertThat(model.visibleProperty().get()).isEmpty();
        model.addClass("bird");
        assertThat(studio.lastTold()).contains("New project");
        studio.context.project().replace(project);
    }
}
