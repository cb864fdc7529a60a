package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.ui.data.TestPictures;

class NewProjectModelTest {
    @TempDir
    private Path folder;

    private final List<String> made = new ArrayList<>();
    private TestContext studio;
    private NewProjectModel model;

    @BeforeEach
    void make() {
        studio = new TestContext(folder);
        model = new NewProjectModel(studio.context, new Opener(), folder.resolve("data/projects"));
    }

    private final class Opener implements ProjectOpener {
        @Override
        public void open(Path opened) {
            made.add("open " + opened);
        }

        @Override
        public void create(String name, Runnable next) {
            made.add("create " + name);
        }

        @Override
        public void create(Path where, List<Path> pictures) {
            made.add(folder.relativize(where) + " with "
                    + pictures.stream().map(folder::relativize).toList());
        }

        @Override
        public void chooseExisting() {
            made.add("choose");
        }

        @Override
        public void openSample() {
            made.add("sample");
        }

        @Override
        public boolean hasSample() {
            return false;
        }
    }

    @Test
    void aNameIsEnough() {
        assertThat(model.folderProperty().get()).isEmpty();
        assertThat(model.problemProperty().get()).isEmpty();
        model.nameProperty().set("Birds");
        model.create();
        assertThat(made).containsExactly("data/projects/Birds with []");
    }

    @Test
    void thePicturesGiveTheNameAndTheProjectStaysOutOfTheirFolder() throws IOException {
        Path pictures = TestPictures.write(folder.resolve("photographs"), 2);
        studio.answers.add(pictures);
        model.choosePictures();
        assertThat(model.nameProperty().get()).isEqualTo("photographs");
        model.create();
        assertThat(made).containsExactly("data/projects/photographs with [photographs]");

        model.placeProperty().set(pictures.toString());
        assertThat(model.problemProperty().get())
                .isEqualTo("The project would lie inside the folder of the pictures: choose another place.");
        model.create();
        assertThat(made).hasSize(1);
        try (var files = Files.list(pictures)) {
            assertThat(files).as("only the pictures").hasSize(2);
        }
    }

    @Test
    void aNameThatSomebodyTypedStays() throws IOException {
        model.nameProperty().set("Mine");
        studio.answers.add(TestPictures.write(folder.resolve("photographs"), 1));
        model.choosePictures();
        assertThat(model.nameProperty().get()).isEqualTo("Mine");
    }

    @Test
    void aFolderThatIsThereIsNeverTaken() throws IOException {
        TestPictures.write(folder.resolve("photographs"), 1);
        model.placeProperty().set(folder.toString());
        model.nameProperty().set("photographs");
        assertThat(model.problemProperty().get())
                .startsWith("There is a folder")
                .contains("photographs");
        assertThat(model.folderProperty().get()).isEmpty();
        model.create();
        assertThat(made).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a/b", "a\\b", "..", ".", "what?", " x", "x ", "x.", "a:b", "nul", "COM1", "con.txt", "a\tb"})
    void namesThatSomeSystemCannotHaveAreRefused(String name) {
        model.nameProperty().set(name);
        assertThat(model.problemProperty().get()).startsWith("A name cannot be");
        assertThat(model.folderProperty().get()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Vögel 2026", "鳥", "a.b", ".hidden", "console", "it’s"})
    void otherNamesAreRight(String name) {
        model.nameProperty().set(name);
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void aPlaceThatIsNoneIsTold() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        model.nameProperty().set("Birds");
        for (String place : List.of("", "relative", folder.resolve("file").toString(), "a\0b")) {
            model.placeProperty().set(place);
            assertThat(model.problemProperty().get()).as(place).startsWith("There cannot be a folder in");
        }
        model.placeProperty().set(folder.toString());
        model.picturesProperty().set(folder.resolve("nowhere").toString());
        assertThat(model.problemProperty().get()).contains("nowhere");
    }

    @Test
    void theLastPlaceIsOfferedAgain() throws IOException {
        Files.createDirectories(folder.resolve("work"));
        model.placeProperty().set(folder.resolve("work").toString());
        model.nameProperty().set("Birds");
        model.create();
        NewProjectModel next = new NewProjectModel(studio.context, new Opener(), folder.resolve("data/projects"));
        assertThat(next.placeProperty().get()).isEqualTo(folder.resolve("work").toString());
    }
}
