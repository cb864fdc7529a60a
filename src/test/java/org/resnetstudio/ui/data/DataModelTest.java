package org.resnetstudio.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    private DataModel model;

    /** Four cats, three dogs, five pictures without a label, in this order. */
    @BeforeEach
    void openProject() throws IOException, ProjectException {
        TestPictures.write(folder.resolve("animals/cat"), 4);
        TestPictures.write(folder.resolve("animals/dog"), 3);
        TestPictures.write(folder.resolve("new"), 5);
        project = Project.create(folder.resolve("project"));
        project.importSources(List.of(folder.resolve("animals"), folder.resolve("new")), (p, d, t) -> {}, () -> false);
        studio = new TestContext(folder);
        model = new DataModel(studio.context, new ProjectEdits(studio.context, Runnable::run, Runnable::run));
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

    @Test
    void labellingOnePictureGoesOnToTheNext() {
        model.selection().select(7);
        model.label(1);
        model.label(0);
        assertThat(labels()).startsWith("cat", "cat", "cat", "cat", "dog", "dog", "dog", "dog", "cat");
        assertThat(model.selection().focus()).isEqualTo(9);
        assertThat(model.selection().count()).isEqualTo(1);
    }

    @Test
    void labellingStaysWhereItIsWhenThatIsWanted() {
        model.autoAdvanceProperty().set(false);
        model.selection().select(7);
        model.label(1);
        assertThat(model.selection().focus()).isEqualTo(7);
        assertThat(studio.context.settings().value("data.auto-advance")).contains("false");
    }

    @Test
    void labellingThroughTheUnlabelledOnesLeavesOutNone() {
        show(ClassFilter.UNLABELLED);
        model.selection().select(0);
        for (int i = 0; i < 5; i++) {
            model.label(0);
        }
        assertThat(model.visibleProperty().get()).isEmpty();
        assertThat(model.countsProperty().get().perClass()).containsExactly(9, 3);
    }

    @Test
    void manyAreLabelledAtOnceAndStaySelected() {
        model.selection().select(7);
        model.selection().extendTo(11);
        model.label(1);
        assertThat(model.countsProperty().get().perClass()).containsExactly(4, 8);
        assertThat(model.selection().count()).isEqualTo(5);
        assertThat(studio.lastTold()).contains("5").contains("dog");
    }

    @Test
    void theLabelIsTakenAway() {
        model.selection().select(0);
        model.clearLabel();
        assertThat(labels().get(0)).isEqualTo("-");
    }

    @Test
    void aNumberWithoutAClassIsExplained() {
        model.selection().select(0);
        model.label(6);
        assertThat(studio.lastTold()).contains("no class number 7");
        assertThat(labels().get(0)).isEqualTo("cat");
    }

    @Test
    void labellingNothingIsExplained() {
        model.label(0);
        assertThat(studio.lastTold()).isEqualTo("Select a picture first, then press its class’s number.");
    }

    @Test
    void undoAndRedoSayWhatTheyDid() {
        model.selection().select(0);
        model.label(1);
        model.undo();
        assertThat(labels().get(0)).isEqualTo("cat");
        assertThat(studio.lastTold()).startsWith("Undone: ").contains("dog");
        model.redo();
        assertThat(labels().get(0)).isEqualTo("dog");
        assertThat(studio.lastTold()).startsWith("Redone: ");
        model.redo();
        assertThat(studio.lastTold()).isEqualTo("There is nothing to redo.");
    }

    @Test
    void excludingIsTakenBackBySameCommand() {
        model.selection().selectAll();
        model.toggleExcluded();
        assertThat(model.visibleProperty().get()).allMatch(Sample::excluded);
        model.toggleExcluded();
        assertThat(model.visibleProperty().get()).noneMatch(Sample::excluded);
    }

    @Test
    void removedSamplesLeaveAndTheFocusGoesToTheNext() {
        long next = model.visibleProperty().get().get(3).id();
        model.selection().select(1);
        model.selection().extendTo(2);
        model.removeSelected();
        assertThat(model.visibleProperty().get()).hasSize(10);
        assertThat(model.selected()).hasSize(1);
        assertThat(model.focused().map(Sample::id)).contains(next);
        model.undo();
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
        assertThat(model.filterProperty().get().classes()).isEqualTo(ClassFilter.ALL);
        assertThat(model.countsProperty().get().unlabelled()).isEqualTo(8);
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
