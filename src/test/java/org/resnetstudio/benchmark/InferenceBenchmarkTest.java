package org.resnetstudio.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InferenceBenchmarkTest {
    @Test
    void timesAnExportedModel() throws Exception {
        Workload work = new Workload("mini", 16, 3);

        Rate rate = new InferenceBenchmark(1).infer(work);

        assertThat(rate.name()).isEqualTo("infer");
        assertThat(rate.engine()).isEqualTo("onnxruntime");
        assertThat(rate.work()).isEqualTo(work);
        assertThat(rate.imagesPerSecond().orElseThrow()).isPositive();
    }
}
