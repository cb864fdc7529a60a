package org.resnetstudio.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;

class SeededRandomTest {
    /** Of the class before it had a second beginning; runs are resumed with these. */
    @Test
    void keysGiveTheNumbersThatTheyAlwaysGave() {
        SeededRandom random = new SeededRandom(7, 2, 1);

        assertThat(random.nextLong()).isEqualTo(-52828642716794958L);
        assertThat(random.nextInt(1000)).isEqualTo(721);
        assertThat(random.nextBoolean()).isFalse();
        assertThat(random.nextWithin(3)).isEqualTo(0.9010066735538442);
        assertThat(random.nextBetween(2, 5)).isEqualTo(2.9051742385652153);
    }

    /** {@code new SplittableRandom(1)} of Java 17: two longs, a double, and one in a range. */
    @Test
    void aStateGivesTheNumbersThatTheJdkGave() {
        SeededRandom random = SeededRandom.startingAt(1);

        assertThat(random.nextLong()).isEqualTo(-7995527694508729151L);
        assertThat(random.nextLong()).isEqualTo(-4689498862643123097L);
        assertThat(random.nextDouble()).isEqualTo(0.9710027535867962);
        assertThat(random.nextBetween(-0.25, 0.25)).isEqualTo(-0.02782039147211396);
    }

    @Test
    @EnabledOnJre(JRE.JAVA_17)
    void givesWhatJava17Gives() {
        SeededRandom ours = SeededRandom.startingAt(2026);
        SplittableRandom theirs = new SplittableRandom(2026);
        for (int index = 0; index < 100_000; index++) {
            double limit = 1 / Math.sqrt(index + 1);
            assertThat(ours.nextBetween(-limit, limit)).isEqualTo(theirs.nextDouble(-limit, limit));
            assertThat(ours.nextDouble()).isEqualTo(theirs.nextDouble());
        }
    }

    @Test
    void skippedNumbersAreThoseThatWouldHaveBeenTaken() {
        SeededRandom taken = new SeededRandom(1);
        taken.nextLong();
        taken.nextLong();
        SeededRandom skipped = new SeededRandom(1);
        skipped.skip(2);

        assertThat(skipped.nextLong()).isEqualTo(taken.nextLong());
    }
}
