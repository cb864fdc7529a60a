package org.resnetstudio.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.data.TestPictures;
import org.resnetstudio.ui.shell.CurrentProject;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.TestContext;

class ProjectOpeningTest {
    @TempDir
    private Path folder;

    private final List<Path> imported = new ArrayList<>();
    private TestContext studio;
    private CurrentProject current;
    private ProjectOpening opening;

    @BeforeEach
    void putTogether() {
        studio = new TestContext(folder);
        current = studio.context.project();
        StudioFolders folders =
                new StudioFolders(folder, folder.resolve("data"), Optional.of(folder.resolve("sample-data")));
        opening = new ProjectOpening(studio.context, folders, imported::addAll);
    }

    @AfterEach
    void closeProject() throws ProjectException {
        Optional<Project> open = current.replace(null);
        if (open.isPresent()) {
            open.get().close();
        }
    }

    @Test
    void aNewProjectOpensOnTheDataScreenWithItsPicturesAndIsRemembered() {
        studio.context.navigator().show(ScreenId.EVALUATE);
        opening.create(folder.resolve("birds"), List.of(folder.resolve("photographs")));
        assertThat(current.name()).isEqualTo("birds");
        assertThat(studio.context.settings().recentProjects()).containsExactly(folder.resolve("birds"));
        assertThat(studio.context.navigator().current()).isEqualTo(ScreenId.DATA);
        assertThat(imported).containsExactly(folder.resolve("photographs"));
    }

    @Test
    void openingAnotherProjectClosesTheOneBefore() throws ProjectException {
        Project.create(folder.resolve("first")).close();
        Project.create(folder.resolve("second")).close();
        opening.open(folder.resolve("first"));
        opening.open(folder.resolve("second"));
        assertThat(current.name()).isEqualTo("second");
        Project.open(folder.resolve("first")).close();
        assertThat(studio.told).isEmpty();
    }

    @Test
    void theProjectThatIsOpenStaysOpen() throws ProjectException {
        Project.create(folder.resolve("first")).close();
        opening.open(folder.resolve("first"));
        Project before = current.project().orElseThrow();
        opening.open(folder.resolve("first"));
        assertThat(current.project()).containsSame(before);
        assertThat(studio.told).isEmpty();
    }

    @Test
    void aProjectThatIsGoneIsForgotten() {
        studio.context.settings().addRecentProject(folder.resolve("gone"));
        opening.open(folder.resolve("gone"));
        assertThat(studio.lastTold()).contains("is not there any more");
        assertThat(studio.context.settings().recentProjects()).isEmpty();
    }

    @Test
    void aFolderThatIsNoProjectIsOfferedForImport() throws IOException {
        Path pictures = TestPictures.write(folder.resolve("pictures"), 1);
        opening.open(pictures);
        studio.told.get(0).action().orElseThrow().run().run();
        assertThat(imported).containsExactly(pictures);
    }

    @Test
    void aProjectThatCannotBeOpenedIsToldAndTheOneBeforeStays() throws IOException, ProjectException {
        Project.create(folder.resolve("first")).close();
        opening.open(folder.resolve("first"));
        Files.createDirectories(folder.resolve("damaged"));
        Files.writeString(folder.resolve("damaged/project.db"), "no database");
        opening.open(folder.resolve("damaged"));
        assertThat(studio.told).hasSize(1);
        assertThat(current.name()).isEqualTo("first");
    }

    @Test
    void namesOfProjectsThatTheStudioMakesAreFree() {
        List<String> done = new ArrayList<>();
        opening.create("birds", () -> done.add(current.name()));
        opening.create("birds", () -> done.add(current.name()));
        assertThat(done).containsExactly("birds", "birds 2");
    }

    @Test
    void theSampleIsMadeOnceWithTrainingValidationTestAndUnlabelledPictures() throws IOException {
        TestPictures.write(folder.resolve("sample-data/fashion-mnist/train/bag"), 10);
        TestPictures.write(folder.resolve("sample-data/fashion-mnist/test/bag"), 3);
        TestPictures.write(folder.resolve("sample-data/unlabelled"), 2);
        opening.openSample();
        Dataset dataset = current.dataset();
        assertThat(dataset.samples()).hasSize(15);
        assertThat(dataset.usable(Split.TRAIN)).hasSize(8);
        assertThat(dataset.usable(Split.VALIDATION)).hasSize(2);
        assertThat(dataset.usable(Split.TEST)).hasSize(3);
        assertThat(dataset.samples()).filteredOn(s -> s.classIndex().isEmpty()).hasSize(2);
        opening.openSample();
        assertThat(current.dataset().samples()).hasSize(15);
    }
}
