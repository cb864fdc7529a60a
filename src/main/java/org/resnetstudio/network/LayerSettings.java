package org.resnetstudio.network;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * Settings shared by all convolutions and batch norms.
 *
 * @param convolutionBias whether convolutions have a bias, though batch norm follows
 * @param samePadding TensorFlow's "same" padding (uneven at stride 2) instead of PyTorch's symmetric one
 * @param batchNormEpsilon added to variances; above 0
 * @param batchNormMomentum share of old running statistics kept at each update, 0 to 1
 * @param zeroLastGamma whether the last batch norm of each block begins with gamma 0, so that the block begins as its shortcut (Goyal
 *     et al. 2017 §5.1)
 */
public record LayerSettings(
        boolean convolutionBias,
        boolean samePadding,
        double batchNormEpsilon,
        double batchNormMomentum,
        boolean zeroLastGamma) {
    /** torchvision's: no bias, symmetric padding, epsilon 1e-5, momentum 0.1 in PyTorch's convention. */
    public static final LayerSettings TORCHVISION = new LayerSettings(false, false, 1e-5, 0.9, false);
    /** Keras applications': bias, symmetric padding by layers of zeros, epsilon 1.001e-5, momentum 0.99. */
    public static final LayerSettings KERAS = new LayerSettings(true, false, 1.001e-5, 0.99, false);
    /** As one writes them with Keras' layers: bias, "same" padding, else like Keras applications. */
    public static final LayerSettings KERAS_SAME = new LayerSettings(true, true, 1.001e-5, 0.99, false);
    /** TensorFlow 1's slim: no bias, symmetric padding at strides, epsilon 1e-5, decay 0.997. */
    public static final LayerSettings SLIM = new LayerSettings(false, false, 1e-5, 0.997, false);

    public LayerSettings {
        if (!(batchNormEpsilon > 0)) {
            throw new InvalidValueException(Sentence.of("problem.network.epsilon", batchNormEpsilon));
        }
        if (!(batchNormMomentum >= 0 && batchNormMomentum <= 1)) {
            throw new InvalidValueException(Sentence.of("problem.network.momentum", batchNormMomentum));
        }
    }
}
