package org.resnetstudio.project;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.dataset.LabelFile;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.EditStep.Field;

/** Brings the labels of a file into a project. */
final class LabelImport {
    private final Path source;
    private final Path folder;
    private final Set<Path> known;
    private final LabelFile.Contents contents;
    private final List<ImportProblem> unmatched;
    private int matched;

    /** Reads the file; {@code samples} are those of the project at this moment. */
    LabelImport(Path source, Path folder, List<Sample> samples) {
        this.source = source;
        this.folder = folder;
        this.known = samples.stream().map(Sample::file).collect(Collectors.toSet());
        this.contents = LabelFile.readOnce(source, this::place);
        this.unmatched = new ArrayList<>(contents.problems());
    }

    /** Relative to the project's folder, or to that of the file where the project has such a picture only there. */
    private Path place(String name) {
        Path inProject = folder.resolve(name).normalize();
        Path beside = source.toAbsolutePath().resolveSibling(name).normalize();
        return known.contains(beside) && !known.contains(inProject) ? beside : inProject;
    }

    PlannedEdit plan(ProjectState state, ProjectDatabase database) throws SQLException {
        List<LabelFile.Row> rows = contents.rows();
        if (!rows.isEmpty() && !contents.namesClasses() && !contents.namesSplits()) {
            unmatched.add(new ImportProblem(
                    source, Sentence.of("problem.dataset.file.no-label-columns", Sentence.list(contents.columns()))));
            rows = List.of();
        }
        Map<Path, Sample> byFile = new HashMap<>();
        for (Sample sample : state.samples()) {
            byFile.put(sample.file(), sample);
        }
        Map<Long, LabelFile.Row> bySample = new LinkedHashMap<>();
        List<Sample> samples = new ArrayList<>();
        for (LabelFile.Row row : rows) {
            Sample sample = byFile.get(place(row.file()));
            if (sample == null) {
                unmatched.add(new ImportProblem(source, Sentence.of("problem.project.no-picture", row.file())));
            } else {
                samples.add(sample);
                bySample.put(sample.id(), row);
            }
        }
        matched = samples.size();
        Importer.ClassList classes = new Importer.ClassList(state.classes());
        Map<String, Long> ids = classes.idsOf(
                bySample.values().stream()
                        .flatMap(row -> row.className().stream())
                        .distinct()
                        .toList(),
                database);
        List<EditStep> changes = new ArrayList<>();
        changes.add(new EditStep.Classes(state.classes(), classes.all()));
        changes.addAll(PlannedEdit.set(Field.LABEL, samples, state::storedLabel, s -> {
            LabelFile.Row row = bySample.get(s.id());
            String label = row.className().map(ids::get).map(String::valueOf).orElse(null);
            return row.namesClass() ? label : state.storedLabel(s);
        }));
        changes.addAll(PlannedEdit.set(Field.SPLIT, samples, PlannedEdit::storedSplit, s -> bySample.get(s.id())
                .split()
                .map(Split::name)
                .orElse(PlannedEdit.storedSplit(s))));
        return new PlannedEdit(Sentence.of("edit.read-labels", matched), changes);
    }

    LabelSummary summary(Edit edit) {
        return new LabelSummary(matched, edit, contents.namesClasses(), unmatched);
    }
}
