package org.resnetstudio.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;

/** The same seed gives the same numbers on every Java version. */
class GaussianTest {
    private static final int NUMBERS = 1_000_000;

    /** {@code new SplittableRandom(1).nextGaussian()} of Java 17, four times, and the sum of a million. */
    @Test
    void givesTheNumbersThatItAlwaysGave() {
        SeededRandom random = SeededRandom.startingAt(1);
        double[] first = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double sum = first[0] + first[1] + first[2] + first[3];
        for (int index = 4; index < NUMBERS; index++) {
            sum += random.nextGaussian();
        }

        assertThat(first)
                .containsExactly(-0.9372846341434415, -0.8651916445722273, -0.10251988074775731, 2.501525948176652);
        assertThat(sum).isEqualTo(-517.9779619603407);
    }

    @Test
    @EnabledOnJre(JRE.JAVA_17)
    void givesWhatJava17Gives() {
        SeededRandom ours = SeededRandom.startingAt(2026);
        SplittableRandom theirs = new SplittableRandom(2026);
        for (int index = 0; index < NUMBERS; index++) {
            if (ours.nextGaussian() != theirs.nextGaussian()) {
                assertThat(index).as("numbers until the first that differs").isEqualTo(NUMBERS);
            }
        }
        assertThat(ours.nextLong()).isEqualTo(theirs.nextLong());
    }

    @Test
    void hasTheMomentsOfTheNormalDistribution() {
        SeededRandom random = SeededRandom.startingAt(3);
        double[] moments = new double[5];
        for (int index = 0; index < NUMBERS; index++) {
            double value = random.nextGaussian();
            for (int power = 1; power < moments.length; power++) {
                moments[power] += Math.pow(value, power) / NUMBERS;
            }
        }

        assertThat(moments[1]).isBetween(-0.01, 0.01);
        assertThat(moments[2]).isBetween(0.99, 1.01);
        assertThat(moments[3]).isBetween(-0.03, 0.03);
        assertThat(moments[4]).isBetween(2.9, 3.1);
    }
}
