package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
    @TempDir
    private Path root;

    private PictureFiles of(Path... sources) {
        return PictureFiles.of(List.of(sources), () -> false);
    }

    @Test
    void aFolderGivesWhatAnImportWouldTake() throws IOException {
        Path inbox = root.resolve("inbox");
        Pictures.write(inbox.resolve("10.png"));
        Pictures.write(inbox.resolve("2.png"));
        Pictures.write(inbox.resolve("train/3.png"));
        Pictures.write(inbox.resolve("@eaDir/2.png/1.png"));
        Pictures.write(inbox.resolve(".ipynb_checkpoints/2.png"));
        Pictures.write(inbox.resolve("__MACOSX/2.png"));
        Pictures.write(root.resolve("elsewhere/4.png"));
        Files.createSymbolicLink(inbox.resolve("link"), root.resolve("elsewhere"));
        Files.createSymbolicLink(inbox.resolve("loop"), inbox);
        for (String name : List.of("Thumbs.db", "desktop.ini", ".DS_Store", "notes.txt", "phone.nef")) {
            Files.writeString(inbox.resolve(name), "x");
        }
        PictureFiles pictures = of(inbox);
        assertThat(pictures.files())
                .containsExactly(
                        inbox.resolve("2.png"),
                        inbox.resolve("10.png"),
                        inbox.resolve("link/4.png"),
                        inbox.resolve("train/3.png"));
        assertThat(pictures.files())
                .containsExactlyElementsOf(new FolderScanner()
                        .scan(List.of(inbox)).images().stream()
                                .map(FoundImage::file)
                                .toList());
        assertThat(pictures.unreadable()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(inbox.resolve("phone.nef"));
            assertThat(problem.reason().english()).startsWith("A raw picture");
        });
        assertThat(pictures.others())
                .extracting(ImportProblem::file)
                .containsExactly(inbox.resolve("loop"), inbox.resolve("notes.txt"));
    }

    @Test
    void aFileNamedByItselfIsTakenWhateverItsName() {
        Path file = root.resolve("Thumbs.db");
        assertThat(of(file).files()).containsExactly(file);
    }

    @Test
    void pathsStayAsTheyWereNamed() {
        Pictures.write(root.resolve("in/1.png"));
        Path relative = Path.of("").toAbsolutePath().relativize(root.resolve("in"));
        assertThat(of(relative).files()).containsExactly(relative.resolve("1.png"));
    }

    @Test
    void aFolderWithoutPermissionIsToldAndTheRestGoesOn() {
        Pictures.write(root.resolve("1.png"));
        Path locked = Pictures.folder(root.resolve("locked"), 1);
        assertThat(locked.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(locked))
                .as("permissions count for this user")
                .isFalse();
        PictureFiles pictures = of(root);
        assertThat(locked.toFile().setReadable(true)).isTrue();
        assertThat(pictures.files()).containsExactly(root.resolve("1.png"));
        assertThat(pictures.unreadable())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason().english()).contains("no permission"));
    }

    @Test
    void lookingCanBeCancelled() {
        Pictures.write(root.resolve("1.png"));
        assertThatThrownBy(() -> PictureFiles.of(List.of(root), () -> true)).isInstanceOf(CancellationException.class);
    }
}
