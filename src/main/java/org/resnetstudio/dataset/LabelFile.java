package org.resnetstudio.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.resnetstudio.files.AtomicFile;

/**
 * Labels in a file that other tools can read and write.
 *
 * <p>CSV (RFC 4180, UTF-8) with the header {@code file,class,split}; the columns may come in any order, {@code split}
 * may be missing, further columns are passed over. JSON: an array of objects with the same names. The split is
 * {@code train}, {@code validation} (or {@code valid}, {@code val}), {@code test} or empty.
 */
public final class LabelFile {
    private static final int MAX_CLASS_NAME = 200;

    /**
     * What the file says about one picture.
     *
     * @param file as written: absolute, or relative to a folder that the reader knows
     * @param className its label; empty for none
     * @param split its split; empty for none
     */
    public record Row(String file, Optional<String> className, Optional<Split> split) {}

    /**
     * What was read.
     *
     * @param rows in order
     * @param problems lines that make no sense, or why the file as a whole cannot be read
     */
    public record Contents(List<Row> rows, List<ImportProblem> problems) {
        public Contents {
            rows = List.copyOf(rows);
            problems = List.copyOf(problems);
        }
    }

    private LabelFile() {}

    /**
     * Writes the labels of all samples as CSV. Files inside {@code base} are written relative to it, with {@code /}.
     *
     * @param base usually the project's folder
     * @param target replaced when it exists, and only once everything is written
     */
    public static void write(Dataset dataset, Path base, Path target) throws IOException {
        Path folder = base.toAbsolutePath().normalize();
        List<List<String>> lines = new ArrayList<>(List.of(List.of("file", "class", "split")));
        for (Sample sample : dataset.samples()) {
            Path file = sample.file().toAbsolutePath().normalize();
            String written = file.startsWith(folder)
                    ? folder.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/")
                    : file.toString();
            String label = sample.classIndex().isPresent()
                    ? dataset.classes().get(sample.classIndex().getAsInt()).name()
                    : "";
            String split =
                    sample.split().map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("");
            lines.add(List.of(written, label, split));
        }
        AtomicFile.write(target, Csv.text(lines.stream()).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a {@code .json} file, or CSV in any other. Never throws for what the file holds: that is reported. */
    public static Contents read(Path file) {
        if (Files.isDirectory(file)) {
            return failed(file, "This is a folder; name a CSV or JSON file.");
        }
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return file.toString().toLowerCase(Locale.ROOT).endsWith(".json")
                    ? readJson(file, text)
                    : readCsv(file, text);
        } catch (CharacterCodingException e) {
            return failed(file, "The file is not in UTF-8; save it in that encoding.");
        } catch (NoSuchFileException e) {
            return failed(file, "There is no such file; check its name.");
        } catch (AccessDeniedException e) {
            return failed(file, "There is no permission to read the file; change its permissions.");
        } catch (IOException e) {
            return failed(file, "The file could not be read (" + e.getMessage() + "); check the disk.");
        }
    }

    private static Contents readCsv(Path file, String text) {
        List<Csv.Line> lines = Csv.parse(text);
        if (lines.isEmpty()) {
            return failed(
                    file, "The file is empty; it needs the header file,class,split and one line for each picture.");
        }
        List<String> header = lines.get(0).fields().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        int fileColumn = header.indexOf("file");
        if (fileColumn < 0) {
            return failed(file, "The first line names no column \"file\"; begin the file with file,class,split.");
        }
        List<Row> rows = new ArrayList<>();
        List<ImportProblem> problems = new ArrayList<>();
        for (Csv.Line line : lines.subList(1, lines.size())) {
            addRow(
                    file,
                    "Line " + line.line(),
                    field(line, fileColumn),
                    field(line, header.indexOf("class")),
                    field(line, header.indexOf("split")),
                    rows,
                    problems);
        }
        return new Contents(rows, problems);
    }

    private static String field(Csv.Line line, int column) {
        return column < 0 || column >= line.fields().size() ? "" : line.fields().get(column);
    }

    private static Contents readJson(Path file, String text) {
        JsonNode array;
        try {
            array = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            return failed(file, "The file is not JSON (" + e.getOriginalMessage() + "); write it again.");
        }
        if (!array.isArray()) {
            return failed(
                    file, "The file is no list of pictures; it needs an array of objects with file, class and split.");
        }
        List<Row> rows = new ArrayList<>();
        List<ImportProblem> problems = new ArrayList<>();
        for (JsonNode node : array) {
            addRow(
                    file,
                    "Entry " + (rows.size() + problems.size() + 1),
                    node.path("file").asText(""),
                    textOf(node.path("class")),
                    textOf(node.path("split")),
                    rows,
                    problems);
        }
        return new Contents(rows, problems);
    }

    private static String textOf(JsonNode node) {
        return node.isNull() ? "" : node.asText("");
    }

    private static void addRow(
            Path source,
            String where,
            String file,
            String className,
            String split,
            List<Row> rows,
            List<ImportProblem> problems) {
        Optional<Split> parsed = FolderWalk.splitNamed(split.strip());
        if (file.isBlank() || file.indexOf('\0') >= 0) {
            problems.add(new ImportProblem(source, where + " names no file, so it was left out."));
        } else if (className.strip().length() > MAX_CLASS_NAME) {
            problems.add(new ImportProblem(
                    source, where + " has a class name of more than 200 characters, so it was left out."));
        } else if (parsed.isEmpty() && !split.isBlank()) {
            problems.add(new ImportProblem(
                    source,
                    where + " has the split \"" + split + "\", so it was left out; use train, validation or test."));
        } else {
            rows.add(new Row(file, Optional.of(className.strip()).filter(name -> !name.isEmpty()), parsed));
        }
    }

    private static Contents failed(Path file, String reason) {
        return new Contents(List.of(), List.of(new ImportProblem(file, reason)));
    }
}
