package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.resnetstudio.image.Batch;

class DropoutMasksTest {
    /** Of {@code SplittableRandom} in Java 17, which they were drawn from at first; runs are resumed with these. */
    @Test
    void stepPictureAndPlaceGiveTheMaskThatTheyAlwaysGave() {
        Batch batch = new Batch(
                2,
                1,
                1,
                ByteBuffer.allocateDirect(2 * 3 * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer(),
                new int[2],
                new int[] {5, 9});

        assertThat(new DropoutMasks(batch, 3).mask(8, 0.5))
                .containsExactly(0, 2, 2, 2, 0, 0, 2, 0, 2, 0, 0, 0, 0, 2, 2, 2);
    }
}
