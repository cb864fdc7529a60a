package org.resnetstudio.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.resnetstudio.dataset.ClassNames;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.project.EditStep.Field;
import org.resnetstudio.project.ProjectException.Reason;

/**
 * What an edit will do to a state. Ids that are not in the project are passed over: another thread may have removed
 * them.
 *
 * @param description for people
 * @param changes steps in order; none when there is nothing to do
 */
record PlannedEdit(String description, List<EditStep> changes) {
    PlannedEdit {
        changes = changes.stream().filter(change -> change.size() > 0).toList();
    }

    /** Number of samples that change, or of classes when no sample does. */
    int size() {
        long samples = changes.stream()
                .filter(EditStep.Samples.class::isInstance)
                .flatMapToLong(change -> ((EditStep.Samples) change).ids().stream())
                .distinct()
                .count();
        return samples > 0
                ? (int) samples
                : changes.stream().mapToInt(EditStep::size).sum();
    }

    static PlannedEdit label(ProjectState state, Collection<Long> ids, OptionalInt classIndex) throws ProjectException {
        String after = null;
        String words = "Removed the label of %s";
        if (classIndex.isPresent()) {
            StoredClass stored = at(state, classIndex.getAsInt());
            after = Long.toString(stored.id());
            words = "Labelled %s as " + stored.name().replace("%", "%%");
        }
        String value = after;
        List<EditStep> changes = set(Field.LABEL, samples(state, ids), state::storedLabel, s -> value);
        return new PlannedEdit(String.format(Locale.ROOT, words, pictures(changes)), changes);
    }

    static PlannedEdit split(ProjectState state, Collection<Long> ids, Optional<Split> split) {
        String value = split.map(Split::name).orElse(null);
        List<EditStep> changes = set(Field.SPLIT, samples(state, ids), PlannedEdit::storedSplit, s -> value);
        String words = split.map(s -> "Moved %s to " + s.name().toLowerCase(Locale.ROOT))
                .orElse("Took %s out of their split");
        return new PlannedEdit(String.format(Locale.ROOT, words, pictures(changes)), changes);
    }

    static PlannedEdit splits(ProjectState state, Map<Long, Split> splits, String words) {
        List<EditStep> changes = set(
                Field.SPLIT,
                state.samples(),
                PlannedEdit::storedSplit,
                s -> splits.containsKey(s.id()) ? splits.get(s.id()).name() : null);
        return new PlannedEdit(String.format(Locale.ROOT, words, pictures(changes)), changes);
    }

    static PlannedEdit exclude(ProjectState state, Collection<Long> ids, boolean excluded) {
        List<EditStep> changes =
                set(Field.EXCLUDED, samples(state, ids), s -> s.excluded() ? "1" : "0", s -> excluded ? "1" : "0");
        return new PlannedEdit(
                (excluded ? "Excluded " : "Included ") + pictures(changes) + (excluded ? "" : " again"), changes);
    }

    static PlannedEdit remove(ProjectState state, Collection<Long> ids) {
        List<EditStep> changes = set(Field.PRESENT, samples(state, ids), s -> "1", s -> "0");
        return new PlannedEdit("Removed " + pictures(changes) + " from the project", changes);
    }

    static PlannedEdit addClass(ProjectState state, long id, String name) throws ProjectException {
        String clean = checkedName(name);
        refuseTaken(state, clean, -1);
        List<StoredClass> after = new ArrayList<>(state.classes());
        after.add(new StoredClass(id, clean));
        return new PlannedEdit("Added the class " + clean, List.of(new EditStep.Classes(state.classes(), after)));
    }

    static PlannedEdit renameClass(ProjectState state, int index, String name) throws ProjectException {
        String clean = checkedName(name);
        StoredClass old = at(state, index);
        refuseTaken(state, clean, index);
        List<StoredClass> after = new ArrayList<>(state.classes());
        after.set(index, new StoredClass(old.id(), clean));
        return new PlannedEdit(
                "Renamed the class " + old.name() + " to " + clean,
                List.of(new EditStep.Classes(state.classes(), after)));
    }

    static PlannedEdit removeClass(ProjectState state, int index) throws ProjectException {
        StoredClass old = at(state, index);
        List<Sample> labelled = state.samples().stream()
                .filter(s -> s.classIndex().isPresent() && s.classIndex().getAsInt() == index)
                .toList();
        List<EditStep> changes = new ArrayList<>(set(Field.LABEL, labelled, state::storedLabel, s -> null));
        List<StoredClass> after = new ArrayList<>(state.classes());
        after.remove(index);
        changes.add(new EditStep.Classes(state.classes(), after));
        return new PlannedEdit("Removed the class " + old.name(), changes);
    }

    /** Steps that give each sample its value, grouped by what it had and gets. */
    static List<EditStep> set(
            Field field, List<Sample> samples, Function<Sample, String> before, Function<Sample, String> after) {
        Map<List<Optional<String>>, List<Long>> groups = new LinkedHashMap<>();
        for (Sample sample : samples) {
            String from = before.apply(sample);
            String to = after.apply(sample);
            if (!Objects.equals(from, to)) {
                groups.computeIfAbsent(
                                List.of(Optional.ofNullable(from), Optional.ofNullable(to)), k -> new ArrayList<>())
                        .add(sample.id());
            }
        }
        List<EditStep> changes = new ArrayList<>();
        groups.forEach((values, ids) -> changes.add(new EditStep.Samples(
                field, values.get(0).orElse(null), values.get(1).orElse(null), IdSet.of(ids))));
        return changes;
    }

    static String storedSplit(Sample sample) {
        return sample.split().map(Split::name).orElse(null);
    }

    /** "1 picture", "1,200 pictures". */
    static String pictures(int count) {
        return String.format(Locale.ROOT, count == 1 ? "%d picture" : "%,d pictures", count);
    }

    private static String pictures(List<EditStep> changes) {
        return pictures(changes.stream().mapToInt(EditStep::size).sum());
    }

    static String checkedName(String name) throws ProjectException {
        try {
            return new ImageClass(new ClassNames().spelling(name)).name();
        } catch (IllegalArgumentException e) {
            throw new ProjectException(Reason.REFUSED, e.getMessage(), e);
        }
    }

    private static void refuseTaken(ProjectState state, String name, int except) throws ProjectException {
        for (int i = 0; i < state.classes().size(); i++) {
            String taken = state.classes().get(i).name();
            if (i != except && ClassNames.same(taken, name)) {
                throw new ProjectException(
                        Reason.REFUSED, "There is a class named " + taken + " already; choose another name.");
            }
        }
    }

    private static StoredClass at(ProjectState state, int index) throws ProjectException {
        if (index < 0 || index >= state.classes().size()) {
            throw new ProjectException(
                    Reason.REFUSED,
                    "There is no class number " + index + " among the "
                            + state.classes().size() + " classes (any more); choose one of them.");
        }
        return state.classes().get(index);
    }

    private static List<Sample> samples(ProjectState state, Collection<Long> ids) {
        IdSet set = IdSet.of(ids);
        List<Sample> samples = new ArrayList<>();
        set.stream().forEach(id -> state.sample(id).ifPresent(samples::add));
        return samples;
    }
}
