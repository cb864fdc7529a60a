package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.network.CurrentNetwork;

class DiskSpaceModelTest {
    private static final List<String> CLASSES = List.of("cat", "dog");

    @TempDir
    private Path folder;

    private final NotedHandover handover = new NotedHandover();
    private ScreenFixture fixture;
    private Project project;
    private TrainModel training;
    private DiskSpaceModel disk;

    @BeforeEach
    void make() throws IOException, ProjectException {
        fixture = new ScreenFixture(folder);
        Path runs = folder.resolve("project/runs");
        project = Project.create(folder.resolve("project"));
        RunFixture.write(runs.resolve("older"), "resnet20", CLASSES, 1, 15);
        RunFixture.write(runs.resolve("newer"), "resnet20", CLASSES, 2, 15);
        write(project.cacheFolder().resolve("thumbnails/ab/c.jpg"), 3_000);
        write(project.cacheFolder().resolve("prepared-32/pictures"), 2_000);
        fixture.context().project().replace(project);
        training = new TrainModel(
                fixture.context(),
                new RunHistory(fixture.context()),
                new CurrentNetwork(fixture.context().settings()),
                handover,
                FakeTrainer.starter("complete", List.of()),
                Clock.systemUTC());
        disk = new DiskSpaceModel(fixture.context(), training, folder.resolve("common"), handover::deleted);
        disk.refresh();
    }

    @AfterEach
    void close() throws ProjectException {
        fixture.close();
    }

    private static void write(Path file, int bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }

    private DiskSpaceModel.Item item(String start) {
        return disk.itemsProperty().get().stream()
                .filter(item -> item.name().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void preparedPicturesThumbnailsAndRunsAreCounted() {
        assertThat(disk.itemsProperty().get()).hasSize(4);
        assertThat(item("Prepared").bytes()).isEqualTo(2_000);
        assertThat(item("Thumbnails").bytes()).isEqualTo(3_000);
        assertThat(item("ResNet-20").bytes()).isPositive();
    }

    @Test
    void nothingIsDeletedBeforeItIsAskedForTwice() throws IOException {
        Path linked = folder.resolve("photographs/a.jpg");
        write(linked, 10);
        Files.createSymbolicLink(project.cacheFolder().resolve("prepared-32/link"), linked.getParent());
        DiskSpaceModel.Item prepared = item("Prepared");
        disk.delete(prepared);
        assertThat(project.cacheFolder().resolve("prepared-32")).exists();
        disk.delete(item("Thumbnails"));
        assertThat(project.cacheFolder().resolve("thumbnails"))
                .as("another one was asked for first")
                .exists();

        disk.delete(prepared);
        disk.delete(prepared);

        assertThat(project.cacheFolder().resolve("prepared-32")).doesNotExist();
        assertThat(project.cacheFolder().resolve("thumbnails")).exists();
        assertThat(linked).as("what a link leads to").exists();
        assertThat(disk.itemsProperty().get()).hasSize(3);
        assertThat(folder.resolve("project/project.db")).exists();
    }

    @Test
    void aDeletedRunLeavesTheListAndTheScreen() {
        DiskSpaceModel.Item newest = item("ResNet-20");
        disk.delete(newest);
        disk.delete(newest);

        assertThat(newest.folders().get(0)).doesNotExist();
        assertThat(training.history().runs()).hasSize(1);
        assertThat(training.view().shownProperty().get().orElseThrow().folder().getFileName())
                .hasToString("older");
        assertThat(handover.deletions).isEqualTo(1);
    }
}
