package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static FloatBuffer direct(int values) {
        return ByteBuffer.allocateDirect(values * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Test
    void holdsWhatItIsGiven() {
        Batch batch = new Batch(2, 4, 5, direct(120), new int[] {1, 0}, new int[] {7, 9});

        assertThat(batch.labels()).containsExactly(1, 0);
        assertThat(batch.sampleIndices()).containsExactly(7, 9);
    }

    @Test
    void holdsSamplesAsTheyAreOrAnAugmentedVariantOfEach() {
        Batch batch = new Batch(2, 4, 5, direct(120), new int[] {1, 0}, new int[] {7, 9});

        assertThat(batch.variant()).isZero();
        assertThat(batch.asVariant(3).variant()).isEqualTo(3);
        assertThat(batch.asVariant(3).sampleIndices()).containsExactly(7, 9);
        assertThatThrownBy(() -> batch.asVariant(-1))
                .hasMessageContaining("no augmented variant -1; count them from 1");
    }

    @Test
    void refusesBuffersThatAnEngineCouldNotRead() {
        int[] two = {0, 1};
        assertThatThrownBy(() -> new Batch(2, 4, 5, FloatBuffer.allocate(120), two, two))
                .hasMessageContaining("direct buffer of native byte order");
        assertThatThrownBy(() -> new Batch(2, 4, 5, direct(121), two, two)).hasMessageContaining("must span 0 to 120");
        assertThatThrownBy(() -> new Batch(2, 4, 5, direct(120), new int[] {1}, two))
                .hasMessageContaining("1 labels and 2 sample indices");
        assertThatThrownBy(() -> new Batch(0, 4, 5, direct(0), two, two)).hasMessageContaining("is empty");
    }

    @Test
    void aPictureRefusesBytesOfTheWrongLength() {
        assertThatThrownBy(() -> new RgbImage(2, 2, new byte[11])).hasMessageContaining("give 12");
        assertThatThrownBy(() -> new RgbImage(0, 2, new byte[0])).hasMessageContaining("cannot exist");
        assertThat(new RgbImage(1, 2, new byte[] {0, 0, 0, (byte) 255, 16, 1}).rgb(0, 1))
                .isEqualTo(0xFF1001);
    }
}
