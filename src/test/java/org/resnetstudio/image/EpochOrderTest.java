package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochOrderTest {
    private static final int[] LABELS = IntStream.range(0, 103)
            .map(picture -> picture < 90 ? 0 : picture < 100 ? 1 : 4)
            .toArray();

    private static Map<Integer, Integer> counts(int[] order) {
        Map<Integer, Integer> counts = new TreeMap<>();
        Arrays.stream(order).forEach(picture -> counts.merge(LABELS[picture], 1, Integer::sum));
        return counts;
    }

    @Test
    void eachClassComesEquallyOften() {
        Set<Integer> larger = new HashSet<>();
        for (int epoch = 1; epoch <= 30; epoch++) {
            int[] order = EpochOrder.balanced(LABELS, 5, epoch);
            assertThat(order).hasSize(103);
            Map<Integer, Integer> counts = counts(order);
            assertThat(counts.keySet()).containsExactly(0, 1, 4);
            assertThat(counts.values()).allMatch(count -> count == 34 || count == 35);
            counts.forEach((label, count) -> {
                if (count == 35) {
                    larger.add(label);
                }
            });
        }
        assertThat(larger).as("who gets one place more changes").containsExactlyInAnyOrder(0, 1, 4);
    }

    @Test
    void smallClassesShowEachPictureAsOftenAsAnyOtherAndLargeOnesShowAllInTime() {
        Set<Integer> seen = new HashSet<>();
        for (int epoch = 1; epoch <= 12; epoch++) {
            int[] times = new int[LABELS.length];
            Arrays.stream(EpochOrder.balanced(LABELS, 5, epoch)).forEach(picture -> times[picture]++);
            assertThat(Arrays.copyOfRange(times, 100, 103)).containsOnly(11, 12);
            assertThat(Arrays.copyOfRange(times, 90, 100)).containsOnly(3, 4);
            assertThat(Arrays.copyOfRange(times, 0, 90)).containsOnly(0, 1);
            IntStream.range(0, 90).filter(picture -> times[picture] > 0).forEach(seen::add);
        }
        assertThat(seen).hasSizeGreaterThan(85);
    }

    @Test
    void theSameSeedAndEpochGiveTheSameOrderAndOthersAnother() {
        assertThat(EpochOrder.balanced(LABELS, 5, 1)).isEqualTo(EpochOrder.balanced(LABELS, 5, 1));
        assertThat(EpochOrder.balanced(LABELS, 5, 1)).isNotEqualTo(EpochOrder.balanced(LABELS, 5, 2));
        assertThat(EpochOrder.balanced(LABELS, 5, 1)).isNotEqualTo(EpochOrder.balanced(LABELS, 6, 1));
    }

    @Test
    void anyNumberOfClassesAndPicturesIsSharedOut() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int classes = 1 + random.nextInt(7);
            int[] labels = random.ints(1 + random.nextInt(60), 0, classes).toArray();
            int present = (int) Arrays.stream(labels).distinct().count();
            int[] order = EpochOrder.balanced(labels, round, 1);
            assertThat(order).hasSameSizeAs(labels);
            for (int label : Arrays.stream(labels).distinct().toArray()) {
                assertThat(Arrays.stream(order)
                                .filter(picture -> labels[picture] == label)
                                .count())
                        .as("seed %d", seed)
                        .isBetween((long) labels.length / present, (long) labels.length / present + 1);
            }
        }
    }
}
