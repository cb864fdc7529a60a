package org.resnetstudio.ui.train;

import java.util.List;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.image.ResizeMode;

/** What is varied: the pictures of the next run, or of one that is trained. Used on the FX thread. */
interface AugmentationSubject {
    /**
     * How its network sees pictures.
     *
     * @param sizePx width and height
     * @param resize how they become square
     * @param mean colour of erased parts, red, green, blue of 0 to 1
     * @param seed of the run
     */
    record Sight(int sizePx, ResizeMode resize, List<Float> mean, long seed) {}

    /** How its network sees pictures. */
    Sight sight();

    /** What is chosen. */
    Augmentations get();

    /** Chooses others at once. */
    void set(Augmentations augmentations);

    /** Hears of changes that others make, until it is closed. */
    Runnable listen(Runnable changed);

    /** What was chosen counts from now on; otherwise what was there before is set again. */
    void accept();

    /** Whether it is a run that is trained. */
    boolean isTrained();
}
