package org.resnetstudio.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.engine.Networks;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.runs.EpochFigures;
import org.resnetstudio.runs.Plateau;

/** Numbers of PyTorch 2.13 and NumPy, from {@code src/test/resources/engine/make_recipes.py}. */
class ScheduleTest {
    private static final JsonNode REFERENCE = Networks.reference("schedules");

    @ParameterizedTest
    @ValueSource(ints = {6, 10, 97, 300})
    void oneCycleIsPyTorchs(int total) {
        compare(new Schedule(Schedule.Kind.ONE_CYCLE, 0.4, 0), REFERENCE.get("oneCycle"), total);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 10, 97, 300})
    void theTriangleIsThatOfAirbench(int total) {
        compare(new Schedule(Schedule.Kind.TRIANGLE, 0.4, 0), REFERENCE.get("triangle"), total);
    }

    private static void compare(Schedule schedule, JsonNode expected, int total) {
        for (int iteration = 0; iteration < total; iteration++) {
            assertThat(schedule.at(iteration, total, 1))
                    .as("iteration %d of %d", iteration, total)
                    .isCloseTo(
                            expected.get(Integer.toString(total)).get(iteration).asDouble(), within(1e-9));
        }
    }

    @Test
    void milestonesAreMultiStepLr() {
        Schedule schedule = new Schedule(Schedule.Kind.MILESTONES, 0.5, 0, List.of(3.0, 7.0, 8.0), 0.3, 10);
        for (int epoch = 0; epoch < 12; epoch++) {
            double expected = REFERENCE.get("milestones").get(epoch).asDouble();
            assertThat(schedule.at(epoch * 5L, 5, 12)).isCloseTo(expected, within(1e-12));
            assertThat(schedule.at(epoch * 5L + 4, 5, 12)).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void thePlateauIsReduceLrOnPlateau() {
        Schedule schedule = new Schedule(Schedule.Kind.PLATEAU, 0.1, 0, List.of(), 0.2, 3);
        Plateau plateau = Plateau.NONE;
        for (int epoch = 0; epoch < 40; epoch++) {
            assertThat(schedule.at(epoch, 1, 40) * plateau.factor(schedule))
                    .as("epoch %d", epoch)
                    .isCloseTo(REFERENCE.get("plateau").get(epoch).asDouble(), within(1e-12));
            double loss = REFERENCE.get("losses").get(epoch).asDouble();
            plateau = plateau.with(new EpochFigures(epoch + 1, 9, 0.5, loss, 0.5, OptionalDouble.empty()), schedule);
        }
        assertThat(plateau.drops()).isGreaterThan(2);
    }

    /** Whoever sets a rate by hand ends the rise; from there on it never rises again. */
    @ParameterizedTest
    @EnumSource(Schedule.Kind.class)
    void behindTheWarmUpNothingRises(Schedule.Kind kind) {
        List<Double> milestones = kind == Schedule.Kind.MILESTONES ? List.of(2.0, 4.0) : List.of();
        for (double warmUp : kind.rises() ? new double[] {0} : new double[] {0, 0.5, 2, 50}) {
            Schedule schedule = new Schedule(kind, 0.4, warmUp, milestones, 0.1, 10);
            List<Double> rates = new ArrayList<>();
            for (int iteration = 0; iteration < 60; iteration++) {
                rates.add(schedule.warmedUp(iteration, 10, 6));
                assertThat(schedule.at(iteration, 10, 6)).isPositive().isLessThanOrEqualTo(0.4);
            }
            assertThat(rates.get(0)).isEqualTo(0.4);
            assertThat(rates).as("%s, warm-up %s", kind, warmUp).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        for (List<Double> wrong :
                List.of(List.<Double>of(), List.of(0.0), List.of(3.0, 3.0), List.of(5.0, 4.0), List.of(20_000.0))) {
            assertThatThrownBy(() -> new Schedule(Schedule.Kind.MILESTONES, 0.1, 0, wrong, 0.1, 10))
                    .isInstanceOf(InvalidValueException.class);
        }
        assertThatThrownBy(() -> new Schedule(Schedule.Kind.COSINE, 0.1, 0, List.of(3.0), 0.1, 10))
                .hasMessageContaining("Milestones belong to the schedule of that name");
        assertThatThrownBy(() -> new Schedule(Schedule.Kind.ONE_CYCLE, 0.1, 1)).hasMessageContaining("rises by itself");
        for (double factor : new double[] {0, 1, -1, Double.NaN}) {
            assertThatThrownBy(() -> new Schedule(Schedule.Kind.PLATEAU, 0.1, 0, List.of(), factor, 10))
                    .isInstanceOf(InvalidValueException.class);
        }
        assertThatThrownBy(() -> new Schedule(Schedule.Kind.PLATEAU, 0.1, 0, List.of(), 0.1, -1))
                .isInstanceOf(InvalidValueException.class);
    }
}
