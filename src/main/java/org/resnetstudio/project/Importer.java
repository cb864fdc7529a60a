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
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.ScanResult;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.EditStep.Field;

/** Brings what a scan found into a project. */
final class Importer {
    private final ScanResult scan;
    private int added;
    private int classesAdded;

    Importer(ScanResult scan) {
        this.scan = scan;
    }

    /** Stores new samples, not yet present, and plans the steps that make them and their classes so. */
    PlannedEdit plan(ProjectState state, ProjectDatabase database) throws SQLException {
        Set<Path> known = new HashSet<>();
        for (Sample sample : state.samples()) {
            known.add(sample.file());
        }
        List<FoundImage> fresh =
                scan.images().stream().filter(i -> !known.contains(i.file())).toList();
        ClassList classes = new ClassList(state.classes());
        Map<String, Long> ids = classes.idsOf(scan.classNames(), database);
        long first = database.reserve("sample", fresh.size());
        List<StoredSample> rows = new ArrayList<>();
        for (FoundImage image : fresh) {
            Long label = image.className().map(ids::get).orElse(null);
            rows.add(new StoredSample(first + rows.size(), image.file(), label, image.split(), false));
        }
        database.insert(rows);
        added = rows.size();
        classesAdded = classes.all().size() - state.classes().size();
        return new PlannedEdit(
                Sentence.of("edit.import", added),
                List.of(
                        new EditStep.Classes(state.classes(), classes.all()),
                        new EditStep.Samples(Field.PRESENT, "0", "1", IdSet.range(first, first + added - 1))));
    }

    ImportSummary summary() {
        return new ImportSummary(
                added,
                scan.images().size() - added,
                scan.problems(),
                scan.warnings(),
                scan.leftOut(),
                classesAdded,
                false);
    }

    /** Classes of a project, growing. */
    static final class ClassList {
        private final List<StoredClass> classes;

        ClassList(List<StoredClass> present) {
            classes = new ArrayList<>(present);
        }

        /** The ids of classes whose names stand side by side; those that the project does not have yet are added. */
        Map<String, Long> idsOf(List<String> names, ProjectDatabase database) throws SQLException {
            int[] places =
                    ClassNames.match(classes.stream().map(StoredClass::name).toList(), names);
            Map<String, Long> ids = new HashMap<>();
            for (int i = 0; i < places.length; i++) {
                if (places[i] >= 0) {
                    ids.put(names.get(i), classes.get(places[i]).id());
                }
            }
            for (String name : names) {
                if (!ids.containsKey(name)) {
                    long id = database.reserve("class", 1);
                    classes.add(new StoredClass(id, name));
                    ids.put(name, id);
                }
            }
            return ids;
        }

        List<StoredClass> all() {
            return List.copyOf(classes);
        }
    }
}
