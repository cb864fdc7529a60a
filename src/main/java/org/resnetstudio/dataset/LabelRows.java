package org.resnetstudio.dataset;

import static org.resnetstudio.dataset.LabelFile.CLASS;
import static org.resnetstudio.dataset.LabelFile.FILE;
import static org.resnetstudio.dataset.LabelFile.SPLIT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.resnetstudio.dataset.LabelFile.Contents;
import org.resnetstudio.dataset.LabelFile.Row;

/** Takes the text of one label file apart, line by line. */
final class LabelRows {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path source;
    private final List<Row> rows = new ArrayList<>();
    private final List<ImportProblem> problems = new ArrayList<>();

    LabelRows(Path source) {
        this.source = source;
    }

    Contents ofCsv(String text) {
        Csv.Table table = Csv.parse(text, FILE);
        for (int line : table.damaged()) {
            leftOut("Line " + line, "opens a quote that does not close, or closes before its field ends");
        }
        if (table.lines().isEmpty() && table.damaged().isEmpty()) {
            return LabelFile.failed(
                    source, "The file is empty; it needs the header file,class,split and one line for each picture.");
        }
        List<String> columns = table.lines().isEmpty()
                ? List.of()
                : table.lines().get(0).fields().stream().map(LabelRows::column).toList();
        Optional<String> wrong = problemOfHeader(columns, table);
        if (wrong.isPresent()) {
            return LabelFile.failed(source, wrong.get());
        }
        for (Csv.Line line : table.lines().subList(1, table.lines().size())) {
            addLine(line, columns);
        }
        return new Contents(columns, rows, problems);
    }

    private static Optional<String> problemOfHeader(List<String> columns, Csv.Table table) {
        for (String column : List.of(FILE, CLASS, SPLIT)) {
            if (columns.indexOf(column) != columns.lastIndexOf(column)) {
                return Optional.of("The first line names the column \"" + column + "\" twice; leave one of them.");
            }
        }
        if (columns.contains(FILE)) {
            return Optional.empty();
        }
        boolean damaged = !table.damaged().isEmpty()
                && (table.lines().isEmpty()
                        || table.damaged().get(0) < table.lines().get(0).line());
        return Optional.of(
                damaged
                        ? "The first line opens a quote that does not close; begin the file with file,class,split."
                        : "The first line names no column \"file\"; begin the file with file,class,split (commas,"
                                + " semicolons or tabs may separate them).");
    }

    private void addLine(Csv.Line line, List<String> columns) {
        String where = "Line " + line.line();
        boolean tooMany = line.fields().size() > columns.size()
                && !line.fields().subList(columns.size(), line.fields().size()).stream()
                        .allMatch(String::isBlank);
        if (tooMany) {
            leftOut(
                    where,
                    "has " + line.fields().size() + " fields, but the first line names " + columns.size()
                            + " (put a name that holds a separator in quotes)");
            return;
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < Math.min(columns.size(), line.fields().size()); i++) {
            fields.putIfAbsent(columns.get(i), line.fields().get(i));
        }
        addRow(where, fields);
    }

    Contents ofJson(String text) {
        JsonNode array;
        try {
            array = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return LabelFile.failed(source, "The file is not JSON (" + e.getOriginalMessage() + "); write it again.");
        }
        if (!array.isArray()) {
            return LabelFile.failed(
                    source,
                    "The file is no list of pictures; it needs an array of objects with file, class and split.");
        }
        Set<String> columns = new LinkedHashSet<>();
        int number = 0;
        for (JsonNode entry : array) {
            String where = "Entry " + ++number;
            Map<String, String> fields = new HashMap<>();
            boolean sound = true;
            for (Map.Entry<String, JsonNode> field : entry.properties()) {
                String column = column(field.getKey());
                columns.add(column);
                if (List.of(FILE, CLASS, SPLIT).contains(column)) {
                    sound &= !field.getValue().isContainerNode();
                    fields.putIfAbsent(
                            column,
                            field.getValue().isNull() ? "" : field.getValue().asText());
                }
            }
            if (sound) {
                addRow(where, fields);
            } else {
                leftOut(where, "has a file, class or split that is no text");
            }
        }
        return new Contents(List.copyOf(columns), rows, problems);
    }

    private static String column(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** @param fields by the names of their columns; those that the line does not have are missing */
    private void addRow(String where, Map<String, String> fields) {
        String file = fields.getOrDefault(FILE, "");
        String className = ClassNames.clean(fields.getOrDefault(CLASS, ""));
        String split = fields.getOrDefault(SPLIT, "").strip();
        Optional<Split> parsed = PartNames.splitNamed(split);
        if (file.isBlank() || file.indexOf('\0') >= 0) {
            leftOut(where, "names no file");
        } else if (className.length() > ImageClass.LONGEST_NAME) {
            leftOut(where, "has a class name of more than " + ImageClass.LONGEST_NAME + " characters");
        } else if (parsed.isEmpty() && !split.isEmpty()) {
            problems.add(new ImportProblem(
                    source,
                    where + " has the split \"" + split + "\", so it was left out; use train, validation or test."));
        } else {
            rows.add(new Row(
                    where,
                    file,
                    fields.containsKey(CLASS),
                    Optional.of(className).filter(name -> !name.isEmpty()),
                    parsed));
        }
    }

    private void leftOut(String where, String why) {
        problems.add(new ImportProblem(source, where + " " + why + ", so it was left out."));
    }
}
