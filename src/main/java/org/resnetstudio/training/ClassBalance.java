package org.resnetstudio.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.SampleCounts;
import org.resnetstudio.dataset.Split;

/**
 * How many training pictures each class has. Classes without any are left to those who ask for them: they are no matter of balance.
 *
 * @param classes in the dataset's order
 */
public record ClassBalance(List<Count> classes) {
    /** A class with fewer training pictures than this is hardly learned. */
    public static final int FEW = 5;
    /** From this ratio of the largest class to the smallest on, the accuracy says little about the smallest. */
    static final int UNEQUAL = 10;

    /**
     * A class.
     *
     * @param name of the class
     * @param pictures to learn from
     */
    public record Count(String name, int pictures) {}

    /**
     * The smallest and the largest class, where one is many times the other.
     *
     * @param smallest with at least one picture
     * @param largest with at least ten times as many
     */
    public record Gap(Count smallest, Count largest) {}

    public ClassBalance {
        classes = List.copyOf(classes);
    }

    /** Of the pictures that would be learned from. */
    public static ClassBalance of(Dataset dataset) {
        return of(dataset.classNames(), dataset.counts());
    }

    /**
     * Of the pictures that would be learned from.
     *
     * @param names of the classes that are counted, in order
     */
    public static ClassBalance of(List<String> names, SampleCounts counts) {
        List<Count> classes = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            classes.add(new Count(names.get(i), counts.usable(i, Optional.of(Split.TRAIN))));
        }
        return new ClassBalance(classes);
    }

    /** Classes without a picture. */
    public List<Count> empty() {
        return classes.stream().filter(c -> c.pictures() == 0).toList();
    }

    /** Classes with some pictures, but fewer than {@link #FEW}. */
    public List<Count> thin() {
        return classes.stream()
                .filter(c -> c.pictures() > 0 && c.pictures() < FEW)
                .toList();
    }

    /** The smallest and the largest class, if they are very unequal. */
    public Optional<Gap> gap() {
        Comparator<Count> bySize = Comparator.comparingInt(Count::pictures);
        List<Count> used = classes.stream().filter(c -> c.pictures() > 0).toList();
        Optional<Count> largest = used.stream().max(bySize);
        return used.stream()
                .min(bySize)
                .filter(least -> largest.orElseThrow().pictures() >= UNEQUAL * least.pictures())
                .map(least -> new Gap(least, largest.orElseThrow()));
    }

    /** How many classes have less than a tenth of the pictures of the largest one. */
    public int small() {
        int largest = classes.stream().mapToInt(Count::pictures).max().orElse(0);
        return (int) classes.stream()
                .filter(c -> c.pictures() > 0 && largest >= UNEQUAL * c.pictures())
                .count();
    }
}
