package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.dataset.Csv.Line;

class CsvTest {
    private static final String TABLE = "file,class\na.png,cat\nb.png,dog\n";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInAnyWay(String end) {
        assertThat(Csv.parse(TABLE.replace("\n", end), "file").lines())
                .containsExactly(
                        new Line(1, List.of("file", "class")),
                        new Line(2, List.of("a.png", "cat")),
                        new Line(3, List.of("b.png", "dog")));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theFirstLineTellsTheSeparator(String separator) {
        assertThat(Csv.parse(TABLE.replace(",", separator), "file")
                        .lines()
                        .get(1)
                        .fields())
                .containsExactly("a.png", "cat");
        assertThat(Csv.parse("class" + separator + "File\ncat" + separator + "\"a,b;c.png\"\n", "file")
                        .lines()
                        .get(1)
                        .fields())
                .containsExactly("cat", "a,b;c.png");
    }

    @Test
    void spreadsheetsMaySayTheSeparator() {
        assertThat(Csv.parse("sep=;\r\nfile;class\r\na.png;cat\r\n", "file").lines())
                .containsExactly(new Line(2, List.of("file", "class")), new Line(3, List.of("a.png", "cat")));
    }

    @Test
    void spacesAroundQuotesAndEmptyLinesDoNotCount() {
        assertThat(Csv.parse("file,class\n\n \"a.png\" , \"cat\"\n,,\n", "file").lines())
                .containsExactly(new Line(1, List.of("file", "class")), new Line(3, List.of("a.png", "cat")));
    }

    @Test
    void aQuoteThatNeverClosesCostsItsLineAlone() {
        Csv.Table table = Csv.parse("file,class\na.png,cat\n\"b.png,dog\nc.png,cat\n\"d\n1.png\",dog\n", "file");
        assertThat(table.damaged()).containsExactly(3);
        assertThat(table.lines())
                .containsExactly(
                        new Line(1, List.of("file", "class")),
                        new Line(2, List.of("a.png", "cat")),
                        new Line(4, List.of("c.png", "cat")),
                        new Line(5, List.of("d\n1.png", "dog")));
        assertThat(Csv.parse("file,class\na.png,\"cat\nb.png,dog", "file").damaged())
                .containsExactly(2);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        List<List<String>> records =
                List.of(List.of("file", "a,b", "c\"d"), List.of(" x ", "1\n2", ""), List.of("u;v", "w\tx", "#1"));
        String text = Csv.text(records.stream());
        assertThat(text).startsWith("file,\"a,b\",\"c\"\"d\"\r\n").contains("\" x \"");
        assertThat(Csv.parse(text, "file").lines()).extracting(Line::fields).containsExactlyElementsOf(records);
        assertThat(Csv.text(Stream.of())).isEmpty();
    }
}
