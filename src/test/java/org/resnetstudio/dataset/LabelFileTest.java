package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.LabelFile.Row;

class LabelFileTest {
    @TempDir
    Path folder;

    @Test
    void writesRelativePathsAndQuotesAsTheStandardSays() throws IOException {
        Path outside = folder.resolveSibling("outside.png");
        Dataset dataset = new Dataset(
                List.of(new ImageClass("cat, \"big\""), new ImageClass("кот")),
                List.of(
                        new Sample(
                                1,
                                folder.resolve("a b/ü,1.png"),
                                OptionalInt.of(0),
                                Optional.of(Split.VALIDATION),
                                false),
                        new Sample(2, outside, OptionalInt.of(1), Optional.empty(), true),
                        new Sample(3, folder.resolve("3.png"), OptionalInt.empty(), Optional.of(Split.TEST), false)));
        Path csv = folder.resolve("labels.csv");
        LabelFile.write(dataset, folder, csv);
        assertThat(csv)
                .hasContent("file,class,split\r\n\"a b/ü,1.png\",\"cat, \"\"big\"\"\",validation\r\n" + outside
                        + ",кот,\r\n3.png,,test\r\n");
        LabelFile.Contents contents = LabelFile.read(csv);
        assertThat(contents.problems()).isEmpty();
        assertThat(contents.rows())
                .containsExactly(
                        new Row("a b/ü,1.png", Optional.of("cat, \"big\""), Optional.of(Split.VALIDATION)),
                        new Row(outside.toString(), Optional.of("кот"), Optional.empty()),
                        new Row("3.png", Optional.empty(), Optional.of(Split.TEST)));
    }

    @Test
    void readsOtherColumnOrdersLineEndsAndAByteOrderMark() throws IOException {
        Path csv = Files.writeString(
                folder.resolve("other.csv"),
                "\uFEFFClass, File ,note\ncat,\"1\n2.png\",x\n\ndog,2.png\n\"multi\"\"ple\",3.png,");
        assertThat(LabelFile.read(csv).rows())
                .containsExactly(
                        new Row("1\n2.png", Optional.of("cat"), Optional.empty()),
                        new Row("2.png", Optional.of("dog"), Optional.empty()),
                        new Row("3.png", Optional.of("multi\"ple"), Optional.empty()));
    }

    @Test
    void linesThatMakeNoSenseAreReportedWithTheirNumber() throws IOException {
        Path csv = Files.writeString(
                folder.resolve("bad.csv"), "file,class,split\n,cat,\n\"a\nb\",cat,train\n1.png,cat,holdout\n");
        LabelFile.Contents contents = LabelFile.read(csv);
        assertThat(contents.rows()).hasSize(1);
        assertThat(contents.problems())
                .extracting(ImportProblem::reason)
                .containsExactly(
                        "Line 2 names no file, so it was left out.",
                        "Line 5 has the split \"holdout\", so it was left out; use train, validation or test.");
    }

    @Test
    void filesThatAreSomethingElseGiveOneSentence() throws IOException {
        assertProblem(folder.resolve("missing.csv"), "There is no such file");
        assertProblem(folder, "This is a folder");
        assertProblem(Files.writeString(folder.resolve("e.csv"), ""), "The file is empty");
        assertProblem(Files.writeString(folder.resolve("h.csv"), "1.png,cat\n"), "names no column \"file\"");
        assertProblem(Files.write(folder.resolve("l.csv"), new byte[] {'f', (byte) 0xff, ','}), "not in UTF-8");
        assertProblem(Files.writeString(folder.resolve("x.json"), "[{"), "not JSON");
        assertProblem(Files.writeString(folder.resolve("o.json"), "{\"file\":\"1.png\"}"), "no list of pictures");
    }

    private static void assertProblem(Path file, String words) {
        LabelFile.Contents contents = LabelFile.read(file);
        assertThat(contents.rows()).isEmpty();
        assertThat(contents.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.reason()).contains(words);
        });
    }
}
