package org.resnetstudio.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.image.UnreadableFile;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;

/** Whether a dataset can be trained on, and what people should know about it. */
final class DataCheck {
    /** Up to so many classes of a kind have a sentence each; more share one. */
    private static final int SENTENCES = 3;
    /** So many names stand in the sentence that they share. */
    private static final int NAMES = 20;

    private DataCheck() {}

    /** What is to be said about classes of one kind, one by one and together. */
    private record Kind(String one, String many) {
        static final Kind EMPTY = new Kind(
                "has no training picture and cannot be learned: add some, or remove the class.",
                "have no training picture and cannot be learned: add some, or remove the classes.");
        static final Kind SINGLE = new Kind(
                "has only one training picture: add more to have it learned well.",
                "have only one training picture: add more to have them learned well.");
        static final Kind UNCHECKED = new Kind(
                "has no validation picture, so that its accuracy stays unknown: add some.",
                "have no validation picture, so that their accuracy stays unknown: add some.");
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
            throw new TrainingException("There is no readable training picture with a label in " + source + ". "
                    + RunPictures.unreadable(unreadable).get(0).message());
        }
        if (train.isEmpty()) {
            throw new TrainingException("There is no readable training picture with a label in " + source
                    + ": put pictures into one folder a class, or label them.");
        }
        ClassBalance balance = ClassBalance.of(dataset);
        if (balance.classes().size() - balance.empty().size() < 2) {
            throw new TrainingException("There are training pictures of only one class in " + source
                    + ": add pictures of another class, because a network learns to tell classes apart.");
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
                    System.currentTimeMillis(),
                    "There are no validation pictures, so that the epoch with the lowest training loss counts as the"
                            + " best: add pictures, or give a validation fraction above 0."));
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
                        "The classes are very unequal: \"" + gap.smallest().name() + "\" has "
                                + pictures(gap.smallest()) + " and \""
                                + gap.largest().name() + "\" has "
                                + pictures(gap.largest())
                                + ", so that small classes may hardly ever be recognised while the accuracy looks good:"
                                + " watch the mean recall, which counts every class the same, and add pictures."));
    }

    private static String pictures(ClassBalance.Count count) {
        return count.pictures() == 1 ? "1 training picture" : count.pictures() + " training pictures";
    }

    private static List<TrainingEvent.Warning> about(Kind kind, List<String> names) {
        if (names.size() <= SENTENCES) {
            return names.stream()
                    .map(name -> warning(1, "The class \"" + name + "\" " + kind.one()))
                    .toList();
        }
        String listed =
                names.stream().limit(NAMES).map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
        String more = names.size() > NAMES ? " and " + (names.size() - NAMES) + " more" : "";
        return List.of(
                warning(names.size(), names.size() + " classes " + kind.many() + " These are " + listed + more + "."));
    }

    private static TrainingEvent.Warning warning(int classes, String sentence) {
        return new TrainingEvent.Warning(
                System.currentTimeMillis(), sentence, TrainingEvent.Warning.Topic.CLASSES, classes);
    }
}
