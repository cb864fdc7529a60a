package org.resnetstudio.engine.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.Operation.Padding;

/** Which convolutions are matrix products on every processor. */
class StridedProjectionTest {
    @ParameterizedTest
    @CsvSource({
        "1, 2, 3, true",
        "1, 2, 8, true",
        "1, 2, 15, true",
        "1, 2, 16, false",
        "1, 1, 8, false",
        "3, 2, 8, false"
    })
    void stridesOverFewChannelsAreNotLeftToOneDnn(int kernel, int stride, int channels, boolean unsound) {
        int around = kernel / 2;
        Operation.Convolution convolution =
                new Operation.Convolution(channels, 16, kernel, stride, new Padding(around, around), false);

        assertThat(PointwiseConvolution.isUnsound(convolution)).isEqualTo(unsound);
        assertThat(PointwiseConvolution.fits(convolution)).isEqualTo(kernel == 1);
    }
}
