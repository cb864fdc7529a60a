package org.resnetstudio.network;

/**
 * Settings shared by all convolutions and batch norms.
 *
 * @param convolutionBias whether convolutions have a bias, though batch norm follows
 * @param samePadding TensorFlow's "same" padding (uneven at stride 2) instead of PyTorch's symmetric one
 * @param batchNormEpsilon added to variances; above 0
 * @param batchNormMomentum share of old running statistics kept at each update, 0 to 1
 */
public record LayerSettings(
        boolean convolutionBias, boolean samePadding, double batchNormEpsilon, double batchNormMomentum) {
    /** torchvision's: no bias, symmetric padding, epsilon 1e-5, momentum 0.1 in PyTorch's convention. */
    public static final LayerSettings TORCHVISION = new LayerSettings(false, false, 1e-5, 0.9);
    /** Keras': bias, "same" padding, epsilon 1.001e-5 as in Keras applications, momentum 0.99. */
    public static final LayerSettings KERAS = new LayerSettings(true, true, 1.001e-5, 0.99);

    public LayerSettings {
        if (!(batchNormEpsilon > 0)) {
            throw new IllegalArgumentException("Batch-norm epsilon must be above 0, not " + batchNormEpsilon + ".");
        }
        if (!(batchNormMomentum >= 0 && batchNormMomentum <= 1)) {
            throw new IllegalArgumentException(
                    "Batch-norm momentum must lie between 0 and 1, not " + batchNormMomentum + ".");
        }
    }
}
