package org.resnetstudio.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.Pictures;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.image.FileStamp;
import org.resnetstudio.image.PictureContent;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.ProjectException.Reason;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class DurabilityTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeProject() throws ProjectException {
        home = folder.resolve("project");
        Pictures.folder(folder.resolve("pictures/cat"), 5);
        Pictures.folder(folder.resolve("pictures/dog"), 5);
        try (Project project = Project.create(home)) {
            project.importSources(List.of(folder.resolve("pictures")), ImportListener.NONE, () -> false);
        }
    }

    private static void assertRefused(Path home, Reason reason, String words) {
        assertThatThrownBy(() -> Project.open(home))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void noStoredLabelIsLostWhenTheProcessIsKilled() throws Exception {
        Process process = OtherStudio.start("label", home);
        List<String> printed = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < 400; i++) {
                printed.add(lines.readLine());
            }
            // By its handle: Process.destroyForcibly would close the stream with the lines still in it.
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
            }
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(printed).doesNotContainNull().hasSizeGreaterThanOrEqualTo(400);
        Map<Long, Integer> expected = new HashMap<>();
        for (String line : printed.subList(0, printed.size() - 1)) {
            String[] parts = line.split(" ", -1);
            expected.put(Long.valueOf(parts[1]), Integer.valueOf(parts[2]));
        }
        try (Project project = Project.open(home)) {
            // The last line may be torn, and the label after it may be stored already: step back to the last sure one.
            int sure = printed.size() - 1;
            int stored = countUndos(project);
            assertThat(stored).isBetween(sure, sure + 2);
            for (int i = 0; i < sure; i++) {
                project.redo();
            }
            for (Sample sample : project.dataset().samples()) {
                assertThat(sample.classIndex().getAsInt()).isEqualTo(expected.get(sample.id()));
            }
        }
    }

    /** Undoes all labelling, and says how many steps that took. */
    private static int countUndos(Project project) throws ProjectException {
        int steps = 0;
        while (project.undoDescription().map(Sentence::english).orElse("").startsWith("Labelled")) {
            project.undo();
            steps++;
        }
        return steps;
    }

    @Test
    void aSecondStudioIsKeptOutButReadersAreWelcome() throws Exception {
        try (Project project = Project.open(home)) {
            assertRefused(home, Reason.ALREADY_OPEN, "already open in another studio");
            assertThat(OtherStudio.run("open", home))
                    .startsWith("ALREADY_OPEN: The project")
                    .contains("close it there");
            assertThat(OtherStudio.run("read", home)).isEqualTo("10 samples");
            project.removeSamples(List.of(project.dataset().samples().get(0).id()));
            assertThat(OtherStudio.run("read", home)).isEqualTo("9 samples");
            assertThat(OtherStudio.run("open", home)).startsWith("ALREADY_OPEN");
        }
        assertThat(OtherStudio.run("open", home)).isEqualTo("opened project");
    }

    @Test
    void foldersThatAreNoProjectAreRefused() throws IOException {
        assertRefused(folder, Reason.NOT_A_PROJECT, "holds no project");
        assertRefused(folder.resolve("nowhere"), Reason.NOT_A_PROJECT, "holds no project");
        assertThatThrownBy(() -> Project.readDataset(folder)).hasMessageContaining("holds no project");
        assertThatThrownBy(() -> Project.create(home)).hasMessageContaining("open it instead");
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Project.create(file.resolve("project")))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("choose a folder");
    }

    @Test
    void otherDatabasesAreRefusedAndUntouched() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        try (Connection connection = Sqlite.connect(other.resolve("project.db"), "rwc");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE recipes (name TEXT)");
        }
        byte[] before = Files.readAllBytes(other.resolve("project.db"));
        assertRefused(other, Reason.NOT_A_PROJECT, "is not a studio's database");
        assertThat(other.resolve("project.db")).hasBinaryContent(before);
    }

    @Test
    void damagedDatabasesAreReportedAndLeftAsTheyAre() throws Exception {
        Path database = home.resolve("project.db");
        byte[] whole = Files.readAllBytes(database);
        byte[] noise = whole.clone();
        for (int i = 4096; i < noise.length; i++) {
            noise[i] = (byte) (i * 31);
        }
        for (byte[] damaged :
                List.of(noise, "not a database at all, but text".repeat(50).getBytes(StandardCharsets.UTF_8))) {
            Files.write(database, damaged);
            assertRefused(home, Reason.DAMAGED, "is damaged and was left as it is");
            assertThat(database).hasBinaryContent(damaged);
        }
        Files.write(database, whole);
        try (Project project = Project.open(home)) {
            assertThat(project.dataset().samples()).hasSize(10);
        }
    }

    @Test
    void newerDatabasesAreRefused() throws Exception {
        try (Connection connection = Sqlite.connect(home.resolve("project.db"), "rw");
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertRefused(home, Reason.NEWER_VERSION, "database version 99");
        assertThatThrownBy(() -> Project.readDataset(home)).hasMessageContaining("update the studio");
    }

    @Test
    void olderDatabasesAreBackedUpBeforeTheyAreMigratedAndAFailedMigrationChangesNothing() throws Exception {
        int newest = Schema.STEPS.size();
        Path backup = home.resolve("project.db-version-" + newest + ".backup");
        Dataset before = Project.readDataset(home);
        try (Connection connection = Sqlite.connect(home.resolve("project.db"), "rw")) {
            List<List<String>> broken = new ArrayList<>(Schema.STEPS);
            broken.add(List.of("CREATE TABLE notes (run TEXT)", "CREATE NONSENSE"));
            assertThatThrownBy(() -> Schema.migrate(connection, home, newest, broken))
                    .isInstanceOf(SQLException.class);
            assertThat(Schema.check(connection, home, newest)).isEqualTo(newest);
            List<List<String>> good = new ArrayList<>(Schema.STEPS);
            good.add(List.of("CREATE TABLE notes (run TEXT)"));
            Schema.migrate(connection, home, newest, good);
            assertThat(Schema.check(connection, home, newest + 1)).isEqualTo(newest + 1);
        }
        assertRefused(home, Reason.NEWER_VERSION, "newer studio");
        Files.copy(backup, home.resolve("project.db"), StandardCopyOption.REPLACE_EXISTING);
        try (Project project = Project.open(home)) {
            assertThat(project.dataset()).isEqualTo(before);
        }
    }

    @Test
    void aFullDiskLosesOnlyTheEditThatDidNotFit() throws Exception {
        try (Connection connection = Sqlite.connect(home.resolve("project.db"), "rw")) {
            ProjectDatabase database = new ProjectDatabase(connection, new ProjectPaths(home));
            ProjectState before = database.load();
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA max_page_count = 20");
            }
            List<StoredSample> many = new ArrayList<>();
            for (int i = 100; i < 5000; i++) {
                many.add(new StoredSample(i, folder.resolve(i + ".png"), null, Optional.empty(), false));
            }
            assertThatThrownBy(() -> database.inTransaction(() -> {
                        database.insert(many);
                        return before;
                    }))
                    .isInstanceOfSatisfying(SQLException.class, e -> {
                        ProjectException told = Failures.of(home, e);
                        assertThat(told.reason()).isEqualTo(Reason.DISK_FULL);
                        assertThat(told).hasMessageContaining("free some space");
                    });
            assertThat(database.load()).isEqualTo(before);
        }
    }

    @Test
    void editsAfterClosingAreRefusedAndClosingTwiceIsFine() throws ProjectException {
        Project project = Project.open(home);
        project.close();
        project.close();
        assertThatThrownBy(() -> project.addClass("bird")).hasMessageContaining("was closed");
        assertThat(project.dataset().samples()).hasSize(10);
    }

    private Path kept(int version) throws IOException {
        Path old = Files.createDirectories(folder.resolve("old"));
        try (var in = DurabilityTest.class.getResourceAsStream("/project/version-" + version + ".db")) {
            Files.copy(in, old.resolve("project.db"));
        }
        return old;
    }

    @Test
    void aDatabaseOfVersionOneIsBackedUpAndKnowsNoContentsYet() throws Exception {
        Path old = kept(1);
        Project.open(old).close();
        assertThat(ProjectContents.of(old).find(old.resolve("pictures/1.png"))).isEmpty();
        Path backup = old.resolve("project.db-version-1.backup");
        try (Connection connection = Sqlite.connect(backup, "ro")) {
            assertThat(Schema.check(connection, old, Schema.STEPS.size())).isEqualTo(1);
        }
    }

    @Test
    void aDatabaseOfVersionTwoStillKnowsTheContentsOfItsPictures() throws Exception {
        Path old = kept(2);
        assertThat(ProjectContents.of(old).find(old.resolve("pictures/1.png")))
                .contains(new PictureContent(new FileStamp(85, 2, 3, -4), "ab".repeat(32), 4, 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void olderDatabasesStillLoadWithTheirHistory(int version) throws Exception {
        Path old = kept(version);
        try (Project project = Project.open(old)) {
            assertThat(project.dataset().classNames()).containsExactly("cat", "собака");
            assertThat(project.dataset().samples())
                    .extracting(
                            s -> old.relativize(s.file()) + " " + s.classIndex().orElse(-1) + " "
                                    + s.split().map(Enum::name).orElse("-") + " " + s.excluded())
                    .containsExactly(
                            "pictures/1.png 0 TRAIN false",
                            "pictures/2.png 0 VALIDATION false",
                            "pictures/3.png 1 TEST true",
                            "pictures/5.png -1 - false");
            assertThat(project.redoDescription().map(Sentence::english)).contains("Added the class bird");
            assertThat(project.undo().map(Sentence::english)).contains("Removed 1 picture from the project");
            assertThat(project.dataset().samples()).hasSize(5);
            while (project.undo().isPresent()) {
                // back to the beginning
            }
            assertThat(project.dataset()).isEqualTo(new Dataset(List.of(), List.of()));
            while (project.redo().isPresent()) {
                // and to the end
            }
            assertThat(project.dataset().classNames()).containsExactly("cat", "собака", "bird");
            assertThat(project.dataset().samples()).hasSize(4);
        }
    }

    @Test
    void aJournalThatFindsNoSpaceIsAFullDisk() {
        SQLException noSpace = new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);

        assertThat(Failures.of(home, noSpace).reason()).isEqualTo(Reason.DISK_FULL);
    }
}
