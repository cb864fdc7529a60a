package org.resnetstudio.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.training.TestEngines;

class EngineChoiceTest {
    @Test
    void theChoicesAreTheEnginesAndTheFasterOne() {
        assertThat(EngineChoice.all()).extracting(EngineChoice::shortName).containsExactly("auto", "dl4j", "pytorch");
        assertThat(EngineChoice.engines()).noneMatch(EngineChoice::isAuto);
        assertThat(EngineChoice.home()).isEqualTo(TestEngines.DL4J);
    }

    /** Former versions wrote settings in upper case. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "AUTO", "dl4j", "DL4J", "pytorch", "PYTORCH"})
    void namesOfFormerVersionsAreRead(String name) {
        assertThat(EngineChoice.named(name).shortName()).isEqualToIgnoringCase(name);
    }

    @Test
    void anUnknownEngineIsRefusedWhereItIsWantedAndKeptWhereItIsReadBack() {
        assertThat(EngineChoice.find("tensorflow")).isEmpty();
        assertThatThrownBy(() -> EngineChoice.named("tensorflow")).hasMessageContaining("choose one of dl4j, pytorch");
        assertThat(EngineChoice.recorded("tensorflow").title()).isEqualTo("tensorflow");
        assertThat(EngineChoice.recorded("pytorch").title()).isEqualTo("PyTorch");
    }
}
