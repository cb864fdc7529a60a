package org.resnetstudio.dataset;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.problem.Sentence;

/**
 * Labels in a file that other tools can read and write.
 *
 * <p>CSV with the header {@code file,class,split}, in any encoding of Unicode. The columns may come in any order, and further
 * ones are passed over. Commas, semicolons, tabs or bars separate them, see {@link Csv}. JSON: an array of objects with the
 * same names. The split is {@code train}, {@code validation} (or {@code valid}, {@code val}), {@code test} or empty.
 *
 * <p>A file without the column {@code class} says nothing of labels, as one without {@code split} says nothing of splits; only
 * an empty field of that column takes a label away.
 */
public final class LabelFile {
    static final String FILE = "file";
    static final String CLASS = "class";
    static final String SPLIT = "split";

    /**
     * What the file says about one picture.
     *
     * @param where of the file, for people: {@code Line 3}
     * @param file as written: absolute, or relative to a folder that the reader knows
     * @param namesClass whether it says anything of a label
     * @param className its label; empty for none
     * @param split its split; empty for none
     */
    public record Row(
            Sentence where, String file, boolean namesClass, Optional<String> className, Optional<Split> split) {}

    /**
     * What was read.
     *
     * @param columns names in lower case, in the order of the file
     * @param rows in order
     * @param problems lines that make no sense, or why the file as a whole cannot be read
     */
    public record Contents(List<String> columns, List<Row> rows, List<ImportProblem> problems) {
        public Contents {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            problems = List.copyOf(problems);
        }

        /** Whether the file says anything of labels. */
        public boolean namesClasses() {
            return columns.contains(CLASS);
        }

        /** Whether the file says anything of splits. */
        public boolean namesSplits() {
            return columns.contains(SPLIT);
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
        List<List<String>> lines = new ArrayList<>(List.of(List.of(FILE, CLASS, SPLIT)));
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
            return failed(file, Sentence.of("problem.dataset.file.folder"));
        }
        try {
            String text = TextFile.read(file);
            LabelRows rows = new LabelRows(file);
            return file.toString().toLowerCase(Locale.ROOT).endsWith(".json") ? rows.ofJson(text) : rows.ofCsv(text);
        } catch (CharacterCodingException e) {
            return failed(file, Sentence.of("problem.dataset.file.encoding"));
        } catch (NoSuchFileException e) {
            return failed(file, Sentence.of("problem.dataset.file.missing"));
        } catch (AccessDeniedException e) {
            return failed(file, Sentence.of("problem.dataset.file.no-permission"));
        } catch (IOException e) {
            return failed(file, Sentence.of("problem.dataset.file.read-failed", e.getMessage()));
        }
    }

    /**
     * Reads a file and puts rows of the same picture together: they complete each other, and where they contradict each other,
     * which is reported, the first counts.
     *
     * @param place of the picture that a row names, absolute; it may throw {@link InvalidPathException}, which is reported
     */
    public static Contents readOnce(Path file, Function<String, Path> place) {
        Contents contents = read(file);
        List<ImportProblem> problems = new ArrayList<>(contents.problems());
        Map<Path, Row> byFile = new LinkedHashMap<>();
        for (Row row : contents.rows()) {
            try {
                byFile.merge(place.apply(row.file()), row, (first, next) -> {
                    contradiction(first, next).ifPresent(reason -> problems.add(new ImportProblem(file, reason)));
                    return together(first, next);
                });
            } catch (InvalidPathException e) {
                problems.add(
                        new ImportProblem(file, Sentence.of("problem.dataset.row.bad-path", row.where(), row.file())));
            }
        }
        return new Contents(contents.columns(), List.copyOf(byFile.values()), problems);
    }

    private static Row together(Row first, Row next) {
        return new Row(
                first.where(),
                first.file(),
                first.namesClass() || next.namesClass(),
                first.namesClass() ? first.className() : next.className(),
                first.split().or(next::split));
    }

    private static Optional<Sentence> contradiction(Row first, Row next) {
        boolean classes =
                first.namesClass() && next.namesClass() && !first.className().equals(next.className());
        boolean splits = first.split().isPresent()
                && next.split().isPresent()
                && !first.split().equals(next.split());
        return classes || splits
                ? Optional.of(Sentence.of(
                        "problem.dataset.row.contradiction",
                        next.where(),
                        next.file(),
                        described(next.className(), next.split()),
                        first.where(),
                        described(first.className(), first.split())))
                : Optional.empty();
    }

    /** A label and a split in words. */
    static Sentence described(Optional<String> className, Optional<Split> split) {
        Sentence label = className
                .map(name -> Sentence.of("problem.dataset.label", name))
                .orElse(Sentence.of("problem.dataset.label.none"));
        return split.map(s -> Sentence.of("problem.dataset.label.in", label, s.inSentences()))
                .orElse(label);
    }

    static Contents failed(Path file, Sentence reason) {
        return new Contents(List.of(), List.of(), List.of(new ImportProblem(file, reason)));
    }
}
