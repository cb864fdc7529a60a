package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkedListTest {
    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void everyChangeIsThatOfAnUsualListAndLeavesTheListBefore() {
        Random random = new Random(1);
        List<Integer> expected = new ArrayList<>(numbers(3 * ChunkedList.CHUNK + 7));
        ChunkedList<Integer> list = ChunkedList.of(expected);
        for (int i = 0; i < 5000; i++) {
            List<Integer> copy = i % 500 == 0 ? List.copyOf(expected) : List.of();
            ChunkedList<Integer> before = list;
            int at = random.nextInt(expected.size());
            switch (random.nextInt(i < 2500 ? 4 : 3)) {
                case 0 -> {
                    expected.set(at, -i);
                    list = list.with(at, -i);
                }
                case 1 -> {
                    expected.remove(at);
                    list = list.without(at);
                }
                default -> {
                    // Mostly at one place, so that its chunk is divided.
                    int place = random.nextBoolean() ? Math.min(300, expected.size()) : expected.size();
                    expected.add(place, -i);
                    list = list.plus(place, -i);
                }
            }
            if (i % 500 == 0) {
                assertThat(before).isEqualTo(copy);
                assertThat(list).isEqualTo(expected);
            }
        }
        assertThat(list).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(expected).isEqualTo(list);
    }

    @Test
    void manyChangesAtOnceLeaveTheListBefore() {
        List<Integer> expected = new ArrayList<>(numbers(1000));
        ChunkedList<Integer> list = ChunkedList.of(expected);
        ChunkedList.Editor<Integer> editor = list.edit();
        for (int i = 0; i < 1000; i += 3) {
            editor.set(i, -i);
            editor.set(i, -i - 1);
            expected.set(i, -i - 1);
        }
        assertThat(editor.get(3)).isEqualTo(-4);
        assertThat(editor.done()).isEqualTo(expected);
        assertThat(list).isEqualTo(numbers(1000));
    }

    @Test
    void theSameElementsInOtherChunksAreEqual() {
        List<Integer> all = numbers(2 * ChunkedList.CHUNK);
        ChunkedList<Integer> otherwise =
                ChunkedList.of(all).without(5).plus(5, 5).without(0).plus(0, 0);
        assertThat(otherwise).isEqualTo(ChunkedList.of(all)).isNotEqualTo(ChunkedList.of(numbers(511)));
        assertThat(ChunkedList.of(all).with(400, -1)).isNotEqualTo(ChunkedList.of(all));
    }

    @Test
    void aListGrowsFromNothingAndShrinksToNothing() {
        ChunkedList<String> list =
                ChunkedList.of(List.<String>of()).plus(0, "a").plus(1, "b").plus(0, "c");
        assertThat(list).containsExactly("c", "a", "b");
        assertThat(list.without(0).without(0).without(0)).isEmpty();
        assertThat(ChunkedList.of(list)).isSameAs(list);
        assertThatThrownBy(() -> list.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.plus(0, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> ChunkedList.of(Arrays.asList("a", null))).isInstanceOf(NullPointerException.class);
    }
}
