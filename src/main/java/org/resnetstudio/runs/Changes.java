package org.resnetstudio.runs;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.TrainingConfig;

/**
 * What somebody has changed of a run's settings while it was trained. It is part of each checkpoint, so that a resume repeats it.
 *
 * @param rateFactor by how much the learning rate was made higher or lower than the schedule has it behind its warm-up, above 0; empty
 *     where nobody did
 * @param epochs of the whole run, at least 1; empty for those of its settings
 * @param patience of its early stopping, at least 0; empty for that of its settings
 * @param augmentations of the next batch and those behind it; empty for those of its settings
 */
public record Changes(
        OptionalDouble rateFactor, OptionalInt epochs, OptionalInt patience, Optional<Augmentations> augmentations) {
    /** Of a run that nobody interfered with. */
    public static final Changes NONE = new Changes(OptionalDouble.empty(), OptionalInt.empty(), OptionalInt.empty());

    public Changes {
        double factor = rateFactor.orElse(1);
        if (!(factor > 0 && Double.isFinite(factor))) {
            throw new IllegalArgumentException("The factor on the learning rate is " + factor + ".");
        }
        if (epochs.orElse(1) < 1 || patience.orElse(0) < 0) {
            throw new IllegalArgumentException("There are " + epochs + " epochs and a patience of " + patience + ".");
        }
    }

    /** With the augmentations of the settings. */
    public Changes(OptionalDouble rateFactor, OptionalInt epochs, OptionalInt patience) {
        this(rateFactor, epochs, patience, Optional.empty());
    }

    /** With another learning rate. */
    public Changes withRateFactor(double factor) {
        return new Changes(OptionalDouble.of(factor), epochs, patience, augmentations);
    }

    /** With another number of epochs. */
    public Changes withEpochs(int number) {
        return new Changes(rateFactor, OptionalInt.of(number), patience, augmentations);
    }

    /** With another patience. */
    public Changes withPatience(int number) {
        return new Changes(rateFactor, epochs, OptionalInt.of(number), augmentations);
    }

    /** With other augmentations. */
    public Changes withAugmentations(Augmentations others) {
        return new Changes(rateFactor, epochs, patience, Optional.of(others));
    }

    /** How many epochs a run with these settings has now. */
    public int epochs(TrainingConfig config) {
        return epochs.orElse(config.epochs());
    }

    /** When a run with these settings ends early now. */
    public EarlyStopping earlyStopping(TrainingConfig config) {
        EarlyStopping asked = config.earlyStopping();
        return new EarlyStopping(patience.orElse(asked.patience()), asked.measure());
    }

    /** How a run with these settings varies its pictures now. */
    public Augmentations augmentations(TrainingConfig config) {
        return augmentations.orElse(config.preparation().augmentations());
    }
}
