package org.resnetstudio.ui.train;

import java.util.stream.Collectors;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.ui.shell.Messages;

/** Augmentations in words. */
final class AugmentationTexts {
    private AugmentationTexts() {}

    /** How strong those are that have a strength, in one line; empty where none has. */
    static String strengths(Augmentations augmentations, Messages messages) {
        return augmentations.chosen().stream()
                .filter(one -> !one.values().isEmpty())
                .map(one -> messages.text(
                        "train.augment." + one.kind().name() + ".brief",
                        one.values().stream()
                                .map(value -> messages.quantities().plain(rounded(value)))
                                .toArray()))
                .collect(Collectors.joining("  ·  "));
    }

    private static double rounded(double value) {
        return Math.rint(value * 100) / 100;
    }
}
