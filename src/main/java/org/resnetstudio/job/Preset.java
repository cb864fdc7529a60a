package org.resnetstudio.job;

import java.util.Locale;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;

/** Settings that go together, for people who do not want to choose each. All use SGD. */
@SuppressWarnings("ImmutableEnumChecker") // its records hold numbers, constants and copies of lists
public enum Preset implements SettingsPreset {
    /** A first impression in a few minutes. */
    QUICK(5, 32, 5e-4, new Schedule(Schedule.Kind.ONE_CYCLE, 0.1, 0), "flip,crop", Recipe.PLAIN, EarlyStopping.NEVER),
    /** What is right for most: the studio's defaults. */
    BALANCED(15, 32, 5e-4, new Schedule(Schedule.Kind.COSINE, 0.05, 1), "flip,crop", Recipe.PLAIN, EarlyStopping.NEVER),
    /** As good as can be, with hours to spare: mixed pictures, smooth targets, averaged weights (Wightman et al. 2021). */
    BEST(
            100,
            64,
            5e-4,
            new Schedule(Schedule.Kind.COSINE, 0.1, 5),
            "flip,crop",
            new Recipe(0.1, false, false, 0.2, 1, 0.999),
            new EarlyStopping(20, EarlyStopping.Measure.ACCURACY)),
    /** From a few dozen to a few hundred pictures: strong variation, small steps, and an end before they are learned by heart. */
    FEW(
            40,
            16,
            1e-3,
            new Schedule(Schedule.Kind.COSINE, 0.01, 2),
            "flip,rotation=15,shift=0.1,zoom=0.1,gamma=0.3",
            new Recipe(0.1, false, true, 0, 0, 0),
            new EarlyStopping(10, EarlyStopping.Measure.LOSS)),
    /** He et al. 2015 §4.2 on CIFAR-10: 64,000 updates, which are 182 epochs of its 45,000 training pictures. */
    PAPER(182, 128, 1e-4, new Schedule(Schedule.Kind.STEP, 0.1, 0), "flip,crop", Recipe.PLAIN, EarlyStopping.NEVER),
    /** The parts of airbench (Jordan 2024) that are not architecture: a triangular rate, smooth targets, a small shift, averaged weights. */
    FAST_CIFAR(
            20,
            128,
            5e-4,
            new Schedule(Schedule.Kind.TRIANGLE, 0.4, 0),
            "flip,crop=2",
            new Recipe(0.2, false, false, 0, 0, 0.995),
            EarlyStopping.NEVER);

    private final int epochs;
    private final int batchSize;
    private final double weightDecay;
    private final Schedule schedule;
    private final String augmentations;
    private final Recipe recipe;
    private final EarlyStopping earlyStopping;

    /** @param augmentations as {@link Augmentations#parse} reads them; their usual strengths depend on the size of the pictures */
    Preset(
            int epochs,
            int batchSize,
            double weightDecay,
            Schedule schedule,
            String augmentations,
            Recipe recipe,
            EarlyStopping earlyStopping) {
        this.epochs = epochs;
        this.batchSize = batchSize;
        this.weightDecay = weightDecay;
        this.schedule = schedule;
        this.augmentations = augmentations;
        this.recipe = recipe;
        this.earlyStopping = earlyStopping;
    }

    @Override
    public TrainingConfig config(int imageSizePx) {
        return new TrainingConfig(
                epochs,
                batchSize,
                new OptimizerSettings(OptimizerSettings.Kind.SGD, OptimizerSettings.USUAL_MOMENTUM, weightDecay),
                schedule,
                new TrainingConfig.Preparation(
                        Augmentations.parse(augmentations, imageSizePx), NormalizationKind.DATASET, ResizeMode.SQUASH),
                Transfer.NONE,
                recipe,
                earlyStopping,
                Keeping.USUAL,
                1);
    }

    /** As the command line takes it: {@code fast-cifar}. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
