package org.resnetstudio.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Comma-separated values as RFC 4180 describes them. */
public final class Csv {
    private Csv() {}

    /**
     * A record and where it starts.
     *
     * @param line counted from 1
     * @param fields unquoted
     */
    record Line(int line, List<String> fields) {}

    /** Joins fields; those with commas, quotes, line ends or spaces at their ends are quoted. */
    private static String join(List<String> fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            line.append(line.isEmpty() ? "" : ",").append(needsQuotes(field) ? quote(field) : field);
        }
        return line.toString();
    }

    /** Records as the text of a file, each with the line end of RFC 4180. */
    public static String text(Stream<List<String>> records) {
        return records.map(fields -> join(fields) + "\r\n").collect(Collectors.joining());
    }

    private static boolean needsQuotes(String field) {
        return field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                || !field.equals(field.strip());
    }

    private static String quote(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }

    /** Takes text apart. Empty lines are left out; a quote that never closes runs to the end. */
    static List<Line> parse(String text) {
        List<Line> lines = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int start = 1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (quoted && i < text.length()) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else if (c == ',') {
                fields.add(take(field));
            } else if (c == '\n') {
                fields.add(take(field));
                if (fields.size() > 1 || !fields.get(0).isEmpty()) {
                    lines.add(new Line(start, List.copyOf(fields)));
                }
                fields.clear();
                start = line + 1;
            } else if (c != '\r') {
                field.append(c);
            }
            if (c == '\n') {
                line++;
            }
        }
        return lines;
    }

    private static String take(StringBuilder field) {
        String value = field.toString();
        field.setLength(0);
        return value;
    }
}
