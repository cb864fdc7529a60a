package org.resnetstudio.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransferTest {
    private static int[] variants(Transfer transfer) {
        return IntStream.range(0, 8).map(transfer::variantAt).toArray();
    }

    @Test
    void everyEpochHasItsOwnVariantUnlessTheyAreCached() {
        assertThat(variants(Transfer.NONE)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(variants(new Transfer("", 5, 0, 1, 0))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void cachedVariantsComeInTurnWhileAPartIsFrozen() {
        assertThat(variants(new Transfer("", 5, 0, 1, 3))).containsExactly(1, 2, 3, 1, 2, 3, 1, 2);
        assertThat(variants(new Transfer("", 5, 0, 1, 1))).containsOnly(1);
        assertThat(variants(new Transfer("", 5, 5, 0.1, 2))).containsExactly(1, 2, 1, 2, 1, 6, 7, 8);
        assertThat(variants(new Transfer("", 0, 0, 1, 2))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void theNumberOfCachedVariantsIsBounded() {
        assertThat(new Transfer("", 1, 0, 1, 64).cachedVariants()).isEqualTo(64);
        for (int wrong : new int[] {-1, 65}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Transfer("", 1, 0, 1, wrong))
                    .withMessage("0 to 64 augmented variants of a picture can be cached, not " + wrong
                            + ": choose fewer, or 0 for new ones in every epoch.");
        }
    }
}
