package org.resnetstudio.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.resnetstudio.network.Body;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * How a run builds on weights that were trained before.
 *
 * @param pretrained where its first weights came from, for people; empty for random ones
 * @param frozenStages how many parts of the network stay as they are: 0 for none, 1 for the stem, 2 for stem and first stage, and so on;
 *     one more than there are stages freezes all but the head
 * @param frozenEpochs during which they do, 0 for all epochs; the optimizer starts anew behind them
 * @param unfrozenRate factor on the learning rate behind those epochs, above 0 and at most 1
 * @param cachedVariants how many augmented variants of each training picture there are while parts are frozen, which come again in turn
 *     so that what the frozen parts make of them is computed once, 0 to {@link #MOST_CACHED_VARIANTS}; 0 for new ones in every epoch; no effect without augmentation
 */
public record Transfer(String pretrained, int frozenStages, int frozenEpochs, double unfrozenRate, int cachedVariants) {
    /** A network that learns everything from random weights. */
    public static final Transfer NONE = new Transfer("", 0, 0, 1, 0);

    /** Of each training picture. */
    public static final int MOST_CACHED_VARIANTS = 64;

    public Transfer {
        if (frozenStages < 0 || frozenStages > Body.MOST_STAGES + 1) {
            throw new InvalidValueException(Sentence.of("problem.job.frozen", Body.MOST_STAGES + 1, frozenStages));
        }
        if (frozenEpochs < 0) {
            throw new InvalidValueException(Sentence.of("problem.job.frozen-epochs", frozenEpochs));
        }
        if (!(unfrozenRate > 0 && unfrozenRate <= 1)) {
            throw new InvalidValueException(Sentence.of("problem.job.unfrozen-rate", unfrozenRate));
        }
        if (cachedVariants < 0 || cachedVariants > MOST_CACHED_VARIANTS) {
            throw new InvalidValueException(
                    Sentence.of("problem.job.cached-variants", MOST_CACHED_VARIANTS, cachedVariants));
        }
    }

    /** The same from another place. */
    Transfer withPretrained(String other) {
        return new Transfer(other, frozenStages, frozenEpochs, unfrozenRate, cachedVariants);
    }

    /**
     * The names of what can be frozen, in the order of their numbers: none, the stem, stage by stage, and the backbone for all stages.
     *
     * @param stages of the network
     */
    public static List<String> parts(int stages) {
        List<String> parts = new ArrayList<>(List.of("none", "stem"));
        for (int stage = 1; stage < stages; stage++) {
            parts.add("stage" + stage);
        }
        parts.add("backbone");
        return parts;
    }

    /**
     * The number of a part in {@link #parts}; the last stage is the backbone, and torchvision's {@code layer} is a stage.
     *
     * @param name of the part
     * @param stages of the network
     * @throws InvalidValueException if it has no such part; the message lists them
     */
    public static int frozen(String name, int stages) {
        return findFrozen(name, stages)
                .orElseThrow(() -> new InvalidValueException(
                        Sentence.of("problem.job.no-part", Sentence.list(parts(stages)), name)));
    }

    /** The number of a part as {@link #frozen} has it; empty if the network has no such part. */
    public static OptionalInt findFrozen(String name, int stages) {
        String part = name.toLowerCase(Locale.ROOT).replace("layer", "stage");
        int frozen = part.equals("stage" + stages) ? stages + 1 : parts(stages).indexOf(part);
        return frozen < 0 ? OptionalInt.empty() : OptionalInt.of(frozen);
    }

    /**
     * How many parts are frozen in an epoch.
     *
     * @param finishedEpochs number of epochs before it
     */
    public int frozenAt(int finishedEpochs) {
        return frozenEpochs > 0 && finishedEpochs >= frozenEpochs ? 0 : frozenStages;
    }

    /**
     * The factor on the learning rate in an epoch.
     *
     * @param finishedEpochs number of epochs before it
     */
    public double rateAt(int finishedEpochs) {
        return frozenStages > 0 && frozenAt(finishedEpochs) == 0 ? unfrozenRate : 1;
    }

    /**
     * Which of its augmented variants every training picture is shown in, from 1: another one in each epoch, or the cached ones in turn.
     *
     * @param finishedEpochs number of epochs before it
     */
    public int variantAt(int finishedEpochs) {
        return (keepsVariants(finishedEpochs) ? finishedEpochs % cachedVariants : finishedEpochs) + 1;
    }

    /** Whether augmented variants come again in an epoch, so that what the frozen parts make of them is kept. */
    public boolean keepsVariants(int finishedEpochs) {
        return cachedVariants > 0 && frozenAt(finishedEpochs) > 0;
    }

    /** Whether an epoch is the first one in which everything learns. */
    public boolean unfreezesAt(int finishedEpochs) {
        return finishedEpochs > 0 && frozenAt(finishedEpochs) != frozenAt(finishedEpochs - 1);
    }
}
