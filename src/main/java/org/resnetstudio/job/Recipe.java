package org.resnetstudio.job;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * What is done for a better model beside optimizer, schedule and augmentation.
 *
 * @param labelSmoothing share of each target that is spread over all classes (Szegedy et al. 2016), 0 to below 1
 * @param classWeights whether mistakes in small classes count more: each class by the number of all pictures, divided by the number of
 *     classes and of its own pictures, as scikit-learn's {@code class_weight="balanced"} does
 * @param balancedSampling whether each class is shown equally often in an epoch
 * @param mixup the alpha of MixUp (Zhang et al. 2018), above 0 to {@link #HIGHEST_ALPHA}; 0 for none
 * @param cutmix the alpha of CutMix (Yun et al. 2019), above 0 to {@link #HIGHEST_ALPHA}; 0 for none. With both, each batch takes one of
 *     them by chance
 * @param averaging how much of the average weights each update keeps (exponential moving average), above 0 and below 1, such as 0.999; the
 *     average is what is validated and used. 0 for none
 */
public record Recipe(
        double labelSmoothing,
        boolean classWeights,
        boolean balancedSampling,
        double mixup,
        double cutmix,
        double averaging) {
    /** Of MixUp and CutMix; 1 draws every share of a picture alike, and higher ones draw halves more often. */
    public static final double HIGHEST_ALPHA = 4;
    /** Nothing of it. */
    public static final Recipe PLAIN = new Recipe(0, false, false, 0, 0, 0);

    public Recipe {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new InvalidValueException(Sentence.of("problem.job.label-smoothing", labelSmoothing));
        }
        for (double alpha : new double[] {mixup, cutmix}) {
            if (!(alpha >= 0 && alpha <= HIGHEST_ALPHA)) {
                throw new InvalidValueException(Sentence.of("problem.job.mixing", HIGHEST_ALPHA, alpha));
            }
        }
        if (!(averaging >= 0 && averaging < 1)) {
            throw new InvalidValueException(Sentence.of("problem.job.averaging", averaging));
        }
        if (classWeights && balancedSampling) {
            throw new InvalidValueException(Sentence.of("problem.job.balanced-twice"));
        }
    }

    /** Whether pictures are mixed with each other. */
    public boolean mixes() {
        return mixup > 0 || cutmix > 0;
    }
}
