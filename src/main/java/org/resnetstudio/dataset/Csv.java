package org.resnetstudio.dataset;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Comma-separated values as RFC 4180 describes them, and as spreadsheets write them: the separator may be a semicolon, a
 * tab or a bar, lines end in any way, and spaces around quotes do not count.
 */
public final class Csv {
    private static final char COMMA = ',';
    private static final List<Character> SEPARATORS = List.of(COMMA, ';', '\t', '|');
    /** By which spreadsheets say the separator, in a line of its own. */
    private static final String SEPARATOR_LINE = "sep=";

    private static final QuoteStrategy SPACES_AT_THE_ENDS = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int field, String value) {
            return !value.equals(value.strip());
        }
    };

    private Csv() {}

    /**
     * A record and where it starts.
     *
     * @param line counted from 1
     * @param fields unquoted
     */
    record Line(int line, List<String> fields) {}

    /**
     * What was read.
     *
     * @param lines records in order; those without any content are left out
     * @param damaged lines that open a quote which does not close, or closes before its field ends
     */
    record Table(List<Line> lines, List<Integer> damaged) {}

    /** Records as the text of a file, each with the line end of RFC 4180. */
    public static String text(Stream<List<String>> records) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(SPACES_AT_THE_ENDS)
                .build(text)) {
            records.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Takes text apart. A damaged line costs nothing but itself.
     *
     * @param column a column whose name, in any case, the first line has: tells the separator
     */
    static Table parse(String text, String column) {
        int from = 0;
        int line = 1;
        char separator = COMMA;
        if (text.regionMatches(true, 0, SEPARATOR_LINE, 0, SEPARATOR_LINE.length())
                && text.length() > SEPARATOR_LINE.length()
                && SEPARATORS.contains(text.charAt(SEPARATOR_LINE.length()))) {
            separator = text.charAt(SEPARATOR_LINE.length());
            from = nextLine(text, 0);
            line++;
        } else {
            for (char candidate : SEPARATORS) {
                if (names(text, candidate, column)) {
                    separator = candidate;
                    break;
                }
            }
        }
        return parse(text, from, line, separator);
    }

    private static boolean names(String text, char separator, String column) {
        try {
            Iterator<Line> lines = records(text, 0, separator, new Collector(0));
            return lines.hasNext()
                    && lines.next().fields().stream()
                            .anyMatch(name ->
                                    name.strip().toLowerCase(Locale.ROOT).equals(column));
        } catch (CsvParseException e) {
            // With this separator the first line makes no sense: it is another one.
            return false;
        }
    }

    private static Table parse(String text, int start, int firstLine, char separator) {
        List<Line> lines = new ArrayList<>();
        List<Integer> damaged = new ArrayList<>();
        int from = start;
        int line = firstLine;
        while (from < text.length()) {
            Collector collector = new Collector(line - 1);
            try {
                records(text, from, separator, collector).forEachRemaining(record -> {
                    if (!record.fields().stream().allMatch(String::isBlank)) {
                        lines.add(record);
                    }
                });
                break;
            } catch (CsvParseException e) {
                damaged.add(collector.line);
                while (line <= collector.line) {
                    from = nextLine(text, from);
                    line++;
                }
            }
        }
        return new Table(lines, damaged);
    }

    private static Iterator<Line> records(String text, int from, char separator, Collector collector) {
        StringReader reader = new StringReader(text);
        try {
            reader.skip(from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CsvReader.builder()
                .fieldSeparator(separator)
                .trimWhitespacesAroundQuotes(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(collector, reader)
                .iterator();
    }

    /** Where the line after the one at {@code at} begins; the length of the text if that is the last. */
    private static int nextLine(String text, int at) {
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                return i + 1;
            }
        }
        return text.length();
    }

    /** Collects the fields of a record, and knows where the record began also when it turns out to be damaged. */
    private static final class Collector extends AbstractBaseCsvCallbackHandler<Line> {
        private final int linesBefore;
        private List<String> fields = new ArrayList<>();
        private int line;

        Collector(int linesBefore) {
            this.linesBefore = linesBefore;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = linesBefore + (int) startingLineNumber;
            fields = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            fields.add(new String(buffer, offset, length));
        }

        @Override
        protected Line buildRecord() {
            return new Line(line, List.copyOf(fields));
        }
    }
}
