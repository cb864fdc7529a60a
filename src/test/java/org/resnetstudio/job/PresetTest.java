package org.resnetstudio.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.resnetstudio.network.OptionType;

class PresetTest {
    @ParameterizedTest
    @EnumSource(Preset.class)
    void isRightForPicturesOfEverySize(Preset preset) {
        for (int sizePx : new int[] {1, 8, 32, 224, 4096}) {
            assertThat(preset.config(sizePx).seed()).isEqualTo(1);
        }
        // as the command line finds it
        OptionType.Choice<Preset> choice = OptionType.Choice.of(List.of(Preset.values()), Preset::shortName);
        assertThat(choice.parse(preset.shortName())).isEqualTo(preset);
        assertThat(choice.parse(preset.shortName().toUpperCase(Locale.ROOT))).isEqualTo(preset);
    }

    /** He et al. 2015 §4.2: batch 128, weight decay 0.0001, momentum 0.9, rate 0.1, divided by 10 at 32k and 48k of 64k updates, 4 pixels padded. */
    @Test
    void thePaperIsThePaper() {
        TrainingConfig paper = Preset.PAPER.config(32);
        int perEpoch = 45_000 / 128 + 1;
        assertThat((double) paper.epochs() * perEpoch / 64_000).isBetween(0.99, 1.01);
        assertThat(paper.batchSize()).isEqualTo(128);
        assertThat(paper.optimizer().weightDecay()).isEqualTo(1e-4);
        assertThat(paper.schedule().at(0, perEpoch, paper.epochs())).isEqualTo(0.1);
        assertThat(paper.schedule().at(32_100, perEpoch, paper.epochs())).isEqualTo(0.1 * 0.1);
        assertThat(paper.schedule().at(48_200, perEpoch, paper.epochs())).isEqualTo(0.1 * 0.01);
        assertThat(paper.preparation().augmentations().cliText()).isEqualTo("flip,crop=4");
    }
}
