package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.resnetstudio.dataset.StratifiedSplitter.Scope;

class StratifiedSplitterTest {
    private static Dataset dataset(String root, int... classSizes) {
        List<ImageClass> classes = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        for (int c = 0; c < classSizes.length; c++) {
            classes.add(new ImageClass("class " + c));
            for (int i = 0; i < classSizes[c]; i++) {
                Path file = Path.of(root, "class " + c, i + ".png");
                samples.add(new Sample(samples.size() + 1L, file, OptionalInt.of(c), Optional.empty(), false));
            }
        }
        return new Dataset(classes, samples);
    }

    private static Dataset with(Dataset dataset, List<Sample> samples) {
        return new Dataset(dataset.classes(), samples);
    }

    private static Sample with(Sample s, OptionalInt label, Split split, boolean excluded) {
        return new Sample(s.id(), s.file(), label, Optional.ofNullable(split), excluded);
    }

    /** Counts of training, validation and test in one class. */
    private static List<Integer> counts(Dataset dataset, int classIndex) {
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        for (Sample sample : dataset.samples()) {
            if (sample.classIndex().orElse(-1) == classIndex && sample.split().isPresent()) {
                counts.merge(sample.split().get(), 1, Integer::sum);
            }
        }
        return Stream.of(Split.TRAIN, Split.VALIDATION, Split.TEST)
                .map(split -> counts.getOrDefault(split, 0))
                .toList();
    }

    @Test
    void everySampleGetsExactlyOneSplitInTheGivenFractions() {
        Dataset split = new StratifiedSplitter(0.2, 0.1, 7, Scope.ALL).apply(dataset("/data", 100, 50, 10));
        assertThat(split.samples()).allMatch(s -> s.split().isPresent());
        assertThat(counts(split, 0)).containsExactly(70, 20, 10);
        assertThat(counts(split, 1)).containsExactly(35, 10, 5);
        assertThat(counts(split, 2)).containsExactly(7, 2, 1);
        assertThat(split.usable(Split.TRAIN)).hasSize(112);
    }

    @Test
    void smallClassesKeepTrainingAndGiveValidationOne() {
        Dataset split = new StratifiedSplitter(0.1, 0.1, 7, Scope.ALL).apply(dataset("/data", 1, 2, 3, 4));
        assertThat(counts(split, 0)).containsExactly(1, 0, 0);
        assertThat(counts(split, 1)).containsExactly(1, 1, 0);
        assertThat(counts(split, 2)).containsExactly(1, 1, 1);
        assertThat(counts(split, 3)).containsExactly(2, 1, 1);
        Dataset none = new StratifiedSplitter(0, 0, 7, Scope.ALL).apply(dataset("/data", 1, 2, 30));
        assertThat(none.usable(Split.TRAIN)).hasSize(33);
        Dataset greedy = new StratifiedSplitter(0.6, 0.39, 7, Scope.ALL).apply(dataset("/data", 2, 3));
        assertThat(counts(greedy, 0)).containsExactly(1, 1, 0);
        assertThat(counts(greedy, 1).get(0)).isEqualTo(1);
    }

    @Test
    void theSeedDecidesAndNeitherOrderNorPlaceDoes() {
        long shuffleSeed = 42;
        Dataset dataset = dataset("/data", 40, 30);
        StratifiedSplitter splitter = new StratifiedSplitter(0.25, 0.1, 5, Scope.ALL);
        Map<Long, Split> first = splitter.assign(dataset);
        assertThat(splitter.assign(dataset)).isEqualTo(first);
        List<Sample> shuffled = new ArrayList<>(dataset.samples());
        Collections.shuffle(shuffled, new Random(shuffleSeed));
        assertThat(splitter.assign(with(dataset, shuffled)))
                .as("shuffled with seed %d", shuffleSeed)
                .isEqualTo(first);
        assertThat(splitter.assign(dataset("/elsewhere/on/another/disk", 40, 30)))
                .isEqualTo(first);
        assertThat(new StratifiedSplitter(0.25, 0.1, 6, Scope.ALL).assign(dataset))
                .isNotEqualTo(first);
    }

    @Test
    void assignedSplitsStayUnlessAllAreDealtOut() {
        Dataset dataset = dataset("/data", 20);
        List<Sample> samples = new ArrayList<>(dataset.samples());
        for (int i = 0; i < 3; i++) {
            samples.set(i, with(samples.get(i), OptionalInt.of(0), Split.VALIDATION, false));
        }
        Dataset assigned = with(dataset, samples);
        Dataset completed = new StratifiedSplitter(0.25, 0, 1, Scope.UNASSIGNED).apply(assigned);
        assertThat(completed.samples().subList(0, 3)).isEqualTo(samples.subList(0, 3));
        assertThat(counts(completed, 0)).containsExactly(15, 5, 0);
        Dataset again = new StratifiedSplitter(0.25, 0, 1, Scope.ALL).apply(assigned);
        assertThat(again).isEqualTo(new StratifiedSplitter(0.25, 0, 1, Scope.ALL).apply(dataset));
    }

    @Test
    void forTrainingTakesValidationOutOfTrainingAndLeavesTestAlone() {
        Dataset dataset = dataset("/data", 120);
        List<Sample> samples = new ArrayList<>();
        for (Sample s : dataset.samples()) {
            Split split = s.id() <= 20 ? Split.TEST : Split.TRAIN;
            samples.add(with(s, s.classIndex(), split, false));
        }
        Dataset assigned = with(dataset, samples);
        Dataset ready = StratifiedSplitter.forTraining(assigned, 0.1, 3).apply(assigned);
        assertThat(counts(ready, 0)).containsExactly(90, 10, 20);
        assertThat(ready.samples().subList(0, 20)).isEqualTo(samples.subList(0, 20));
        Dataset once = StratifiedSplitter.forTraining(ready, 0.5, 4).apply(ready);
        assertThat(once).isEqualTo(ready);
    }

    @Test
    void unlabelledAndExcludedSamplesKeepWhatTheyHave() {
        Dataset dataset = dataset("/data", 10);
        List<Sample> samples = new ArrayList<>(dataset.samples());
        samples.set(0, with(samples.get(0), OptionalInt.empty(), null, false));
        samples.set(1, with(samples.get(1), OptionalInt.of(0), Split.TEST, true));
        samples.set(2, with(samples.get(2), OptionalInt.empty(), Split.TEST, false));
        Dataset split = new StratifiedSplitter(0.3, 0, 1, Scope.ALL).apply(with(dataset, samples));
        assertThat(split.samples().subList(0, 3)).isEqualTo(samples.subList(0, 3));
        assertThat(counts(split, 0)).containsExactly(5, 2, 1);
    }

    @Test
    void refusesFractionsThatLeaveNothingForTraining() {
        assertThatThrownBy(() -> new StratifiedSplitter(0.5, 0.5, 1, Scope.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.5 and 0.5");
        assertThatThrownBy(() -> new StratifiedSplitter(Double.NaN, 0, 1, Scope.ALL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StratifiedSplitter(-0.1, 0, 1, Scope.ALL))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
