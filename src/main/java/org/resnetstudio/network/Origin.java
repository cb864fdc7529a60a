package org.resnetstudio.network;

/** Where a variant comes from, which decides how its parameters are counted. */
public enum Origin {
    /** A tutorial that builds a small network with Keras' layers. */
    TUTORIAL(true),
    /** He et al. 2015 §4.2 and He et al. 2016, for CIFAR. */
    CIFAR(false),
    /** torchvision: He et al. 2015, table 1, with the stride in the 3 x 3 convolutions. */
    TORCHVISION(false),
    /** Keras applications: He et al. 2015, table 1, with biases. */
    KERAS(true),
    /** timm (PyTorch Image Models): what later papers changed in the networks of torchvision. */
    TIMM(false),
    /** TensorFlow 1's slim and the tutorials that follow it, with zero-padding shortcuts. */
    TENSORFLOW_1(false);

    private final boolean countsRunningStatistics;

    Origin(boolean countsRunningStatistics) {
        this.countsRunningStatistics = countsRunningStatistics;
    }

    /** Whether the source counts the running statistics of batch norm among the parameters, as Keras does. */
    public boolean countsRunningStatistics() {
        return countsRunningStatistics;
    }
}
