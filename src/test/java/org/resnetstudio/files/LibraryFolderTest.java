package org.resnetstudio.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.problem.Sentence;

class LibraryFolderTest {
    private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

    private final String before = System.getProperty(PROPERTY);

    @TempDir
    Path folder;

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedWithTheRemedy() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        System.setProperty(PROPERTY, file.resolve("cache").toString());

        assertThat(LibraryFolder.javaCpp().problem(Sentence.inWords("OpenCV")))
                .hasValueSatisfying(sentence -> assertThat(sentence.english())
                        .startsWith("OpenCV cannot be unpacked into " + file.resolve("cache")
                                + ", because nothing can be written there (")
                        .endsWith(
                                "make it writable, or start with STUDIO_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER to name"
                                        + " another folder."));
    }

    @Test
    void aTemporaryFolderThatIsNotThereIsNotMade() {
        String temporary = System.getProperty("java.io.tmpdir");
        Path missing = folder.resolve("missing");
        System.setProperty("java.io.tmpdir", missing.toString());
        try {
            assertThat(LibraryFolder.temporary()
                            .problem(Sentence.inWords("ONNX Runtime"))
                            .map(Sentence::english))
                    .contains("ONNX Runtime cannot be unpacked into " + missing
                            + ", because there is no such folder: make it, or start with"
                            + " STUDIO_JAVA_OPTS=-Djava.io.tmpdir=FOLDER to name another folder.");
            assertThat(missing).doesNotExist();
        } finally {
            System.setProperty("java.io.tmpdir", temporary);
        }
    }

    @Test
    void nothingIsSaidOfAGoodFolderAndNothingLeftInIt() throws Exception {
        System.setProperty(PROPERTY, folder.resolve("new").toString());

        assertThat(LibraryFolder.javaCpp().problem(Sentence.inWords("OpenCV"))).isEmpty();
        assertThat(LibraryFolder.javaCpp().sentence(Sentence.inWords("OpenCV")).english())
                .isEqualTo("OpenCV does not work on this computer: use 64-bit Linux, Windows or macOS.");
        assertThat(folder.resolve("new")).isEmptyDirectory();
    }
}
