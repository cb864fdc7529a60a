package org.resnetstudio.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path temp;

    private Path folder;
    private Path elsewhere;

    @BeforeEach
    void fill() throws IOException {
        elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("kept.txt"), "somebody else's");
        folder = Files.createDirectory(temp.resolve("folder"));
        Files.writeString(folder.resolve("b.txt"), "1234");
        Files.writeString(folder.resolve(".hidden"), "12");
        Files.createDirectories(folder.resolve("a/deep"));
        Files.writeString(folder.resolve("a/deep/c.txt"), "123");
    }

    @Test
    void entriesAreSortedAndHiddenOnesAreAmongThem() throws IOException {
        assertThat(Folders.entries(folder))
                .containsExactly(folder.resolve(".hidden"), folder.resolve("a"), folder.resolve("b.txt"));
    }

    @Test
    void entriesOfWhatIsNoFolderFail() {
        assertThatThrownBy(() -> Folders.entries(temp.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Folders.entries(folder.resolve("b.txt"))).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void bytesCountAllFilesBelow() throws IOException {
        assertThat(Folders.bytes(folder)).isEqualTo(9);
        assertThat(Folders.bytes(folder.resolve("b.txt"))).isEqualTo(4);
        assertThat(Folders.bytes(temp.resolve("none"))).isZero();
    }

    @Test
    void whatLinksLeadToIsNeitherCountedNorDeleted() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        Files.createSymbolicLink(folder.resolve("a/up"), folder);
        long links = (long) Files.readSymbolicLink(link).toString().length()
                + folder.toString().length();

        assertThat(Folders.bytes(folder)).isLessThanOrEqualTo(9 + links);
        Folders.delete(folder);

        assertThat(folder).doesNotExist();
        assertThat(elsewhere.resolve("kept.txt")).exists();
    }

    @Test
    void aFolderThatIsNotThereCanBeDeleted() throws IOException {
        Folders.delete(temp.resolve("none"));
        Folders.delete(folder);
        Folders.delete(folder);

        assertThat(folder).doesNotExist();
    }

    @Test
    void aTemporaryFolderEndsWithAllThatIsInIt() throws IOException {
        Path path;
        try (TemporaryFolder temporary = TemporaryFolder.create()) {
            path = temporary.path();
            Files.createDirectory(temporary.resolve("in"));
            Files.writeString(temporary.resolve("in/it.txt"), "text");
        }

        assertThat(path).doesNotExist();
    }
}
