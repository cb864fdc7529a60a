package org.resnetstudio.ui.train;

import java.util.Locale;
import org.resnetstudio.augmentation.Augmentations;

/** Augmentations that go together. */
public enum AugmentationPreset {
    /** Pictures as they are. */
    NONE("none"),
    /** He et al. 2015 §4.2. */
    USUAL("flip,crop"),
    /** Of a tutorial: half of them mirrored, all of them brightened. */
    GAMMA("flip,gamma=0.4:0.7"),
    /** Of a tutorial: turned, moved, made larger or smaller, mirrored. */
    SHAPES("flip,rotation=15,shift=0.1,zoom=0.1"),
    /** Parts, colours and holes, for photos of which there are few. */
    STRONG("flip,rotation=15,random-resized-crop=0.35,colour-jitter=0.4:0.4:0.4:0,random-erasing=0.5");

    private final String list;

    AugmentationPreset(String list) {
        this.list = list;
    }

    /** For pictures of that size. */
    public Augmentations augmentations(int sizePx) {
        return Augmentations.parse(list, sizePx);
    }

    /** The last part of the keys of its texts. */
    String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
