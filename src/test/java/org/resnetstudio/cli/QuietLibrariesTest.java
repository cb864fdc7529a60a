package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Files.createDirectories(
                temporary.resolve("sqlite-" + SQLiteJDBCLoader.getVersion() + "-left.so/cannot-be-deleted"));
        Pictures.folder(folder.resolve("pictures/cat"), 2);

        OtherJava said = OtherJava.run(
                List.of("-Djava.io.tmpdir=" + temporary),
                Main.class,
                "import",
                "--project",
                folder.resolve("project").toString(),
                folder.resolve("pictures").toString());

        assertThat(said.output()).contains("2 pictures added").doesNotContain("SQLite", "\tat ");
        assertThat(said.code()).isZero();
    }
}
