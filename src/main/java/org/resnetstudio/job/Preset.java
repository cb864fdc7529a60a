package org.resnetstudio.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;

/** Settings that go together, for people who do not want to choose each. */
public enum Preset {
    /** A first impression in a few minutes. */
    QUICK {
        @Override
        TrainingConfig config(Parts parts) {
            return parts.config(
                    5,
                    32,
                    sgd(5e-4),
                    new Schedule(Schedule.Kind.ONE_CYCLE, 0.1, 0),
                    "flip,crop",
                    Recipe.PLAIN,
                    EarlyStopping.NEVER);
        }
    },
    /** What is right for most: the studio's defaults. */
    BALANCED {
        @Override
        TrainingConfig config(Parts parts) {
            return parts.config(
                    15,
                    32,
                    sgd(5e-4),
                    new Schedule(Schedule.Kind.COSINE, 0.05, 1),
                    "flip,crop",
                    Recipe.PLAIN,
                    EarlyStopping.NEVER);
        }
    },
    /** As good as can be, with hours to spare: mixed pictures, smooth targets, averaged weights (Wightman et al. 2021). */
    BEST {
        @Override
        TrainingConfig config(Parts parts) {
            return parts.config(
                    100,
                    64,
                    sgd(5e-4),
                    new Schedule(Schedule.Kind.COSINE, 0.1, 5),
                    "flip,crop",
                    new Recipe(0.1, false, false, 0.2, 1, 0.999),
                    new EarlyStopping(20, EarlyStopping.Measure.ACCURACY));
        }
    },
    /** From a few dozen to a few hundred pictures: strong variation, small steps, and an end before they are learned by heart. */
    FEW {
        @Override
        TrainingConfig config(Parts parts) {
            return parts.config(
                    40,
                    16,
                    sgd(1e-3),
                    new Schedule(Schedule.Kind.COSINE, 0.01, 2),
                    "flip,rotation=15,shift=0.1,zoom=0.1,gamma=0.3",
                    new Recipe(0.1, false, true, 0, 0, 0),
                    new EarlyStopping(10, EarlyStopping.Measure.LOSS));
        }
    },
    /** He et al. 2015 §4.2 on CIFAR-10: 64,000 updates, which are 182 epochs of its 45,000 training pictures. */
    PAPER {
        @Override
        TrainingConfig config(Parts parts) {
            return parts.config(
                    182,
                    128,
                    sgd(1e-4),
                    new Schedule(Schedule.Kind.STEP, 0.1, 0),
                    "flip,crop",
                    Recipe.PLAIN,
                    EarlyStopping.NEVER);
        }
    },
    /** The parts of airbench (Jordan 2024) that are not architecture: a triangular rate, smooth targets, a small shift, averaged weights. */
    FAST_CIFAR {
        @Override
        TrainingConfig config(Parts parts) {
            return parts.config(
                    20,
                    128,
                    sgd(5e-4),
                    new Schedule(Schedule.Kind.TRIANGLE, 0.4, 0),
                    "flip,crop=2",
                    new Recipe(0.2, false, false, 0, 0, 0.995),
                    EarlyStopping.NEVER);
        }
    };

    private static final double MOMENTUM = 0.9;

    /** What all have in common, with the side of the pictures. */
    private record Parts(int imageSizePx) {
        TrainingConfig config(
                int epochs,
                int batchSize,
                OptimizerSettings optimizer,
                Schedule schedule,
                String augmentations,
                Recipe recipe,
                EarlyStopping earlyStopping) {
            return new TrainingConfig(
                    epochs,
                    batchSize,
                    optimizer,
                    schedule,
                    new TrainingConfig.Preparation(
                            Augmentations.parse(augmentations, imageSizePx),
                            NormalizationKind.DATASET,
                            ResizeMode.SQUASH),
                    Transfer.NONE,
                    recipe,
                    earlyStopping,
                    Keeping.USUAL,
                    1);
        }
    }

    private static OptimizerSettings sgd(double weightDecay) {
        return new OptimizerSettings(OptimizerSettings.Kind.SGD, MOMENTUM, weightDecay);
    }

    abstract TrainingConfig config(Parts parts);

    /**
     * All of its settings, from random weights.
     *
     * @param imageSizePx width and height of the pictures that the network sees
     */
    public TrainingConfig config(int imageSizePx) {
        return config(new Parts(imageSizePx));
    }

    /** As the command line takes it: {@code fast-cifar}. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of that short name, in whatever case. */
    public static Optional<Preset> find(String shortName) {
        return Stream.of(values())
                .filter(preset -> preset.shortName().equalsIgnoreCase(shortName))
                .findFirst();
    }

    /** The short names. */
    public static List<String> shortNames() {
        return Stream.of(values()).map(Preset::shortName).toList();
    }
}
