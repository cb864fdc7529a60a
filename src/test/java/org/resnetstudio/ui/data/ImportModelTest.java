package org.resnetstudio.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.shell.ProjectOpener;
import org.resnetstudio.ui.shell.TestContext;

class ImportModelTest {
    @TempDir
    private Path folder;

    private final List<String> created = new ArrayList<>();
    private TestContext studio;
    private Project project;
    private ImportModel model;

    @BeforeEach
    void makeProject() throws ProjectException {
        studio = new TestContext(folder);
        project = Project.create(folder.resolve("project"));
        model = new ImportModel(studio.context, new Opener());
    }

    @AfterEach
    void closeProject() throws ProjectException {
        project.close();
    }

    @Test
    void aFolderOfClassFoldersIsTakenIn() throws IOException {
        studio.context.project().replace(project);
        TestPictures.write(folder.resolve("animals/cat"), 2);
        TestPictures.write(folder.resolve("animals/dog"), 3);
        model.start(List.of(folder.resolve("animals")));
        assertThat(project.dataset().classNames()).containsExactly("cat", "dog");
        assertThat(studio.lastTold()).isEqualTo("Added 5 pictures and 2 classes.");
        assertThat(model.problemsProperty().get()).isEmpty();
    }

    @Test
    void whatCannotBeTakenIsListedAndTheRestGoesOn() throws IOException {
        studio.context.project().replace(project);
        TestPictures.write(folder.resolve("new"), 2);
        Files.write(folder.resolve("new/broken.png"), new byte[0]);
        Files.write(folder.resolve("new/empty.jpg"), new byte[0]);
        model.start(List.of(folder.resolve("new")));
        assertThat(project.dataset().samples()).hasSize(2);
        assertThat(model.problemsProperty().get())
                .extracting(problem -> problem.file().getFileName().toString())
                .containsExactlyInAnyOrder("broken.png", "empty.jpg");
        assertThat(studio.lastTold()).isEqualTo("Added 2 pictures; 2 files were left out, see the list.");

        studio.answers.add(folder.resolve("report.csv"));
        model.exportProblems();
        assertThat(Files.readAllLines(folder.resolve("report.csv")))
                .hasSize(3)
                .first()
                .isEqualTo("file,reason");

        model.closeReport();
        assertThat(model.problemsProperty().get()).isEmpty();
    }

    @Test
    void theSamePicturesAreNotTakenTwice() throws IOException {
        studio.context.project().replace(project);
        TestPictures.write(folder.resolve("new"), 2);
        model.start(List.of(folder.resolve("new")));
        model.start(List.of(folder.resolve("new")));
        assertThat(project.dataset().samples()).hasSize(2);
        assertThat(studio.lastTold()).isEqualTo("Added no pictures; 2 were there already.");
    }

    @Test
    void aFolderWithoutPicturesSaysWhatToDo() throws IOException {
        studio.context.project().replace(project);
        Files.createDirectories(folder.resolve("nothing"));
        model.start(List.of(folder.resolve("nothing")));
        assertThat(studio.lastTold()).startsWith("No pictures were found; choose a folder");
    }

    @Test
    void aFolderThatIsNotThereIsCalledThat() {
        studio.context.project().replace(project);
        model.start(List.of(folder.resolve("nope")));
        assertThat(studio.lastTold())
                .isEqualTo("No pictures were taken in. " + folder.resolve("nope")
                        + ": There is no such file or folder; check its name.");
    }

    @Test
    void picturesOfOtherFormatsAreCounted() throws IOException {
        studio.context.project().replace(project);
        TestPictures.write(folder.resolve("phone"), 1);
        for (int i = 0; i < 30; i++) {
            Files.writeString(folder.resolve("phone/" + i + ".jxl"), "x");
        }
        Files.writeString(folder.resolve("phone/1.NEF"), "x");
        model.start(List.of(folder.resolve("phone")));
        assertThat(studio.lastTold())
                .isEqualTo("Added one picture; 31 files were left out, see the list. Not readable: one raw picture, 30"
                        + " pictures of other formats.");
        assertThat(model.reportTitle()).isEqualTo("31 files were left out of the last import");
        assertThat(model.problemsProperty().get()).hasSize(22);
    }

    @Test
    void severalFoldersAreClassesAlsoInAProjectWithPictures() throws IOException {
        studio.context.project().replace(project);
        model.start(List.of(
                TestPictures.write(folder.resolve("pets/cat"), 2), TestPictures.write(folder.resolve("pets/dog"), 2)));
        assertThat(project.dataset().classNames()).containsExactly("cat", "dog");
        model.start(List.of(
                TestPictures.write(folder.resolve("new/dog"), 1), TestPictures.write(folder.resolve("new/fish"), 1)));
        assertThat(project.dataset().classNames()).containsExactly("cat", "dog", "fish");
        assertThat(project.dataset().samples())
                .allMatch(sample -> sample.classIndex().isPresent());
    }

    @Test
    void whatMayBeMeantOtherwiseIsInTheListToo() throws IOException {
        studio.context.project().replace(project);
        TestPictures.write(folder.resolve("archive/PetImages/cat"), 1);
        TestPictures.write(folder.resolve("archive/PetImages/dog"), 1);
        model.start(List.of(folder.resolve("archive")));
        assertThat(studio.lastTold())
                .isEqualTo("Added 2 pictures and one class; one thing should be checked, see the list.");
        assertThat(model.reportTitle()).isEqualTo("The last import: one thing to check");
        assertThat(model.problemsProperty().get())
                .singleElement()
                .satisfies(warning -> assertThat(warning.reason().english()).contains("choose PetImages itself"));
    }

    @Test
    void aProjectForSeveralSourcesIsNamedLikeTheFolderTheyAreIn() throws IOException {
        model.start(List.of(
                TestPictures.write(folder.resolve("pets/cat"), 1), TestPictures.write(folder.resolve("pets/dog"), 1)));
        assertThat(created).containsExactly("pets");
    }

    @Test
    void aProjectForADriveHasANameToo() {
        model.start(List.of(folder.getRoot().resolve("nothing-that-is-there.png")));
        assertThat(created).containsExactly("Pictures");
    }

    @Test
    void picturesOfEveryKindCanBeChosen() {
        model.choosePictures();
        assertThat(studio.kinds).singleElement().satisfies(kind -> assertThat(kind.patterns())
                .contains("*.jfif", "*.apng", "*.dib", "*.csv", "*.tsv"));
    }

    @Test
    void withoutAProjectOneIsMadeUnderTheNameOfTheFolder() throws IOException {
        TestPictures.write(folder.resolve("holiday"), 2);
        model.start(List.of(folder.resolve("holiday")));
        assertThat(created).containsExactly("holiday");
        assertThat(project.dataset().samples()).hasSize(2);
    }

    @Test
    void aChosenFolderIsImportedAndACancelledDialogDoesNothing() throws IOException {
        studio.context.project().replace(project);
        model.chooseFolder();
        model.choosePictures();
        assertThat(studio.told).isEmpty();
        studio.answers.add(TestPictures.write(folder.resolve("new"), 3));
        model.chooseFolder();
        assertThat(project.dataset().samples()).hasSize(3);
    }

    private final class Opener implements ProjectOpener {
        @Override
        public void create(String name, Runnable next) {
            created.add(name);
            studio.context.project().replace(project);
            next.run();
        }

        @Override
        public void open(Path where) {
            throw new UnsupportedOperationException("An import opens no project, not even " + where);
        }

        @Override
        public void create(Path made, List<Path> pictures) {
            throw new UnsupportedOperationException("An import asks for no project.");
        }

        @Override
        public void chooseExisting() {
            throw new UnsupportedOperationException("An import asks for no project.");
        }

        @Override
        public void openSample() {
            created.add("sample");
        }

        @Override
        public boolean hasSample() {
            return false;
        }
    }
}
