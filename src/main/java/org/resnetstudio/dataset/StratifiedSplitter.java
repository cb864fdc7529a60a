package org.resnetstudio.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.random.SeededRandom;

/**
 * Divides labelled samples into training, validation and test, class by class.
 *
 * <p>Which samples go where depends on the seed and on the samples' paths below their common folder, and neither on
 * their order nor on where that folder lies. Of a class with n samples, validation gets {@code n * fraction}, rounded,
 * and test likewise; so that every class is measured, a wanted split gets at least one sample of each class that has
 * enough: two samples give one to training and one to validation, three also one to test. A class of one stays in
 * training, and training always keeps at least one. A given test part, with a test fraction of 0, does not count. Excluded and unlabelled samples keep what they have.
 *
 * @param validationFraction from 0 to less than 1
 * @param testFraction from 0; both together less than 1
 * @param seed any
 * @param scope which samples are dealt out; the others keep their split and count towards the fractions
 */
public record StratifiedSplitter(double validationFraction, double testFraction, long seed, Scope scope) {
    /** The share that screens offer for validation and test together, so that a tenth is left for training. */
    public static final int MOST_HELD_OUT_PERCENT = 90;

    /** Which labelled samples get a split. */
    public enum Scope {
        /** Those that have none. */
        UNASSIGNED,
        /** Those that have none and those in training: takes a validation part out of a given training part. */
        UNASSIGNED_AND_TRAIN,
        /** All. */
        ALL;

        boolean keeps(Optional<Split> split) {
            return split.isPresent() && this != ALL && (this == UNASSIGNED || split.get() != Split.TRAIN);
        }
    }

    public StratifiedSplitter {
        if (!(validationFraction >= 0 && testFraction >= 0 && validationFraction + testFraction < 1)) {
            throw new InvalidValueException(Sentence.of("problem.dataset.fractions", validationFraction, testFraction));
        }
    }

    /**
     * What a dataset needs before it is trained on: splits that are there stay; samples without one are dealt out; and
     * when nothing is in validation yet, validation is taken out of training. The test part is never touched.
     */
    public static StratifiedSplitter forTraining(Dataset dataset, double validationFraction, long seed) {
        return forTraining(dataset.counts(), validationFraction, seed);
    }

    /** As {@link #forTraining(Dataset, double, long)}. */
    public static StratifiedSplitter forTraining(SampleCounts counts, double validationFraction, long seed) {
        boolean validated = counts.ofSplit(Optional.of(Split.VALIDATION)) > 0;
        return new StratifiedSplitter(
                validationFraction, 0, seed, validated ? Scope.UNASSIGNED : Scope.UNASSIGNED_AND_TRAIN);
    }

    /** The split of each sample of {@code dataset} by its id; samples that stay without one are missing. */
    public Map<Long, Split> assign(Dataset dataset) {
        Map<Long, Split> splits = new HashMap<>();
        Map<Integer, List<Sample>> byClass = new HashMap<>();
        for (Sample sample : dataset.samples()) {
            sample.split().ifPresent(split -> splits.put(sample.id(), split));
            if (sample.classIndex().isPresent() && !sample.excluded()) {
                byClass.computeIfAbsent(sample.classIndex().getAsInt(), c -> new ArrayList<>())
                        .add(sample);
            }
        }
        Optional<Path> root = CommonFolder.of(dataset.samples());
        byClass.values().forEach(samples -> assignClass(samples, root, splits));
        return splits;
    }

    /** {@code dataset} with the splits that {@link #assign} gives. */
    public Dataset apply(Dataset dataset) {
        Map<Long, Split> splits = assign(dataset);
        return new Dataset(
                dataset.classes(),
                dataset.samples().stream()
                        .map(s -> new Sample(
                                s.id(),
                                s.file(),
                                s.classIndex(),
                                Optional.ofNullable(splits.get(s.id())),
                                s.excluded()))
                        .toList());
    }

    /** How many samples of each kind the dataset that {@link #apply(Dataset)} gives will have, told without dealing out any. */
    public SampleCounts apply(SampleCounts counts) {
        SampleCounts.Editor editor = counts.edit();
        for (int c = 0; c < counts.classes(); c++) {
            Map<Split, Integer> have = new EnumMap<>(Split.class);
            int open = counts.usable(c, Optional.empty());
            for (Split split : Split.values()) {
                Optional<Split> here = Optional.of(split);
                int count = counts.usable(c, here);
                if (!scope.keeps(here)) {
                    open += count;
                } else if (count > 0) {
                    have.put(split, count);
                }
            }
            editor.setUsable(c, Optional.empty(), 0);
            Shares shares = shares(have, open);
            for (Split split : Split.values()) {
                editor.setUsable(c, Optional.of(split), have.getOrDefault(split, 0) + shares.of(split, open));
            }
        }
        return editor.done();
    }

    private void assignClass(List<Sample> samples, Optional<Path> root, Map<Long, Split> splits) {
        Map<Split, Integer> have = new EnumMap<>(Split.class);
        List<Sample> open = new ArrayList<>();
        for (Sample sample : samples) {
            if (scope.keeps(sample.split())) {
                have.merge(sample.split().get(), 1, Integer::sum);
            } else {
                open.add(sample);
            }
        }
        shuffle(open, root);
        Shares shares = shares(have, open.size());
        for (int i = 0; i < open.size(); i++) {
            splits.put(open.get(i).id(), shares.splitOf(i));
        }
    }

    /** Of the samples of a class that are dealt out, so many are for validation and then so many for the test; the rest is for training. */
    private record Shares(int validation, int test) {
        Split splitOf(int place) {
            return place < validation ? Split.VALIDATION : place < validation + test ? Split.TEST : Split.TRAIN;
        }

        int of(Split split, int open) {
            return switch (split) {
                case VALIDATION -> validation;
                case TEST -> test;
                case TRAIN -> open - validation - test;
            };
        }
    }

    /**
     * @param have samples of the class that keep their split; none where there are none
     * @param open samples of the class that are dealt out
     */
    private Shares shares(Map<Split, Integer> have, int open) {
        int total = open + have.values().stream().mapToInt(Integer::intValue).sum();
        int divided = testFraction > 0 ? total : total - have.getOrDefault(Split.TEST, 0);
        int free = have.containsKey(Split.TRAIN) ? open : Math.max(0, open - 1);
        int validation =
                Math.min(free, wanted(validationFraction, divided, 2) - have.getOrDefault(Split.VALIDATION, 0));
        validation = Math.max(0, validation);
        int test = Math.min(free - validation, wanted(testFraction, total, 3) - have.getOrDefault(Split.TEST, 0));
        return new Shares(validation, Math.max(0, test));
    }

    private static int wanted(double fraction, int total, int enough) {
        int rounded = (int) Math.round(total * fraction);
        return fraction > 0 && total >= enough ? Math.max(1, rounded) : rounded;
    }

    private void shuffle(List<Sample> samples, Optional<Path> root) {
        Map<Long, String> keys = new HashMap<>();
        Map<Long, Long> ranks = new HashMap<>();
        for (Sample sample : samples) {
            String key = CommonFolder.relative(root, sample.file());
            keys.put(sample.id(), key);
            ranks.put(sample.id(), rank(key));
        }
        samples.sort(Comparator.<Sample, Long>comparing(s -> ranks.get(s.id()))
                .thenComparing(s -> keys.get(s.id()))
                .thenComparing(Sample::id));
    }

    /** A well-mixed number: FNV-1a of the key, mixed with the seed. */
    private long rank(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return SeededRandom.mix(hash + seed * SeededRandom.GOLDEN);
    }
}
