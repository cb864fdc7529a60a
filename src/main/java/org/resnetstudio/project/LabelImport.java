package org.resnetstudio.project;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.dataset.LabelFile;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.project.Change.Field;

/** Brings the labels of a file into a project. */
final class LabelImport {
    private final Path source;
    private final LabelFile.Contents contents;
    private final Path folder;
    private final List<ImportProblem> unmatched;
    private int matched;

    LabelImport(Path source, LabelFile.Contents contents, Path folder) {
        this.source = source;
        this.contents = contents;
        this.folder = folder;
        this.unmatched = new ArrayList<>(contents.problems());
    }

    Plan plan(ProjectState state, ProjectDatabase database) throws SQLException {
        Map<Path, Sample> byFile = new HashMap<>();
        for (Sample sample : state.samples()) {
            byFile.put(sample.file(), sample);
        }
        Importer.ClassList classes = new Importer.ClassList(state.classes());
        Map<Long, String> labels = new HashMap<>();
        Map<Long, Split> splits = new HashMap<>();
        List<Sample> samples = new ArrayList<>();
        for (LabelFile.Row row : contents.rows()) {
            Sample sample = find(row, byFile);
            if (sample == null) {
                unmatched.add(new ImportProblem(
                        source, "The project has no picture \"" + row.file() + "\", so its line was left out."));
                continue;
            }
            if (labels.containsKey(sample.id())) {
                unmatched.add(new ImportProblem(
                        source, "The picture \"" + row.file() + "\" is there twice; its first line counts."));
                continue;
            }
            matched++;
            samples.add(sample);
            labels.put(
                    sample.id(),
                    row.className().isPresent()
                            ? Long.toString(classes.idOf(row.className().get(), database))
                            : null);
            row.split().ifPresent(split -> splits.put(sample.id(), split));
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Classes(state.classes(), classes.all()));
        changes.addAll(Plan.set(Field.LABEL, samples, state::storedLabel, s -> labels.get(s.id())));
        changes.addAll(Plan.set(
                Field.SPLIT,
                samples,
                Plan::storedSplit,
                s -> splits.containsKey(s.id()) ? splits.get(s.id()).name() : Plan.storedSplit(s)));
        return new Plan("Read the labels of " + Plan.pictures(matched), changes);
    }

    private Sample find(LabelFile.Row row, Map<Path, Sample> byFile) {
        try {
            return byFile.get(folder.resolve(row.file()).normalize());
        } catch (InvalidPathException e) {
            // A name that this system cannot have is in no project here, and reported as such.
            return null;
        }
    }

    LabelSummary summary(Edit edit) {
        return new LabelSummary(matched, edit, unmatched);
    }
}
