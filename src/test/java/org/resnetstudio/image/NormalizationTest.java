package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    @Test
    void noneScalesToZeroToOne() {
        float[] red = Normalization.NONE.table(0);

        assertThat(red[0]).isZero();
        assertThat(red[255]).isEqualTo(1f);
        assertThat(red[51]).isCloseTo(0.2f, within(1e-7f));
    }

    /** {@code (torch.tensor([10., 120., 250.]) / 255 - mean) / std} with torchvision's constants. */
    @Test
    void imagenetIsTorchvisions() {
        assertThat(Normalization.IMAGENET.table(0)[10]).isCloseTo(-1.946656f, within(1e-5f));
        assertThat(Normalization.IMAGENET.table(1)[120]).isCloseTo(0.065126f, within(1e-5f));
        assertThat(Normalization.IMAGENET.table(2)[250]).isCloseTo(2.552854f, within(1e-5f));
    }

    @Test
    void caffeSeesBlueFirstOnAScaleOf255() {
        Normalization caffe = Normalization.CAFFE;

        assertThat(caffe.channelOfPlane(0)).isEqualTo(2);
        assertThat(caffe.channelOfPlane(2)).isZero();
        assertThat(caffe.table(0)[200]).isCloseTo(200 - 103.939f, within(1e-3f));
        assertThat(caffe.table(1)[200]).isCloseTo(200 - 116.779f, within(1e-3f));
        assertThat(caffe.table(2)[200]).isCloseTo(200 - 123.68f, within(1e-3f));
    }

    @Test
    void refusesDeviationsOfZeroAndWrongCounts() {
        List<Float> three = List.of(0.5f, 0.5f, 0.5f);
        assertThatThrownBy(() -> new Normalization(three, List.of(1f, 0f, 1f), false))
                .hasMessage("The standard deviation 0.0 is not above 0; give one between 0 and 1.");
        assertThatThrownBy(() -> new Normalization(List.of(0.5f), three, false)).hasMessageContaining("three of each");
        assertThatThrownBy(() -> new Normalization(List.of(0.5f, Float.NaN, 0.5f), three, false))
                .hasMessageContaining("NaN");
    }

    @Test
    void kindsAreReadByNameInAnyCase() {
        assertThat(NormalizationKind.parse("ImageNet")).isEqualTo(NormalizationKind.IMAGENET);
        assertThat(NormalizationKind.DATASET.fixed()).isEmpty();
        assertThat(NormalizationKind.CAFFE.fixed()).contains(Normalization.CAFFE);
        assertThatThrownBy(() -> NormalizationKind.parse("vgg"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no normalisation \"vgg\"; choose dataset, imagenet, caffe, none, pretrained.");
    }
}
