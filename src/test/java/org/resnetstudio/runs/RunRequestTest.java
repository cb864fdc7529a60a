package org.resnetstudio.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.problem.InvalidValueException;

class RunRequestTest {
    static Stream<RunRequest> requests() {
        return Stream.of(
                new RunRequest.Stop(),
                new RunRequest.Pause(),
                new RunRequest.GoOn(),
                new RunRequest.SaveCheckpoint(),
                new RunRequest.LearningRate(1e-7),
                new RunRequest.LearningRate(10),
                new RunRequest.Epochs(1),
                new RunRequest.Epochs(10_000),
                new RunRequest.Patience(0),
                new RunRequest.Patience(7),
                new RunRequest.Augment("none"),
                new RunRequest.Augment("flip,gamma=0.4:0.7"));
    }

    @Test
    void everyKindIsAmongThem() {
        assertThat(requests().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(kinds(RunRequest.class).toList());
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(RunRequestTest::kinds)
                : Stream.of(type);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isReadFromItsLine(RunRequest request) {
        assertThat(RunRequest.parse(request.line())).isEqualTo(request);
        assertThat(RunRequest.parse("  " + request.line().replace(" ", "\t ") + " \r"))
                .isEqualTo(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt", "STOP", "stop now", "", "stop, please", "epoch 3"})
    void whatIsNotKnownIsRefused(String line) {
        assertThatThrownBy(() -> RunRequest.parse(line))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("which it does not know");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"learning-rate", "learning-rate 0,5", "learning-rate 1 2", "epochs", "epochs 1.5", "patience x"})
    void aNumberIsNeeded(String line) {
        assertThatThrownBy(() -> RunRequest.parse(line))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("needs one number behind it");
    }

    @Test
    void augmentationsMayBeTypedWithSpaces() {
        assertThat(RunRequest.parse("augment flip, crop = 2")).isEqualTo(new RunRequest.Augment("flip,crop=2"));
        assertThatThrownBy(() -> RunRequest.parse("augment"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("needs a list behind it");
        assertThatThrownBy(() -> RunRequest.parse("augment flop"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("There is no augmentation \"flop\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "learning-rate 0",
                "learning-rate -1",
                "learning-rate 10.5",
                "learning-rate NaN",
                "learning-rate Infinity",
                "epochs 0",
                "epochs 10001",
                "patience -1",
                "patience 10001"
            })
    void numbersOutOfTheirRangeAreRefused(String line) {
        assertThatThrownBy(() -> RunRequest.parse(line))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("must be");
    }
}
