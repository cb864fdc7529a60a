package org.resnetstudio.project;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resnetstudio.dataset.ClassNames;
import org.resnetstudio.dataset.FoundImage;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.ScanResult;
import org.resnetstudio.project.Change.Field;

/** Brings what a scan found into a project. */
final class Importer {
    private final ScanResult scan;
    private int added;
    private int classesAdded;

    Importer(ScanResult scan) {
        this.scan = scan;
    }

    /** Stores new samples, not yet present, and plans the steps that make them and their classes so. */
    Plan plan(ProjectState state, ProjectDatabase database) throws SQLException {
        Set<Path> known = new HashSet<>();
        for (Sample sample : state.samples()) {
            known.add(sample.file());
        }
        List<FoundImage> fresh =
                scan.images().stream().filter(i -> !known.contains(i.file())).toList();
        ClassList classes = new ClassList(state.classes());
        for (ImageClass imageClass : scan.classes()) {
            classes.idOf(imageClass.name(), database);
        }
        long first = database.reserve("sample", fresh.size());
        List<StoredSample> rows = new ArrayList<>();
        for (FoundImage image : fresh) {
            Long label = image.className().isPresent()
                    ? Long.valueOf(classes.idOf(image.className().get(), database))
                    : null;
            rows.add(new StoredSample(first + rows.size(), image.file(), label, image.split(), false));
        }
        database.insert(rows);
        added = rows.size();
        classesAdded = classes.all().size() - state.classes().size();
        return new Plan(
                "Imported " + Plan.pictures(added),
                List.of(
                        new Change.Classes(state.classes(), classes.all()),
                        new Change.Samples(Field.PRESENT, "0", "1", IdSet.range(first, first + added - 1))));
    }

    ImportSummary summary() {
        return new ImportSummary(added, scan.images().size() - added, scan.problems(), classesAdded, false);
    }

    /** Classes of a project, growing. */
    static final class ClassList {
        private final List<StoredClass> classes;
        private final ClassNames names = new ClassNames();
        private final Map<String, Long> ids = new HashMap<>();

        ClassList(List<StoredClass> present) {
            classes = new ArrayList<>(present);
            present.forEach(stored -> ids.put(names.spelling(stored.name()), stored.id()));
        }

        long idOf(String name, ProjectDatabase database) throws SQLException {
            String spelling = names.spelling(name);
            Long id = ids.get(spelling);
            if (id == null) {
                id = database.reserve("class", 1);
                ids.put(spelling, id);
                classes.add(new StoredClass(id, spelling));
            }
            return id;
        }

        List<StoredClass> all() {
            return List.copyOf(classes);
        }
    }
}
