package org.resnetstudio.dataset;

import static org.resnetstudio.dataset.LabelFile.CLASS;
import static org.resnetstudio.dataset.LabelFile.FILE;
import static org.resnetstudio.dataset.LabelFile.SPLIT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import org.resnetstudio.json.JsonMappers;
import org.resnetstudio.problem.Sentence;

/** Takes the text of one label file apart, line by line. */
final class LabelRows {
    private final Path source;
    private final List<Row> rows = new ArrayList<>();
    private final List<ImportProblem> problems = new ArrayList<>();

    LabelRows(Path source) {
        this.source = source;
    }

    Contents ofCsv(String text) {
        Csv.Table table = Csv.parse(text, FILE);
        for (int line : table.damaged()) {
            leftOut(Sentence.of("problem.dataset.row.quote", atLine(line)));
        }
        if (table.lines().isEmpty() && table.damaged().isEmpty()) {
            return LabelFile.failed(source, Sentence.of("problem.dataset.file.empty"));
        }
        List<String> columns = table.lines().isEmpty()
                ? List.of()
                : table.lines().get(0).fields().stream().map(LabelRows::column).toList();
        Optional<Sentence> wrong = problemOfHeader(columns, table);
        if (wrong.isPresent()) {
            return LabelFile.failed(source, wrong.get());
        }
        for (Csv.Line line : table.lines().subList(1, table.lines().size())) {
            addLine(line, columns);
        }
        return new Contents(columns, rows, problems);
    }

    private static Optional<Sentence> problemOfHeader(List<String> columns, Csv.Table table) {
        for (String column : List.of(FILE, CLASS, SPLIT)) {
            if (columns.indexOf(column) != columns.lastIndexOf(column)) {
                return Optional.of(Sentence.of("problem.dataset.file.column-twice", column));
            }
        }
        if (columns.contains(FILE)) {
            return Optional.empty();
        }
        boolean damaged = !table.damaged().isEmpty()
                && (table.lines().isEmpty()
                        || table.damaged().get(0) < table.lines().get(0).line());
        return Optional.of(
                Sentence.of(damaged ? "problem.dataset.file.header-quote" : "problem.dataset.file.no-file-column"));
    }

    private static Sentence atLine(int line) {
        return Sentence.of("problem.dataset.row.line", line);
    }

    private void addLine(Csv.Line line, List<String> columns) {
        Sentence where = atLine(line.line());
        boolean tooMany = line.fields().size() > columns.size()
                && !line.fields().subList(columns.size(), line.fields().size()).stream()
                        .allMatch(String::isBlank);
        if (tooMany) {
            leftOut(Sentence.of(
                    "problem.dataset.row.fields", where, line.fields().size(), columns.size()));
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
            array = JsonMappers.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            return LabelFile.failed(source, Sentence.of("problem.dataset.file.not-json", e.getOriginalMessage()));
        }
        if (!array.isArray()) {
            return LabelFile.failed(source, Sentence.of("problem.dataset.file.no-array"));
        }
        Set<String> columns = new LinkedHashSet<>();
        int number = 0;
        for (JsonNode entry : array) {
            Sentence where = Sentence.of("problem.dataset.row.entry", ++number);
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
                leftOut(Sentence.of("problem.dataset.row.no-text", where));
            }
        }
        return new Contents(List.copyOf(columns), rows, problems);
    }

    private static String column(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** @param fields by the names of their columns; those that the line does not have are missing */
    private void addRow(Sentence where, Map<String, String> fields) {
        String file = fields.getOrDefault(FILE, "");
        String className = ClassNames.clean(fields.getOrDefault(CLASS, ""));
        String split = fields.getOrDefault(SPLIT, "").strip();
        Optional<Split> parsed = PartNames.splitNamed(split);
        if (file.isBlank() || file.indexOf('\0') >= 0) {
            leftOut(Sentence.of("problem.dataset.row.no-file", where));
        } else if (className.length() > ImageClass.LONGEST_NAME) {
            leftOut(Sentence.of("problem.dataset.row.class-name", where, ImageClass.LONGEST_NAME));
        } else if (parsed.isEmpty() && !split.isEmpty()) {
            leftOut(Sentence.of("problem.dataset.row.split", where, split));
        } else {
            rows.add(new Row(
                    where,
                    file,
                    fields.containsKey(CLASS),
                    Optional.of(className).filter(name -> !name.isEmpty()),
                    parsed));
        }
    }

    private void leftOut(Sentence why) {
        problems.add(new ImportProblem(source, why));
    }
}
