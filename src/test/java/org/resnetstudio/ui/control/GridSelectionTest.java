package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GridSelectionTest {
    private final GridSelection selection = new GridSelection();

    @BeforeEach
    void tenItems() {
        selection.reset(10, new BitSet(), -1);
    }

    private int[] selected() {
        return selection.indices().toArray();
    }

    @Test
    void nothingIsSelectedAtFirst() {
        assertThat(selected()).isEmpty();
        assertThat(selection.focus()).isEqualTo(-1);
    }

    @Test
    void theFirstMovementSelectsTheFirstItem() {
        selection.move(1, false);
        assertThat(selected()).containsExactly(0);
    }

    @Test
    void movementStopsAtBothEnds() {
        selection.select(8);
        selection.move(5, false);
        assertThat(selected()).containsExactly(9);
        selection.move(-100, false);
        assertThat(selected()).containsExactly(0);
    }

    @Test
    void shiftExtendsFromTheAnchorInBothDirections() {
        selection.select(4);
        selection.move(3, true);
        assertThat(selected()).containsExactly(4, 5, 6, 7);
        selection.move(-5, true);
        assertThat(selected()).containsExactly(2, 3, 4);
        assertThat(selection.focus()).isEqualTo(2);
    }

    @Test
    void ctrlAddsAndTakesAway() {
        selection.select(1);
        selection.toggle(5);
        selection.toggle(7);
        selection.toggle(1);
        assertThat(selected()).containsExactly(5, 7);
    }

    @Test
    void everythingAndNothing() {
        selection.selectAll();
        assertThat(selection.count()).isEqualTo(10);
        selection.clear();
        assertThat(selection.count()).isZero();
    }

    @Test
    void whatDoesNotExistIsNotSelected() {
        selection.select(10);
        selection.toggle(-1);
        selection.extendTo(12);
        assertThat(selected()).isEmpty();
        assertThat(selection.isSelected(-1)).isFalse();
        selection.reset(0, new BitSet(), -1);
        selection.move(1, false);
        assertThat(selection.focus()).isEqualTo(-1);
    }

    @Test
    void aSelectionThatDoesNotFitIsRefused() {
        BitSet late = new BitSet();
        late.set(3);
        assertThatThrownBy(() -> selection.reset(3, late, 0)).hasMessageContaining("3 items");
        assertThatThrownBy(() -> selection.reset(3, new BitSet(), 3)).hasMessageContaining("3 items");
    }

    @Test
    void whateverIsDoneTheSelectionStaysInside() {
        long seed = 20;
        Random random = new Random(seed);
        for (int step = 0; step < 2000; step++) {
            int target = random.nextInt(16) - 3;
            switch (random.nextInt(5)) {
                case 0 -> selection.select(target);
                case 1 -> selection.toggle(target);
                case 2 -> selection.extendTo(target);
                case 3 -> selection.move(target, random.nextBoolean());
                default -> selection.selectAll();
            }
            assertThat(selection.focus()).as("seed %d, step %d", seed, step).isBetween(-1, 9);
            assertThat(selection.indices().allMatch(index -> index >= 0 && index < 10))
                    .as("seed %d, step %d", seed, step)
                    .isTrue();
        }
    }
}
