package org.resnetstudio.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.resnetstudio.training.TestEngines;

class RunBenchmarkTest {
    private static final Workload TINY = new Workload("mini", 16, 2);

    @Test
    void timesWholeRunsAndTheirStart() throws Exception {
        try (RunBenchmark benchmark = new RunBenchmark(TestEngines.DL4J, TINY, 1)) {
            Rate pipeline = benchmark.pipeline();
            assertThat(pipeline.name()).isEqualTo("pipeline");
            assertThat(pipeline.engine()).isEqualTo("dl4j");
            assertThat(pipeline.work()).isEqualTo(TINY);
            assertThat(pipeline.imagesPerSecond().orElseThrow()).isPositive();
            assertThat(pipeline.details().get("forecastBytes").longValue()).isGreaterThan(1L << 28);

            Rate start = benchmark.start();
            assertThat(start.name()).isEqualTo("start");
            assertThat(start.imagesPerSecond()).isEmpty();
            assertThat(start.details().get("seconds").doubleValue()).isBetween(0.1, 600.0);
        }
    }

    @Test
    void refusesNetworksThatDoNotExistBeforeAnyPictureIsMade() {
        assertThatThrownBy(() -> new RunBenchmark(TestEngines.DL4J, new Workload("no-such-network", 16, 2), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no variant named \"no-such-network\"");
    }

    @Test
    void readsThePeakFromTheProcessesStatus() {
        assertThat(ProcessMemory.peakBytes(List.of("Name:\tjava", "VmHWM:\t  123456 kB", "VmRSS:\t  1000 kB")))
                .hasValue(123456L * 1024);
        assertThat(ProcessMemory.peakBytes(List.of("Name:\tkernel"))).isEmpty();
        assertThat(ProcessMemory.peakBytes(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLivingProcessHasAPeak() {
        assertThat(ProcessMemory.peakBytes(ProcessHandle.current().pid()).orElseThrow())
                .isGreaterThan(1L << 24);
    }
}
