package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.dataset.LabelFile.Row;
import org.resnetstudio.problem.Sentence;

class LabelFileTest {
    @TempDir
    Path folder;

    private static Sentence row(String kind, int number) {
        return Sentence.of("problem.dataset.row." + kind, number);
    }

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
                        new Row(
                                row("line", 2),
                                "a b/ü,1.png",
                                true,
                                Optional.of("cat, \"big\""),
                                Optional.of(Split.VALIDATION)),
                        new Row(row("line", 3), outside.toString(), true, Optional.of("кот"), Optional.empty()),
                        new Row(row("line", 4), "3.png", true, Optional.empty(), Optional.of(Split.TEST)));
    }

    @Test
    void readsOtherColumnOrdersLineEndsAndAByteOrderMark() throws IOException {
        Path csv = Files.writeString(
                folder.resolve("other.csv"),
                "\uFEFFClass, File ,note\ncat,\"1\n2.png\",x\n\ndog,2.png\n\"multi\"\"ple\",3.png,");
        assertThat(LabelFile.read(csv).rows())
                .containsExactly(
                        new Row(row("line", 2), "1\n2.png", true, Optional.of("cat"), Optional.empty()),
                        new Row(row("line", 5), "2.png", true, Optional.of("dog"), Optional.empty()),
                        new Row(row("line", 6), "3.png", true, Optional.of("multi\"ple"), Optional.empty()));
    }

    @Test
    void linesThatMakeNoSenseAreReportedWithTheirNumber() throws IOException {
        Path csv = Files.writeString(
                folder.resolve("bad.csv"), "file,class,split\n,cat,\n\"a\nb\",cat,train\n1.png,cat,holdout\n");
        LabelFile.Contents contents = LabelFile.read(csv);
        assertThat(contents.rows()).hasSize(1);
        assertThat(contents.problems())
                .extracting(problem -> problem.reason().english())
                .containsExactly(
                        "Line 2 names no file, so it was left out.",
                        "Line 5 has the split \"holdout\", so it was left out; use train, validation or test.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void everyEncodingOfUnicodeIsReadWithAndWithoutAMark(String encoding) throws IOException {
        String text = "file;class\r\nä.png;кот\r\n";
        for (String mark : List.of("", "\uFEFF")) {
            Path csv = Files.write(folder.resolve("e.csv"), (mark + text).getBytes(Charset.forName(encoding)));
            LabelFile.Contents contents = LabelFile.read(csv);
            assertThat(contents.problems()).isEmpty();
            assertThat(contents.rows())
                    .containsExactly(new Row(row("line", 2), "ä.png", true, Optional.of("кот"), Optional.empty()));
        }
        Path json = Files.write(
                folder.resolve("e.json"), "[{\"File\":\"1.png\",\"CLASS\":7}]".getBytes(Charset.forName(encoding)));
        assertThat(LabelFile.read(json).rows())
                .containsExactly(new Row(row("entry", 1), "1.png", true, Optional.of("7"), Optional.empty()));
    }

    @Test
    void anUnclosedQuoteAndTooManyFieldsCostTheirLinesAlone() throws IOException {
        Path csv = Files.writeString(
                folder.resolve("q.csv"), "file,class\n1.png,cat\n\"2.png,cat\n3.png,cat\na,b.png,cat\n4.png,cat,,\n");
        LabelFile.Contents contents = LabelFile.read(csv);
        assertThat(contents.rows()).extracting(Row::file).containsExactly("1.png", "3.png", "4.png");
        assertThat(contents.problems())
                .extracting(problem -> problem.reason().english())
                .containsExactly(
                        "Line 3 opens a quote that does not close, or closes before its field ends, so it was left out.",
                        "Line 5 has 3 fields, but the first line names 2 (put a name that holds a separator in quotes),"
                                + " so it was left out.");
    }

    @Test
    void whatIsMissingIsNotEmpty() throws IOException {
        Path csv = Files.writeString(folder.resolve("m.csv"), "file,split,class\n1.png,test\n2.png,test,\n");
        assertThat(LabelFile.read(csv).rows()).extracting(Row::namesClass).containsExactly(false, true);
        Path json = Files.writeString(
                folder.resolve("m.json"),
                "[{\"file\":\"1.png\"},{\"file\":\"2.png\",\"class\":null},{\"file\":\"3.png\",\"class\":[]}]");
        LabelFile.Contents contents = LabelFile.read(json);
        assertThat(contents.rows()).extracting(Row::namesClass).containsExactly(false, true);
        assertThat(contents.problems()).singleElement().satisfies(problem -> assertThat(
                        problem.reason().english())
                .startsWith("Entry 3 has a file, class or split that is no text"));
        assertThat(contents.namesClasses()).isTrue();
        assertThat(contents.namesSplits()).isFalse();
    }

    @Test
    void filesThatAreSomethingElseGiveOneSentence() throws IOException {
        assertProblem(folder.resolve("missing.csv"), "There is no such file");
        assertProblem(folder, "This is a folder");
        assertProblem(Files.writeString(folder.resolve("e.csv"), ""), "The file is empty");
        assertProblem(Files.writeString(folder.resolve("h.csv"), "1.png,cat\n"), "names no column \"file\"");
        assertProblem(Files.write(folder.resolve("l.csv"), new byte[] {'f', (byte) 0xff, ','}), "not in UTF-8");
        assertProblem(Files.writeString(folder.resolve("x.json"), "[{"), "not JSON");
        assertProblem(
                Files.writeString(folder.resolve("q.csv"), "\"file,class\n1.png,cat\n"), "first line opens a quote");
        assertProblem(
                Files.writeString(folder.resolve("2.csv"), "file,class,Class\n1.png,cat,dog\n"), "\"class\" twice");
        assertProblem(Files.writeString(folder.resolve("t.json"), "[] x"), "not JSON");
        assertProblem(
                Files.writeString(folder.resolve("d.json"), "[{\"file\":\"1\",\"class\":\"a\",\"class\":\"b\"}]"),
                "not JSON");
        assertProblem(Files.writeString(folder.resolve("o.json"), "{\"file\":\"1.png\"}"), "no list of pictures");
    }

    private static void assertProblem(Path file, String words) {
        LabelFile.Contents contents = LabelFile.read(file);
        assertThat(contents.rows()).isEmpty();
        assertThat(contents.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.reason().english()).contains(words);
        });
    }
}
