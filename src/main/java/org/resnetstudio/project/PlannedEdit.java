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
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.EditStep.Field;
import org.resnetstudio.project.ProjectException.Reason;

/**
 * What an edit will do to a state. Ids that are not in the project are passed over: another thread may have removed
 * them.
 *
 * @param description for people
 * @param changes steps in order; none when there is nothing to do
 */
record PlannedEdit(Sentence description, List<EditStep> changes) {
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
        if (classIndex.isEmpty()) {
            List<EditStep> changes = set(Field.LABEL, samples(state, ids), state::storedLabel, s -> null);
            return new PlannedEdit(Sentence.of("edit.unlabel", pictures(changes)), changes);
        }
        StoredClass stored = at(state, classIndex.getAsInt());
        String after = Long.toString(stored.id());
        List<EditStep> changes = set(Field.LABEL, samples(state, ids), state::storedLabel, s -> after);
        return new PlannedEdit(Sentence.of("edit.label", pictures(changes), stored.name()), changes);
    }

    static PlannedEdit split(ProjectState state, Collection<Long> ids, Optional<Split> split) {
        String value = split.map(Split::name).orElse(null);
        List<EditStep> changes = set(Field.SPLIT, samples(state, ids), PlannedEdit::storedSplit, s -> value);
        String words = split.map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("none");
        return new PlannedEdit(Sentence.of("edit.split." + words, pictures(changes)), changes);
    }

    static PlannedEdit splits(ProjectState state, Map<Long, Split> splits, String key) {
        List<EditStep> changes = set(
                Field.SPLIT,
                state.samples(),
                PlannedEdit::storedSplit,
                s -> splits.containsKey(s.id()) ? splits.get(s.id()).name() : null);
        return new PlannedEdit(Sentence.of(key, pictures(changes)), changes);
    }

    static PlannedEdit exclude(ProjectState state, Collection<Long> ids, boolean excluded) {
        List<EditStep> changes =
                set(Field.EXCLUDED, samples(state, ids), s -> s.excluded() ? "1" : "0", s -> excluded ? "1" : "0");
        return new PlannedEdit(Sentence.of(excluded ? "edit.exclude" : "edit.include", pictures(changes)), changes);
    }

    static PlannedEdit remove(ProjectState state, Collection<Long> ids) {
        List<EditStep> changes = set(Field.PRESENT, samples(state, ids), s -> "1", s -> "0");
        return new PlannedEdit(Sentence.of("edit.remove", pictures(changes)), changes);
    }

    static PlannedEdit addClass(ProjectState state, long id, String name) throws ProjectException {
        String clean = checkedName(name);
        refuseTaken(state, clean, -1);
        List<StoredClass> after = new ArrayList<>(state.classes());
        after.add(new StoredClass(id, clean));
        return new PlannedEdit(
                Sentence.of("edit.add-class", clean), List.of(new EditStep.Classes(state.classes(), after)));
    }

    static PlannedEdit renameClass(ProjectState state, int index, String name) throws ProjectException {
        String clean = checkedName(name);
        StoredClass old = at(state, index);
        refuseTaken(state, clean, index);
        List<StoredClass> after = new ArrayList<>(state.classes());
        after.set(index, new StoredClass(old.id(), clean));
        return new PlannedEdit(
                Sentence.of("edit.rename-class", old.name(), clean),
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
        return new PlannedEdit(Sentence.of("edit.remove-class", old.name()), changes);
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

    private static int pictures(List<EditStep> changes) {
        return changes.stream().mapToInt(EditStep::size).sum();
    }

    static String checkedName(String name) throws ProjectException {
        try {
            return new ImageClass(new ClassNames().spelling(name)).name();
        } catch (InvalidValueException e) {
            throw new ProjectException(Reason.REFUSED, e.sentence(), e);
        }
    }

    private static void refuseTaken(ProjectState state, String name, int except) throws ProjectException {
        for (int i = 0; i < state.classes().size(); i++) {
            String taken = state.classes().get(i).name();
            if (i != except && ClassNames.same(taken, name)) {
                throw new ProjectException(Reason.REFUSED, Sentence.of("problem.project.class-taken", taken));
            }
        }
    }

    private static StoredClass at(ProjectState state, int index) throws ProjectException {
        if (index < 0 || index >= state.classes().size()) {
            throw new ProjectException(
                    Reason.REFUSED,
                    Sentence.of(
                            "problem.project.no-class", index, state.classes().size()));
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
