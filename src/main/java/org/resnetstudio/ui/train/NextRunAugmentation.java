package org.resnetstudio.ui.train;

import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;

/** How the form says that the next run varies its pictures. */
final class NextRunAugmentation implements AugmentationSubject {
    private final TrainForm form;
    private final int sizePx;

    /** @param sizePx width and height of the pictures that the network sees */
    NextRunAugmentation(TrainForm form, int sizePx) {
        this.form = form;
        this.sizePx = sizePx;
    }

    /** The mean of ImageNet's pictures stands for one that only a training finds out. */
    @Override
    public Sight sight() {
        return new Sight(
                sizePx,
                ResizeMode.SQUASH,
                form.normalizationProperty()
                        .get()
                        .fixed()
                        .orElse(Normalization.IMAGENET)
                        .mean(),
                (long) form.seed().value().orElse(1));
    }

    @Override
    public Augmentations get() {
        return form.augmentation().get(sizePx);
    }

    @Override
    public void set(Augmentations augmentations) {
        form.augmentation().take(augmentations, sizePx);
    }

    @Override
    public Runnable listen(Runnable changed) {
        return form.augmentation().versionProperty().subscribe((before, now) -> changed.run())::unsubscribe;
    }

    @Override
    public void accept() {
        form.augmentation().remember();
    }

    @Override
    public boolean isTrained() {
        return false;
    }
}
