package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaBuildTest {
    private static final CudaBuild CUDA_11_6 = offeredBy("dl4j");
    private static final CudaBuild CUDA_12_4 = offeredBy("pytorch");

    private static CudaBuild offeredBy(String engine) {
        return Engines.ofThisProgram().named(engine).cuda().orElseThrow().offered();
    }

    @ParameterizedTest
    @CsvSource({
        "3.5, CARD_TOO_OLD, CARD_TOO_OLD",
        "3.7, , CARD_TOO_OLD",
        "5.2, , ",
        "6.1, , ",
        "7.0, , ",
        "7.5, , ",
        "8.0, , ",
        "8.9, , ",
        "9.0, CARD_TOO_NEW, ",
        "10.0, CARD_TOO_NEW, CARD_TOO_NEW",
        "12.0, CARD_TOO_NEW, CARD_TOO_NEW"
    })
    void eachBuildRunsOnTheGenerationsThatItHasCodeFor(
            String capability, CudaBuild.Obstacle deeplearning4j, CudaBuild.Obstacle pytorch) {
        GraphicsCard card = card(capability, "570.86.15");
        assertThat(CUDA_11_6.obstacle(card, false)).isEqualTo(Optional.ofNullable(deeplearning4j));
        assertThat(CUDA_12_4.obstacle(card, false)).isEqualTo(Optional.ofNullable(pytorch));
    }

    @ParameterizedTest
    @CsvSource({
        "450.80.01, false, true, true",
        "450.80.02, false, false, true",
        "525.60.12, false, false, true",
        "525.60.13, false, false, false",
        "580.65.06, false, false, false",
        "452.38, true, true, true",
        "452.39, true, false, true",
        "528.33, true, false, false",
        "unknown, true, false, false"
    })
    void oldDriversAreToldBySystem(String driver, boolean windows, boolean tooOldFor11, boolean tooOldFor12) {
        GraphicsCard card = card("7.5", driver);
        assertThat(CUDA_11_6.obstacle(card, windows).isPresent()).isEqualTo(tooOldFor11);
        assertThat(CUDA_12_4.obstacle(card, windows).isPresent()).isEqualTo(tooOldFor12);
    }

    @Test
    void aCardThatDoesNotTellItsCapabilityIsJudgedByItsDriver() {
        GraphicsCard card = new GraphicsCard("Tesla K80", 1L << 30, Optional.empty(), "470.57.02");
        assertThat(CUDA_11_6.obstacle(card, false)).isEmpty();
        assertThat(CUDA_12_4.obstacle(card, false)).contains(CudaBuild.Obstacle.DRIVER_TOO_OLD);
    }

    @Test
    void capabilitiesAreReadAndCompared() {
        assertThat(ComputeCapability.parse(" 10.0 ")).contains(new ComputeCapability(10, 0));
        assertThat(ComputeCapability.parse("[N/A]")).isEmpty();
        assertThat(new ComputeCapability(10, 0)).isGreaterThan(new ComputeCapability(8, 9));
        assertThat(new ComputeCapability(8, 6)).hasToString("8.6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComputeCapability(0, 1))
                .withMessageContaining("0.1");
    }

    private static GraphicsCard card(String capability, String driver) {
        return new GraphicsCard("card", 8L << 30, ComputeCapability.parse(capability), driver);
    }
}
