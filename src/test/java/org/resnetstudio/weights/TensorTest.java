package org.resnetstudio.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorTest {
    @TempDir
    Path folder;

    @Test
    void wholeNumbersStayExactBeyondTheReachOfAFloat() throws Exception {
        Path file = folder.resolve("step.safetensors");
        for (long number :
                new long[] {0, 1, 16_777_215, 16_777_216, 16_777_217, 20_000_001, 1L << 40, (1L << 48) - 1}) {
            Safetensors.write(file, new Weights(Map.of("step", Tensor.count(number))), Map.of());

            assertThat(Safetensors.read(file).weights().get("step").count()).isEqualTo(number);
        }
    }

    /** As former versions wrote every number. */
    @Test
    void aScalarIsReadAsBefore() {
        assertThat(new Tensor(List.of(), new float[] {123_456}).count()).isEqualTo(123_456);
        assertThat(Tensor.count(123_456).shape()).isEmpty();
    }
}
