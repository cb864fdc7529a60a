package org.resnetstudio.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.Pictures;
import org.resnetstudio.image.FileStamp;
import org.resnetstudio.image.ImageHash;
import org.resnetstudio.image.KnownContents;
import org.resnetstudio.image.PictureContent;

class ProjectContentsTest {
    private static final int EDITS = 40;

    @TempDir
    Path folder;

    private Path home;
    private Path picture;

    @BeforeEach
    void makeProject() throws ProjectException {
        home = folder.resolve("project");
        Path pictures = Pictures.folder(folder.resolve("pictures/cat"), 5);
        picture = pictures.resolve("1.png");
        try (Project project = Project.create(home)) {
            project.importSources(List.of(folder.resolve("pictures")), ImportListener.NONE, () -> false);
        }
    }

    private static PictureContent content(Path file, int widthPx) throws Exception {
        return new PictureContent(FileStamp.of(file), ImageHash.sha256(file), widthPx, 4);
    }

    @Test
    void whatWasFoundInAPictureIsKnownToTheNextProcess() throws Exception {
        PictureContent found = content(picture, 4);
        KnownContents contents = ProjectContents.of(home);
        assertThat(contents.find(picture)).isEmpty();
        contents.add(picture, found);
        contents.add(folder.resolve("elsewhere.png"), found);
        assertThat(contents.find(picture)).contains(found);
        contents.keep();

        KnownContents next = ProjectContents.of(home);
        assertThat(next.find(picture)).contains(found);
        assertThat(next.sha256(picture, FileStamp.of(picture))).contains(found.sha256());
        assertThat(next.find(folder.resolve("elsewhere.png")))
                .as("not in the project")
                .isEmpty();

        PictureContent changed = content(Pictures.write(picture), 5);
        assertThat(next.sha256(picture, changed.stamp())).isEmpty();
        next.add(picture, changed);
        next.keep();
        assertThat(ProjectContents.of(home).find(picture)).contains(changed);
    }

    @Test
    void aPictureThatComesBackIntoTheProjectIsStillKnown() throws Exception {
        KnownContents contents = ProjectContents.of(home);
        contents.add(picture, content(picture, 4));
        contents.keep();
        try (Project project = Project.open(home)) {
            project.removeSamples(List.of(1L));
            assertThat(ProjectContents.of(home).find(picture)).isEmpty();
            project.undo();
        }
        assertThat(ProjectContents.of(home).find(picture)).isPresent();
    }

    /** A transaction that has read cannot write where another process wrote in between, however long it waits. */
    @Test
    void anEditThatReadsFirstIsNotOvertakenByATrainer() throws Exception {
        ExecutorService trainer = Executors.newSingleThreadExecutor();
        KnownContents contents = ProjectContents.of(home);
        contents.add(picture, content(picture, 4));
        try (Connection studio = Sqlite.connect(home.resolve(Project.DATABASE), "rw")) {
            ProjectDatabase database = new ProjectDatabase(studio, new ProjectPaths(home));
            Future<?> writing = database.inTransaction(() -> {
                long next = nextClass(studio);
                Future<?> meanwhile = trainer.submit(contents::keep);
                waitFor(meanwhile);
                assertThat(database.reserve("class", 1)).isEqualTo(next);
                return meanwhile;
            });
            writing.get();
        } finally {
            trainer.shutdownNow();
        }
        assertThat(ProjectContents.of(home).find(picture)).isPresent();
    }

    private static long nextClass(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT next FROM counters WHERE name = 'class'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void waitFor(Future<?> task) {
        try {
            task.get(300, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It waits for the edit.
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noEditFailsWhileATrainerWritesWhatItFinds() throws Exception {
        ExecutorService trainer = Executors.newSingleThreadExecutor();
        try (Project project = Project.open(home)) {
            KnownContents contents = ProjectContents.of(home);
            Future<?> writing = trainer.submit(() -> {
                for (int i = 1; i <= EDITS; i++) {
                    contents.add(picture, content(picture, i));
                    contents.keep();
                }
                return null;
            });
            for (int i = 0; i < EDITS; i++) {
                project.label(List.of(2L), i % 2 == 0 ? OptionalInt.empty() : OptionalInt.of(0));
                project.addClass("class " + i);
            }
            writing.get();
            assertThat(project.dataset().classes()).hasSize(EDITS + 1);
        } finally {
            trainer.shutdownNow();
        }
        assertThat(ProjectContents.of(home).find(picture).orElseThrow().widthPx())
                .isEqualTo(EDITS);
    }

    @Test
    void whereTheDatabaseIsAnothersNothingIsKnownAndNothingIsTouched() throws Exception {
        assertThat(ProjectContents.of(folder)).isSameAs(KnownContents.NONE);
        try (Connection connection = Sqlite.connect(home.resolve(Project.DATABASE), "rw");
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertThat(ProjectContents.of(home)).isSameAs(KnownContents.NONE);

        Path old = Files.createDirectories(folder.resolve("old"));
        try (var in = ProjectContentsTest.class.getResourceAsStream("/project/version-1.db")) {
            Files.copy(in, old.resolve(Project.DATABASE));
        }
        assertThat(ProjectContents.of(old)).isSameAs(KnownContents.NONE);
        Project.open(old).close();
        assertThat(old.resolve("project.db-version-1.backup")).exists();
        Path first = Pictures.write(old.resolve("pictures/1.png"));
        KnownContents contents = ProjectContents.of(old);
        contents.add(first, content(first, 4));
        contents.keep();
        assertThat(ProjectContents.of(old).find(first)).isPresent();
    }
}
