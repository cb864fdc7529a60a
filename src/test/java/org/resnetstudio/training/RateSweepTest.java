package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateSweepTest {
    /** A loss that falls until the rate is 0.5 and then grows without bound. */
    private static double bowl(double rate) {
        double decades = Math.log10(rate / 0.5);
        return rate < 0.5 ? 1 + Math.min(1, decades * decades / 9) : 1 + 20 * decades;
    }

    @Test
    void ratesRiseByTheSameFactorFromTheLowestToTheHighest() {
        RateSweep sweep = new RateSweep();
        double before = 0;
        while (sweep.goesOn()) {
            double rate = sweep.nextRate();
            if (before > 0) {
                assertThat(rate / before).isCloseTo(Math.pow(1e7, 1.0 / 99), within(1e-9));
            }
            before = rate;
            sweep.add(2);
        }
        assertThat(sweep.points()).hasSize(RateSweep.UPDATES);
        assertThat(sweep.points().get(0).rate()).isEqualTo(1e-6);
        assertThat(before).isCloseTo(10, within(1e-9));
    }

    @Test
    void aTenthOfTheRateWithTheLowestLossIsSuggestedInTwoDigits() {
        RateSweep sweep = new RateSweep();
        while (sweep.goesOn()) {
            sweep.add(bowl(sweep.nextRate()));
        }
        assertThat(sweep.points()).hasSizeLessThan(RateSweep.UPDATES);
        // the loss is lowest at 0.5, between two updates that are 18 % apart
        assertThat(sweep.suggestion().orElseThrow()).isBetween(0.042, 0.059);
        String digits = Double.toString(sweep.suggestion().orElseThrow()).replaceAll("[0.]", "");
        assertThat(digits).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void theAverageHasNoBiasOfItsBeginning() {
        RateSweep sweep = new RateSweep();
        assertThat(sweep.add(3).smoothedLoss()).isCloseTo(3, within(1e-12));
        assertThat(sweep.add(3).smoothedLoss()).isCloseTo(3, within(1e-12));
        // weights 0.98^2, 0.98 and 1, each times 0.02, over 1 - 0.98^3
        assertThat(sweep.add(6).smoothedLoss())
                .isCloseTo(0.02 * (3 * 0.98 * 0.98 + 3 * 0.98 + 6) / (1 - 0.98 * 0.98 * 0.98), within(1e-12));
    }

    @Test
    void aLossThatDoesNotFallSuggestsNothing() {
        RateSweep sweep = new RateSweep();
        while (sweep.goesOn()) {
            sweep.add(2);
        }
        assertThat(sweep.suggestion()).isEmpty();
        assertThat(new RateSweep().suggestion()).isEmpty();
    }

    @Test
    void aSweepThatWasStoppedSuggestsNothing() {
        RateSweep sweep = new RateSweep();
        for (double loss = 3; loss > 1; loss -= 0.1) {
            sweep.add(loss);
        }
        assertThat(sweep.goesOn()).isTrue();
        assertThat(sweep.suggestion()).isEmpty();
    }

    @Test
    void aFirstLossThatIsNoNumberSuggestsNothing() {
        RateSweep sweep = new RateSweep();
        sweep.add(Double.NaN);
        assertThat(sweep.goesOn()).isFalse();
        assertThat(sweep.suggestion()).isEmpty();
    }

    @Test
    void aLossThatIsNoNumberEndsIt() {
        RateSweep sweep = new RateSweep();
        sweep.add(2);
        sweep.add(1);
        sweep.add(Double.NaN);

        assertThat(sweep.goesOn()).isFalse();
        assertThat(sweep.suggestion()).isPresent();
    }
}
