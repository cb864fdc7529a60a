package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.Pictures;
import org.sqlite.SQLiteJDBCLoader;

/** What libraries say of their own affairs is not told to people. */
class QuietLibrariesTest {
    @TempDir
    Path folder;

    /** As on a computer of many people, where somebody else's program was killed: SQLite's library wants to delete what it left. */
    @Test
    void leftoversOfOthersInTheTemporaryFolderAreNotToldOf() throws Exception {
        Path temporary = folder.resolve("temporary");
        Files.createDirectories(temporary.resolve("sqlite-" + sqliteVersion() + "-left.so/cannot-be-deleted"));
        Pictures.folder(folder.resolve("pictures/cat"), 2);

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "import",
                        "--project",
                        folder.resolve("project").toString(),
                        folder.resolve("pictures").toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains("2 pictures added").doesNotContain("SQLite", "\tat ");
        assertThat(process.waitFor()).isZero();
    }

    private static String sqliteVersion() {
        return SQLiteJDBCLoader.getVersion();
    }
}
