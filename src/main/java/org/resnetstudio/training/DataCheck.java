package org.resnetstudio.training;

import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;

/** Whether a dataset can be trained on, and what people should know about it. */
final class DataCheck {
    private DataCheck() {}

    /**
     * Warnings about a dataset that can be trained on.
     *
     * @param source of it, for people
     * @param unreadable what to say about pictures that could not be read
     * @throws TrainingException if it cannot
     */
    static List<String> check(Dataset dataset, String source, List<String> unreadable) throws TrainingException {
        List<Sample> train = dataset.usable(Split.TRAIN);
        if (train.isEmpty() && !unreadable.isEmpty()) {
            throw new TrainingException(
                    "There is no readable training picture with a label in " + source + ". " + unreadable.get(0));
        }
        if (train.isEmpty()) {
            throw new TrainingException("There is no readable training picture with a label in " + source
                    + ": put pictures into one folder a class, or label them.");
        }
        int[] trained = count(dataset, train);
        int[] validated = count(dataset, dataset.usable(Split.VALIDATION));
        List<String> warnings = new ArrayList<>();
        int learned = 0;
        for (int i = 0; i < trained.length; i++) {
            String name = dataset.classNames().get(i);
            learned += trained[i] > 0 ? 1 : 0;
            if (trained[i] == 0) {
                warnings.add("The class \"" + name
                        + "\" has no training picture and cannot be learned: add some, or remove the class.");
            } else if (trained[i] == 1) {
                warnings.add(
                        "The class \"" + name + "\" has only one training picture: add more to have it learned well.");
            }
        }
        if (learned < 2) {
            throw new TrainingException("There are training pictures of only one class in " + source
                    + ": add pictures of another class, because a network learns to tell classes apart.");
        }
        if (dataset.usable(Split.VALIDATION).isEmpty()) {
            warnings.add(
                    "There are no validation pictures, so that the epoch with the lowest training loss counts as the"
                            + " best: add pictures, or give a validation fraction above 0.");
        } else {
            for (int i = 0; i < validated.length; i++) {
                if (validated[i] == 0 && trained[i] > 1) {
                    warnings.add("The class \"" + dataset.classNames().get(i)
                            + "\" has no validation picture, so that its accuracy stays unknown: add some.");
                }
            }
        }
        return warnings;
    }

    private static int[] count(Dataset dataset, List<Sample> samples) {
        int[] counts = new int[dataset.classes().size()];
        for (Sample sample : samples) {
            counts[sample.classIndex().orElseThrow()]++;
        }
        return counts;
    }
}
