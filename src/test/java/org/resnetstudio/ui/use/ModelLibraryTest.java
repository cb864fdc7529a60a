package org.resnetstudio.ui.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.shell.TestContext;
import org.resnetstudio.ui.train.RunFixture;
import org.resnetstudio.ui.train.RunHistory;
import org.resnetstudio.ui.train.TrainModel;

class ModelLibraryTest {
    private static final List<String> CLASSES = List.of("cat", "dog");
    private static final int ALL_EPOCHS = 15;

    @TempDir
    private Path folder;

    private final ClassifierCache classifiers = new ClassifierCache();
    private TestContext test;
    private Project project;

    @BeforeEach
    void openProject() throws ProjectException {
        project = Project.create(folder.resolve("project"));
        test = new TestContext(folder);
        test.context.project().replace(project);
    }

    @AfterEach
    void close() throws ProjectException {
        classifiers.close();
        project.close();
    }

    private ModelLibrary library() {
        return new ModelLibrary(test.context, new RunHistory(test.context), classifiers);
    }

    private Path run(String name, long seed, int epochs) throws IOException {
        Path run = RunFixture.write(project.runsFolder().resolve(name), "resnet20", CLASSES, seed, epochs);
        Files.createFile(run.resolve("model.onnx"));
        return run;
    }

    private static Path selected(ModelLibrary library) {
        return library.selectedProperty().get().location();
    }

    @Test
    void withoutAChoiceTheBestFinishedRunIsSelectedAndNotANewerOneThatWasCutOff() throws IOException {
        Path finished = run("finished", 1, ALL_EPOCHS);
        run("cut-off", 2, 1);
        ModelLibrary library = library();

        assertThat(library.models()).hasSize(2);
        assertThat(library.models().get(0).location().getFileName()).hasToString("cut-off");
        assertThat(selected(library)).isEqualTo(finished);
    }

    @Test
    void whereNoneIsFinishedTheMostAccurateOneIsSelected() throws IOException {
        Path longer = run("longer", 1, 9);
        run("shorter", 2, 1);
        assertThat(selected(library())).isEqualTo(longer);
    }

    @Test
    void theRunThatIsMarkedForUseComesBeforeTheBestOneAsLongAsItIsThere() throws IOException {
        Path finished = run("finished", 1, ALL_EPOCHS);
        Path cutOff = run("cut-off", 2, 1);
        test.context.settings().setValue(TrainModel.USED_MODEL, "cut-off");
        assertThat(selected(library())).isEqualTo(cutOff);

        test.context.settings().setValue(TrainModel.USED_MODEL, "deleted since");
        assertThat(selected(library())).isEqualTo(finished);
        test.context.settings().setValue(TrainModel.USED_MODEL, "");
        assertThat(selected(library())).isEqualTo(finished);
    }

    @Test
    void aNewRunThatIsBetterBecomesTheDefault() throws IOException {
        run("finished", 1, 3);
        ModelLibrary library = library();
        Path better = run("better", 2, ALL_EPOCHS);
        library.refresh();
        assertThat(selected(library)).isEqualTo(better);
    }

    @Test
    void whatSomebodyChoseStaysSelectedWhenTheListIsReadAgain() throws IOException {
        run("finished", 1, ALL_EPOCHS);
        Path cutOff = run("cut-off", 2, 1);
        ModelLibrary library = library();
        library.selectedProperty().set(library.models().get(0));
        assertThat(selected(library)).isEqualTo(cutOff);

        run("another", 3, ALL_EPOCHS);
        library.refresh();

        assertThat(selected(library)).isEqualTo(cutOff);
    }

    @Test
    void aRunThatTheListDoesNotKnowYetIsTheOneThatIsHandedOver() throws IOException {
        run("first", 1, ALL_EPOCHS);
        ModelLibrary library = library();
        Path asked = run("asked-for", 2, 4);
        run("newer-still", 3, ALL_EPOCHS);

        library.select(asked);

        assertThat(selected(library)).isEqualTo(asked);
    }

    @Test
    void aRunWithoutAModelIsToldAndTheDefaultStays() throws IOException {
        Path first = run("first", 1, ALL_EPOCHS);
        ModelLibrary library = library();
        Path without = RunFixture.write(project.runsFolder().resolve("without"), "resnet20", CLASSES, 2, 1);

        library.select(without);

        assertThat(selected(library)).isEqualTo(first);
        assertThat(test.lastTold()).isEqualTo("The run without has no model yet: let it train for at least one epoch.");
    }

    @Test
    void oneDamagedRunDoesNotEmptyTheList() throws IOException {
        run("good", 1, ALL_EPOCHS);
        Path damaged = run("damaged", 2, ALL_EPOCHS);
        Files.delete(damaged.resolve("events.jsonl"));
        Files.createDirectory(damaged.resolve("events.jsonl"));
        assertThat(library().models()).extracting(StudioModel::title).hasSize(1);
    }

    @Test
    void runsOfTheSameMinuteHaveNamesOfTheirOwn() throws IOException {
        run("20260304-050607-resnet20", 1, ALL_EPOCHS);
        run("20260304-050607-resnet20-2", 1, ALL_EPOCHS);
        assertThat(library().models()).extracting(StudioModel::title).doesNotHaveDuplicates();
    }

    @Test
    void whoListensToTheListHearsItAfterACollection() throws IOException, InterruptedException {
        ModelLibrary library = library();
        List<Integer> heard = new ArrayList<>();
        listen(library.models(), heard);
        run("first", 1, ALL_EPOCHS);
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
        }

        library.refresh();

        assertThat(heard).containsExactly(1);
    }

    private static void listen(ObservableList<StudioModel> models, List<Integer> heard) {
        models.addListener((ListChangeListener<StudioModel>)
                change -> heard.add(change.getList().size()));
    }
}
