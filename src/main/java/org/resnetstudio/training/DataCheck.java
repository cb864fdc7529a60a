package org.resnetstudio.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.image.UnreadableFile;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;

/** Whether a dataset can be trained on, and what people should know about it. */
final class DataCheck {
    /** Up to so many classes of a kind have a sentence each; more share one. */
    private static final int SENTENCES = 3;
    /** So many names stand in the sentence that they share. */
    private static final int NAMES = 20;

    private DataCheck() {}

    /** What is to be said about classes of one kind, one by one and together: keys. */
    private record Kind(String one, String many) {
        static final Kind EMPTY = new Kind("problem.training.class-empty", "problem.training.classes-empty");
        static final Kind SINGLE = new Kind("problem.training.class-single", "problem.training.classes-single");
        static final Kind UNCHECKED =
                new Kind("problem.training.class-unchecked", "problem.training.classes-unchecked");
    }

    /**
     * Warnings about a dataset that can be trained on, at most a few of each kind.
     *
     * @param source of it, for people
     * @param unreadable its pictures that could not be read
     * @throws TrainingException if it cannot
     */
    static List<TrainingEvent.Warning> check(Dataset dataset, String source, List<UnreadableFile> unreadable)
            throws TrainingException {
        List<Sample> train = dataset.usable(Split.TRAIN);
        if (train.isEmpty() && !unreadable.isEmpty()) {
            throw new TrainingException(Sentence.of(
                    "problem.training.no-picture-because",
                    source,
                    RunPictures.unreadable(unreadable).get(0).message()));
        }
        if (train.isEmpty()) {
            throw new TrainingException(Sentence.of("problem.training.no-picture", source));
        }
        ClassBalance balance = ClassBalance.of(dataset);
        if (balance.classes().size() - balance.empty().size() < 2) {
            throw new TrainingException(Sentence.of("problem.training.one-class", source));
        }
        List<TrainingEvent.Warning> warnings = new ArrayList<>();
        warnings.addAll(about(Kind.EMPTY, names(balance.empty())));
        warnings.addAll(about(
                Kind.SINGLE,
                names(balance.thin().stream().filter(c -> c.pictures() == 1).toList())));
        warnings.addAll(validation(dataset, balance));
        unequal(balance).ifPresent(warnings::add);
        return warnings;
    }

    private static List<String> names(List<ClassBalance.Count> classes) {
        return classes.stream().map(ClassBalance.Count::name).toList();
    }

    private static List<TrainingEvent.Warning> validation(Dataset dataset, ClassBalance balance) {
        List<Sample> validation = dataset.usable(Split.VALIDATION);
        if (validation.isEmpty()) {
            return List.of(new TrainingEvent.Warning(
                    System.currentTimeMillis(), Sentence.of("problem.training.no-validation")));
        }
        boolean[] validated = new boolean[dataset.classes().size()];
        validation.forEach(sample -> validated[sample.classIndex().orElseThrow()] = true);
        List<String> unchecked = new ArrayList<>();
        for (int i = 0; i < validated.length; i++) {
            if (!validated[i] && balance.classes().get(i).pictures() > 1) {
                unchecked.add(dataset.classes().get(i).name());
            }
        }
        return about(Kind.UNCHECKED, unchecked);
    }

    private static Optional<TrainingEvent.Warning> unequal(ClassBalance balance) {
        return balance.gap()
                .map(gap -> warning(
                        balance.small(),
                        Sentence.of(
                                "problem.training.unequal",
                                gap.smallest().name(),
                                pictures(gap.smallest()),
                                gap.largest().name(),
                                pictures(gap.largest()))));
    }

    private static Sentence pictures(ClassBalance.Count count) {
        return Sentence.of("problem.training.training-pictures", count.pictures());
    }

    private static List<TrainingEvent.Warning> about(Kind kind, List<String> names) {
        if (names.size() <= SENTENCES) {
            return names.stream()
                    .map(name -> warning(1, Sentence.of(kind.one(), name)))
                    .toList();
        }
        Sentence listed = Sentence.list(names.stream()
                .limit(NAMES)
                .map(name -> Sentence.of("problem.training.quoted", name))
                .toList());
        Sentence all =
                names.size() > NAMES ? Sentence.of("problem.training.and-more", listed, names.size() - NAMES) : listed;
        return List.of(warning(names.size(), Sentence.of(kind.many(), names.size(), all)));
    }

    private static TrainingEvent.Warning warning(int classes, Sentence sentence) {
        return new TrainingEvent.Warning(
                System.currentTimeMillis(), sentence, TrainingEvent.Warning.Topic.CLASSES, classes);
    }
}
