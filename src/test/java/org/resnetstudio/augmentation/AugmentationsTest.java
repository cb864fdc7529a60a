package org.resnetstudio.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationsTest {
    private static final int SIZE_PX = 32;

    @Test
    void namesAndStreamsAreUnique() {
        Set<String> names = new HashSet<>();
        Set<Integer> places = new HashSet<>();
        for (Augmentation kind : Augmentations.ALL) {
            assertThat(kind.name()).matches("[a-z]+(-[a-z]+)*");
            assertThat(names.add(kind.name())).isTrue();
            kind.placeInStream()
                    .ifPresent(place -> assertThat(places.add(place)).isTrue());
            for (Parameter parameter : kind.parameters()) {
                double usual = parameter.usual().applyAsDouble(SIZE_PX);
                assertThat(parameter.checked(usual, kind.name())).isEqualTo(usual);
            }
        }
    }

    /** What one draws does not depend on which others are on, so that switching one on leaves the others as they were. */
    @Test
    void eachDrawsTheSameAlone() {
        List<Augmentations.Chosen> all = Augmentations.ALL.stream()
                .map(kind -> Augmentations.Chosen.usual(kind, SIZE_PX))
                .toList();
        for (int sample = 0; sample < 20; sample++) {
            Recipe together = new Augmentations(all).draw(3, 2, sample, SIZE_PX);
            for (Augmentations.Chosen one : all) {
                Recipe alone = new Augmentations(List.of(one)).draw(3, 2, sample, SIZE_PX);
                assertThat(alone.mirrored()).isIn(false, together.mirrored());
                assertThat(alone.upsideDown()).isIn(false, together.upsideDown());
                assertThat(alone.cropX()).isIn(0, together.cropX());
                assertThat(alone.cropY()).isIn(0, together.cropY());
                assertThat(alone.angle()).isIn(0.0, together.angle());
                assertThat(alone.scale()).isIn(1.0, together.scale());
                assertThat(alone.shiftX()).isIn(0.0, together.shiftX());
                assertThat(alone.shiftY()).isIn(0.0, together.shiftY());
                assertThat(alone.gamma()).isIn(1.0, together.gamma());
                assertThat(together.erased()).containsAll(alone.erased());
            }
        }
    }

    @Test
    void ofOneThatIsNamedTwiceTheLastStrengthCounts() {
        assertThat(Augmentations.parse("crop=2,flip,crop=3", SIZE_PX).cliText()).isEqualTo("flip,crop=3");
    }
}
