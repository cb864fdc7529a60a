package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.random.SeededRandom;

/**
 * The pictures that are there to be varied: those that take part in a training, or all of them where none does yet; a file from elsewhere;
 * or else one that comes with the program. Used on the FX thread.
 */
final class AugmentationPictures {
    /**
     * A picture.
     *
     * @param file of it
     * @param className its label; empty where it has none
     * @param index among the pictures of a run, on which its random numbers depend
     */
    record Shown(Path file, Optional<String> className, int index) {}

    private final List<String> classes;
    private final List<Shown> all;
    private final SeededRandom random;
    private List<Shown> offered;
    private int position;
    private Optional<Shown> other;

    /**
     * The pictures of a dataset.
     *
     * @param instead what is shown where it has none, looked for only then; empty if there is nothing
     */
    AugmentationPictures(Dataset dataset, Supplier<Optional<Path>> instead, SeededRandom random) {
        this.random = random;
        classes = dataset.classNames();
        boolean trained = dataset.samples().stream().anyMatch(Sample::takesPart);
        all = new ArrayList<>();
        for (Sample sample : dataset.samples()) {
            if (trained ? sample.takesPart() : !sample.excluded()) {
                all.add(new Shown(sample.file(), className(dataset, sample.classIndex()), all.size()));
            }
        }
        offered = all;
        other = all.isEmpty() ? instead.get().map(AugmentationPictures::foreign) : Optional.empty();
    }

    private static Optional<String> className(Dataset dataset, OptionalInt index) {
        return index.isPresent()
                ? Optional.of(dataset.classes().get(index.getAsInt())).map(ImageClass::name)
                : Optional.empty();
    }

    private static Shown foreign(Path file) {
        return new Shown(file, Optional.empty(), 0);
    }

    /** The names of the classes. */
    List<String> classes() {
        return classes;
    }

    /** Whether there are several to go through. */
    boolean several() {
        return offered.size() > 1;
    }

    /** The one that is shown; empty if there is none. */
    Optional<Shown> shown() {
        return other.or(() -> offered.isEmpty() ? Optional.empty() : Optional.of(offered.get(position)));
    }

    /** Only those of a class, or all; the first of them is shown. */
    void ofClass(Optional<String> name) {
        offered = name.isEmpty()
                ? all
                : all.stream().filter(one -> one.className().equals(name)).toList();
        position = 0;
        other = offered.isEmpty() ? other : Optional.empty();
    }

    /** Shows another one, so many places further; behind the last comes the first. */
    void move(int places) {
        if (!offered.isEmpty()) {
            position = Math.floorMod(other.isPresent() ? position : position + places, offered.size());
            other = Optional.empty();
        }
    }

    /** Shows any other one. */
    void any() {
        if (several()) {
            move(1 + random.nextInt(offered.size() - 1));
        }
    }

    /** Shows a file from elsewhere. */
    void show(Path file) {
        other = Optional.of(foreign(file));
    }
}
