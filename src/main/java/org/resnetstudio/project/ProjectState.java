package org.resnetstudio.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.SampleIndex;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.problem.Sentence;

/**
 * What the database holds, in memory, at one moment. Immutable.
 *
 * @param classes in stored order
 * @param dataset the same classes, and the samples in the order of their ids
 * @param version grows with each change
 * @param undo description of the edit that undo would take back
 * @param redo description of the edit that redo would do again
 */
record ProjectState(
        List<StoredClass> classes, Dataset dataset, long version, Optional<Sentence> undo, Optional<Sentence> redo) {

    /** Where samples that come back into the project are read from. */
    @FunctionalInterface
    interface Rows<E extends Exception> {
        List<StoredSample> load(IdSet ids) throws E;
    }

    ProjectState {
        classes = List.copyOf(classes);
    }

    static ProjectState of(List<StoredClass> classes, List<StoredSample> rows) {
        return new ProjectState(
                classes,
                new Dataset(images(classes), samples(rows, positions(classes))),
                0,
                Optional.empty(),
                Optional.empty());
    }

    ProjectState withHistory(Optional<Sentence> newUndo, Optional<Sentence> newRedo) {
        return new ProjectState(classes, dataset, version, newUndo, newRedo);
    }

    List<Sample> samples() {
        return dataset.samples();
    }

    Optional<Sample> sample(long id) {
        int index = SampleIndex.of(samples(), id);
        return index < 0 ? Optional.empty() : Optional.of(samples().get(index));
    }

    /** The stored value of the label of {@code sample}; null while unlabelled. */
    String storedLabel(Sample sample) {
        return sample.classIndex().isPresent()
                ? Long.toString(classes.get(sample.classIndex().getAsInt()).id())
                : null;
    }

    /** The state after {@code changes}, which must fit this one. Costs as much as the samples that they change. */
    <E extends Exception> ProjectState apply(List<EditStep> changes, Rows<E> rows) throws E {
        List<StoredClass> newClasses = classes;
        Dataset now = dataset;
        for (EditStep change : changes) {
            if (change instanceof EditStep.Classes step) {
                now = new Dataset(images(step.after()), renumbered(now.samples(), newClasses, step.after()));
                newClasses = step.after();
            } else if (change instanceof EditStep.Samples step && step.field() == EditStep.Field.PRESENT) {
                now = new Dataset(now.classes(), present(now.samples(), step, newClasses, rows));
            } else if (change instanceof EditStep.Samples step) {
                now = updated(now, step, positions(newClasses));
            }
        }
        return new ProjectState(newClasses, now, version + 1, undo, redo);
    }

    private static <E extends Exception> List<Sample> present(
            List<Sample> before, EditStep.Samples step, List<StoredClass> classes, Rows<E> rows) throws E {
        if ("1".equals(step.after())) {
            List<Sample> more = new ArrayList<>(before);
            more.addAll(samples(rows.load(step.ids()), positions(classes)));
            more.sort(Comparator.comparingLong(Sample::id));
            return more;
        }
        return before.stream().filter(s -> !step.ids().contains(s.id())).toList();
    }

    private static Dataset updated(Dataset dataset, EditStep.Samples step, Map<Long, Integer> positions) {
        Dataset.Editor editor = dataset.edit();
        int index = 0;
        for (int i = 0; i < step.ids().size(); i++) {
            index = SampleIndex.of(dataset.samples(), step.ids().get(i), index);
            if (index < 0) {
                throw new IllegalArgumentException(
                        "There is no sample " + step.ids().get(i) + " to change.");
            }
            editor.set(index, with(editor.get(index), step.field(), step.after(), positions));
        }
        return editor.done();
    }

    private static Sample with(Sample s, EditStep.Field field, String value, Map<Long, Integer> positions) {
        return switch (field) {
            case LABEL -> new Sample(s.id(), s.file(), label(value, positions), s.split(), s.excluded());
            case SPLIT ->
                new Sample(
                        s.id(),
                        s.file(),
                        s.classIndex(),
                        Optional.ofNullable(value).map(Split::valueOf),
                        s.excluded());
            case EXCLUDED -> new Sample(s.id(), s.file(), s.classIndex(), s.split(), "1".equals(value));
            case PRESENT -> throw new IllegalArgumentException("Presence is not a property of a sample.");
        };
    }

    private static OptionalInt label(String classId, Map<Long, Integer> positions) {
        return classId == null ? OptionalInt.empty() : OptionalInt.of(position(Long.valueOf(classId), positions));
    }

    private static int position(Long classId, Map<Long, Integer> positions) {
        Integer position = positions.get(classId);
        if (position == null) {
            throw new IllegalArgumentException("There is no class " + classId + ", as which a sample is labelled.");
        }
        return position;
    }

    /** Keeps labels on the same class when its position changed. */
    private static List<Sample> renumbered(List<Sample> samples, List<StoredClass> before, List<StoredClass> after) {
        Map<Long, Integer> positions = positions(after);
        boolean same = true;
        for (int i = 0; i < before.size(); i++) {
            same &= positions.getOrDefault(before.get(i).id(), i) == i;
        }
        return same
                ? samples
                : samples.stream().map(s -> renumbered(s, before, positions)).toList();
    }

    private static Sample renumbered(Sample s, List<StoredClass> before, Map<Long, Integer> positions) {
        return s.classIndex().isEmpty()
                ? s
                : new Sample(
                        s.id(),
                        s.file(),
                        OptionalInt.of(
                                position(before.get(s.classIndex().getAsInt()).id(), positions)),
                        s.split(),
                        s.excluded());
    }

    private static Map<Long, Integer> positions(List<StoredClass> classes) {
        Map<Long, Integer> positions = new HashMap<>();
        for (StoredClass stored : classes) {
            positions.put(stored.id(), positions.size());
        }
        return positions;
    }

    private static List<ImageClass> images(List<StoredClass> classes) {
        return classes.stream().map(c -> new ImageClass(c.name())).toList();
    }

    private static List<Sample> samples(List<StoredSample> rows, Map<Long, Integer> positions) {
        return rows.stream()
                .map(row -> new Sample(
                        row.id(),
                        row.file(),
                        row.classId() == null
                                ? OptionalInt.empty()
                                : OptionalInt.of(position(row.classId(), positions)),
                        row.split(),
                        row.excluded()))
                .toList();
    }
}
