package org.resnetstudio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.image.RgbImage;

class OnnxVerifierTest {
    private static final RgbImage PICTURE = new RgbImage(1, 1, new byte[3]);

    @Test
    void countsAgreementAndTheLargestDifference() throws Exception {
        List<Integer> batches = new ArrayList<>();
        OnnxVerifier.Predictor same = pictures -> {
            batches.add(pictures.size());
            return rows(pictures.size(), 0.6f, 0.4f);
        };
        OnnxVerifier.Predictor lastDiffers = pictures -> {
            float[][] rows = rows(pictures.size(), 0.6f, 0.4f);
            rows[pictures.size() - 1] = pictures.size() < 32 ? new float[] {0.25f, 0.75f} : rows[0];
            return rows;
        };

        OnnxVerifier.Agreement agreement =
                OnnxVerifier.compare(same, lastDiffers, Collections.nCopies(40, PICTURE), OnnxVerifier.TOLERANCE);

        assertThat(batches).containsExactly(32, 8);
        assertThat(agreement.images()).isEqualTo(40);
        assertThat(agreement.agreement()).isEqualTo(39 / 40.0);
        assertThat(agreement.maxProbabilityDifference()).isCloseTo(0.35, within(1e-6));
        assertThat(agreement.holds(OnnxVerifier.TOLERANCE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void neverTakesNotANumberForAgreement(float value) throws Exception {
        for (float[] exported : new float[][] {{1, 0}, {1, value}}) {
            OnnxVerifier.Agreement agreement = OnnxVerifier.compare(
                    pictures -> rows(1, exported),
                    pictures -> rows(1, 1, value),
                    List.of(PICTURE),
                    OnnxVerifier.TOLERANCE);

            assertThat(agreement.agreement()).isZero();
            assertThat(agreement.maxProbabilityDifference()).isEqualTo(1);
            assertThat(agreement.holds(OnnxVerifier.TOLERANCE)).isFalse();
        }
    }

    @Test
    void twoClassesThatAreEquallyProbableAreNoDisagreement() throws Exception {
        OnnxVerifier.Agreement agreement = OnnxVerifier.compare(
                pictures -> rows(1, 0.49999f, 0.50001f),
                pictures -> rows(1, 0.50001f, 0.49999f),
                List.of(PICTURE),
                OnnxVerifier.TOLERANCE);

        assertThat(agreement.agreement()).isEqualTo(1);
        assertThat(agreement.holds(OnnxVerifier.TOLERANCE)).isTrue();
        OnnxVerifier.Agreement apart = OnnxVerifier.compare(
                pictures -> rows(1, 0.499f, 0.501f),
                pictures -> rows(1, 0.5f, 0.5f),
                List.of(PICTURE),
                OnnxVerifier.TOLERANCE);
        assertThat(apart.agreement()).isZero();
    }

    @Test
    void asksForPictures() {
        assertThatThrownBy(() -> OnnxVerifier.compare(p -> rows(0), p -> rows(0), List.of(), OnnxVerifier.TOLERANCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give a folder with pictures");
    }

    private static float[][] rows(int count, float... row) {
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = row;
        }
        return rows;
    }
}
