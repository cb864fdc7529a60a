package org.resnetstudio.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engines;

class TrainingMemoryTest {
    /** VmHWM of the trainer, in megabytes, as {@code studio bench --only pipeline --runs 1} printed it ({@code peakBytes}). */
    @ParameterizedTest
    @CsvSource({
        "resnet20, 32, 128, 793, 1514",
        "resnet18, 64, 64, 1140, 1412",
        "resnet50, 224, 8, 2573, 4362",
        "mini, 224, 16, 1348, 2204"
    })
    void isNearWhatWasMeasured(String variant, int sizePx, int batchSize, long libtorch, long deeplearning4j) {
        NetworkGraph graph =
                NetworkGraph.compile(Variants.spec(variant, sizePx, 10).withShortcut(Shortcut.B));

        assertThat(memory("pytorch").bytes(graph, batchSize) / 1_000_000).isCloseTo(libtorch, withinPercentage(33));
        assertThat(memory("dl4j").bytes(graph, batchSize) / 1_000_000).isCloseTo(deeplearning4j, withinPercentage(33));
    }

    private static TrainingMemory memory(String engine) {
        return Engines.ofThisProgram().named(engine).memory(Device.Kind.CPU);
    }

    @Test
    void whatCoversTwoEnginesTakesTheLargerOfEachFigure() {
        assertThat(new TrainingMemory(400, 1.3, 9).orMore(new TrainingMemory(600, 1.1, 8)))
                .isEqualTo(new TrainingMemory(600, 1.3, 9));
    }
}
