package org.resnetstudio.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.problem.Sentence;

class Dl4jEngineTest {
    @Test
    void namesItselfAndItsDevice() throws EngineException {
        Dl4jEngine engine = Dl4jEngine.create();
        assertThat(engine.name()).isEqualTo("dl4j");
        assertThat(engine.description()).startsWith("Deeplearning4j 1.");
        assertThat(engine.device().kind()).isEqualTo(Device.Kind.CPU);
        assertThat(engine.device().name()).isNotBlank();
        assertThat(engine.device().memoryBytes()).isPositive();
    }

    @Test
    void theProbeSeesTheHelpers() throws EngineException {
        Dl4jProbe probe = Dl4jProbe.probe(Device.Kind.CUDA);
        assertThat(probe.backend()).isEqualTo("CPU");
        assertThat(probe.ompThreads()).isPositive();
        assertThat(probe.oneDnnHelpers()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed to allocate 123 bytes", "CUDA error: out of memory", "std::bad_alloc"})
    void missingMemoryIsNamedWithItsRemedy(String message) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Nd4jRuntime.FAILURES.guard(Sentence.inWords("train on 64 pictures"), () -> {
                    throw new IllegalStateException("step failed", new IllegalStateException(message));
                }))
                .withMessageContaining("not enough memory to train on 64 pictures")
                .withMessageContaining("smaller batch");
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Nd4jRuntime.FAILURES.guard(Sentence.inWords("train"), () -> {
                    throw new OutOfMemoryError("Physical memory usage is too high");
                }))
                .withMessageContaining("smaller batch");
    }

    @Test
    void otherFailuresKeepTheirCauseAndWrongArgumentsPassThrough() {
        IllegalStateException cause = new IllegalStateException("device went away");
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Nd4jRuntime.FAILURES.guard(Sentence.inWords("train"), () -> {
                    throw cause;
                }))
                .withMessageContaining("device went away")
                .withCause(cause);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Nd4jRuntime.FAILURES.guard(Sentence.inWords("train"), () -> {
                    throw new IllegalArgumentException("label 3");
                }));
    }
}
