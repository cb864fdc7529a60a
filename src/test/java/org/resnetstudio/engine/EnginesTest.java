package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.resnetstudio.network.TrainingMemory;
import org.resnetstudio.problem.InvalidValueException;

class EnginesTest {
    private final Engines program = Engines.ofThisProgram();

    @Test
    void thoseOfThisProgramAreFoundTheHomeEngineFirst() {
        assertThat(program.all()).extracting(EngineProvider::shortName).containsExactly("dl4j", "pytorch");
        assertThat(program.all()).extracting(EngineProvider::title).containsExactly("Deeplearning4j", "PyTorch");
        assertThat(program.home().shortName()).isEqualTo("dl4j");
        assertThat(program.named("PyTorch").shortName()).isEqualTo("pytorch");
    }

    @Test
    void eachDescribesItselfWithoutItsLibrary() {
        for (EngineProvider engine : program.all()) {
            assertThat(engine.missing()).as(engine.title()).isEmpty();
            assertThat(engine.ways()).first().isEqualTo(Way.DIRECT);
            assertThat(engine.ways()).contains(engine.firstWay());
            assertThat(engine.knownProblem().isEmpty()).isEqualTo(engine.firstWay() == Way.DIRECT);
            assertThat(engine.memory(Device.Kind.CPU).programBytes()).isPositive();
        }
    }

    @Test
    void anUnknownOneIsToldWithThoseThatThereAre() {
        assertThat(program.find("tensorflow")).isEmpty();
        assertThatThrownBy(() -> program.named("tensorflow"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("This studio has no engine tensorflow: choose one of dl4j, pytorch.");
    }

    @Test
    void oneMoreEngineTakesItsPlaceByItself() {
        CudaSupport support = program.home().cuda().orElseThrow();
        CudaSupport installed = new CudaSupport(CudaSupport.Presence.OFFERED, support.offered(), support.words());
        List<EngineProvider> three = new ArrayList<>(program.all());
        three.add(0, new PretendProvider("third", 2, List.of(), Optional.of(installed)));
        Engines engines = new Engines(three);

        assertThat(engines.all()).extracting(EngineProvider::shortName).containsExactly("dl4j", "pytorch", "third");
        assertThat(engines.forCards()).map(EngineProvider::shortName).contains("third");
        TrainingMemory most = engines.mostMemory(Device.Kind.CPU);
        assertThat(most.activationCopies()).isEqualTo(9);
        assertThat(most.programBytes())
                .isEqualTo(program.home().memory(Device.Kind.CPU).programBytes());
    }

    @Test
    void twoOfOneNameAndNoneAtAllAreRefused() {
        List<EngineProvider> twins = List.of(PretendProvider.named("twin", 0), PretendProvider.named("twin", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Engines(twins))
                .withMessageContaining("twin");
        assertThatIllegalArgumentException().isThrownBy(() -> new Engines(List.of()));
    }

    @Test
    void oneThatIsMissingSaysWhatIs() {
        assertThatThrownBy(() -> PretendProvider.named("none", 0).open(Device.Kind.CPU, Way.DIRECT))
                .isInstanceOf(EngineException.class)
                .hasMessage("The engine none cannot be used, because nobody wrote it: train with another engine.");
    }
}
