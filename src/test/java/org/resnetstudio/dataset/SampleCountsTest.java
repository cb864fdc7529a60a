package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resnetstudio.dataset.StratifiedSplitter.Scope;
import org.resnetstudio.problem.InvalidValueException;

class SampleCountsTest {
    private static final int CLASSES = 4;

    private static Sample sample(int index, Random random) {
        int label = random.nextInt(CLASSES + 1);
        int split = random.nextInt(4);
        return new Sample(
                index,
                Path.of(index + ".png"),
                label < CLASSES ? OptionalInt.of(label) : OptionalInt.empty(),
                split < 3 ? Optional.of(List.of(Split.values()).get(split)) : Optional.empty(),
                random.nextInt(5) == 0);
    }

    private static Dataset dataset(int count, Random random) {
        return new Dataset(
                IntStream.range(0, CLASSES)
                        .mapToObj(c -> new ImageClass("class " + c))
                        .toList(),
                IntStream.range(0, count).mapToObj(i -> sample(i, random)).toList());
    }

    @Test
    void countsAreThoseOfTheSamples() {
        Dataset dataset = dataset(500, new Random(2));
        SampleCounts counts = dataset.counts();
        List<Sample> all = dataset.samples();
        assertThat(counts.all()).isEqualTo(500);
        assertThat(counts.excluded())
                .isEqualTo(all.stream().filter(Sample::excluded).count());
        assertThat(counts.unlabelled())
                .isEqualTo(all.stream().filter(s -> s.classIndex().isEmpty()).count());
        assertThat(counts.labelled()).isEqualTo(500 - counts.unlabelled());
        assertThat(counts.usable())
                .isEqualTo(all.stream()
                        .filter(s -> s.classIndex().isPresent() && !s.excluded())
                        .count());
        for (int c = 0; c < CLASSES; c++) {
            OptionalInt label = OptionalInt.of(c);
            assertThat(counts.ofClass(c))
                    .isEqualTo(all.stream()
                            .filter(s -> s.classIndex().equals(label))
                            .count());
        }
        assertThat(counts.ofSplit(Optional.empty()))
                .isEqualTo(all.stream().filter(s -> s.split().isEmpty()).count());
        for (Split split : Split.values()) {
            assertThat(counts.ofSplit(Optional.of(split)))
                    .isEqualTo(all.stream()
                            .filter(s -> s.split().equals(Optional.of(split)))
                            .count());
            assertThat(counts.usable(split)).isEqualTo(dataset.usable(split).size());
        }
    }

    @Test
    void changedSamplesAreCountedAsIfAllWereCountedAnew() {
        Random random = new Random(3);
        Dataset dataset = dataset(300, random);
        for (int round = 0; round < 50; round++) {
            Dataset.Editor editor = dataset.edit();
            for (int i = random.nextInt(20); i >= 0; i--) {
                int index = random.nextInt(300);
                editor.set(index, sample(index, random));
            }
            dataset = editor.done();
            assertThat(dataset.counts())
                    .isEqualTo(new Dataset(dataset.classes(), new ArrayList<>(dataset.samples())).counts());
        }
    }

    @Test
    void aLabelWithoutAClassIsRefused() {
        Dataset.Editor editor = dataset(1, new Random(4)).edit();
        Sample wrong = new Sample(0, Path.of("a.png"), OptionalInt.of(CLASSES), Optional.empty(), false);
        assertThatThrownBy(() -> editor.set(0, wrong))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("class number 4");
    }

    @Test
    void howASplitWillTurnOutIsToldWithoutMakingIt() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            Dataset dataset = dataset(random.nextInt(60), random);
            Scope scope = List.of(Scope.values()).get(round % 3);
            StratifiedSplitter splitter =
                    new StratifiedSplitter(random.nextInt(6) / 10.0, random.nextInt(4) / 10.0, round, scope);
            assertThat(splitter.apply(dataset.counts()))
                    .isEqualTo(splitter.apply(dataset).counts());
            assertThat(StratifiedSplitter.forTraining(dataset.counts(), 0.2, round))
                    .isEqualTo(StratifiedSplitter.forTraining(dataset, 0.2, round));
        }
    }
}
