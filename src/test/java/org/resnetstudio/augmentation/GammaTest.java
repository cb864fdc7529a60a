package org.resnetstudio.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.codec.StudioJson;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.random.SeededRandom;

/** Values by {@code src/test/resources/augmentation/gamma_range.py}. */
class GammaTest {
    private static final int SIZE_PX = 32;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 0.411366831402682",
        "1, 2, 0, 0.584589796647478",
        "7, 1, 3, 0.558277237731356",
        "42, 9, 1234, 0.560918145752517"
    })
    void aRangeIsDrawnFrom(long seed, int variant, int sample, double exponent) {
        Recipe recipe = Augmentations.parse("gamma=0.4:0.7", SIZE_PX).draw(seed, variant, sample, SIZE_PX);

        assertThat(recipe.gamma()).isCloseTo(exponent, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"0.4, 6988041, 28, 147, 194, 255", "0.55, 6577479, 12, 119, 175, 254", "0.7, 6212095, 5, 97, 157, 254"})
    void valuesBecomeBrighter(double gamma, long sum, int of1, int of64, int of128, int of254) {
        byte[] table = Augmenter.gammaTable(gamma);
        long total = 0;
        for (int value = 0; value < table.length; value++) {
            total += (long) (table[value] & 0xFF) * (value + 1);
        }

        assertThat(total).isEqualTo(sum);
        assertThat(new int[] {table[1] & 0xFF, table[64] & 0xFF, table[128] & 0xFF, table[254] & 0xFF})
                .containsExactly(of1, of64, of128, of254);
    }

    /** The formula of the versions that had one number alone. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.1, 0.3, 0.7, 1, 2.4, 3})
    void oneNumberHasTheBitsThatItAlwaysHad(double strength) {
        Augmentations gamma = Augmentations.parse("gamma=" + strength, SIZE_PX);
        for (int sample = 0; sample < 50; sample++) {
            SeededRandom random = new SeededRandom(5, 2, 2, sample);
            random.skip(8);
            double former = StrictMath.exp(random.nextWithin(StrictMath.log(1 + strength)));

            assertThat(gamma.draw(5, 2, sample, SIZE_PX).gamma()).isEqualTo(former);
        }
        assertThat(Augmentations.parse(gamma.cliText(), SIZE_PX)).isEqualTo(gamma);
        assertThat(gamma.cliText()).isEqualTo("gamma=" + Parameter.number(strength));
    }

    @Test
    void isSpelledAsItIsRead() {
        for (String text : List.of("gamma=0.3", "gamma=0.4:0.7", "gamma=1:1.3", "gamma=0.7:0.4")) {
            assertThat(Augmentations.parse(text, SIZE_PX).cliText()).isEqualTo(text);
        }
        assertThat(Augmentations.parse("gamma", SIZE_PX)).isEqualTo(Augmentations.parse("gamma=0.3", SIZE_PX));
        assertThatThrownBy(() -> Augmentations.parse("gamma=5", SIZE_PX))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("The augmentation gamma cannot have the strength 5; give 0 to 3.");
        assertThatThrownBy(() -> Augmentations.parse("gamma=0.4:9", SIZE_PX))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("The augmentation gamma cannot have the strength 9; give 0.1 to 4.");
    }

    @Test
    void jobsOfFormerVersionsSayOneNumber() throws Exception {
        assertThat(StudioJson.read(
                        StudioJson.parse("[{\"name\":\"gamma\",\"range\":0.3}]", "the test"),
                        Augmentations.class,
                        Sentence.inWords("the test")))
                .isEqualTo(Augmentations.parse("gamma=0.3", SIZE_PX));
        Augmentations range = Augmentations.parse("flip,gamma=0.4:0.7", SIZE_PX);
        assertThat(StudioJson.MAPPER.<JsonNode>valueToTree(range).toString())
                .isEqualTo("[{\"name\":\"flip\"},{\"name\":\"gamma\",\"least\":0.4,\"most\":0.7}]");
        assertThat(StudioJson.read(
                        StudioJson.MAPPER.valueToTree(range), Augmentations.class, Sentence.inWords("the test")))
                .isEqualTo(range);
    }
}
