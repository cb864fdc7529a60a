package org.resnetstudio.network;

/**
 * Forecasts the memory of training: what a trainer's process holds, or the graphics card that it uses. The figures of processes were
 * fitted to peaks that {@code studio bench --only pipeline} measured on Linux for ResNet-20 (32 px, batch 128), ResNet-18 (64 px, 64),
 * ResNet-50 (224 px, 8) and mini (224 px, 16).
 *
 * @param programBytes what is there with next to nothing to train: the Java virtual machine and the library, or the driver's context
 * @param activationCopies how often every activation is there: kept for the backward pass, as a gradient, or as scratch
 * @param weightCopies how often every weight is there: itself, its gradient, the optimizer's values, and what a checkpoint takes
 */
public record TrainingMemory(long programBytes, double activationCopies, double weightCopies) {
    /** Pictures for one update. */
    public static final int LARGEST_BATCH = 4096;

    /**
     * The memory of a graphics card with libtorch. An estimate from what libtorch holds, not measured on a card: activations as often as on
     * the processor; weights, their gradients and the two values of Adam; 0.8 GB for the context of the driver, the code of CUDA's
     * libraries, and what cuDNN's convolutions work with. Checkpoints are taken in the memory of the machine.
     */
    public static final TrainingMemory GRAPHICS_CARD = new TrainingMemory(800_000_000, 1.3, 4);

    /** What covers both. */
    public TrainingMemory orMore(TrainingMemory other) {
        return new TrainingMemory(
                Math.max(programBytes, other.programBytes),
                Math.max(activationCopies, other.activationCopies),
                Math.max(weightCopies, other.weightCopies));
    }

    /**
     * The largest batch that fits.
     *
     * @param memoryBytes that training may take
     * @return 0 if not even a single picture does; at most {@link #LARGEST_BATCH}
     */
    public int largestBatch(NetworkGraph graph, long memoryBytes) {
        double left = memoryBytes - programBytes - weightCopies * graph.allParameters() * Float.BYTES;
        double picture = activationCopies * graph.activationElements() * Float.BYTES;
        return (int) Math.max(0, Math.min(LARGEST_BATCH, Math.floor(left / picture)));
    }

    /**
     * The most memory that training takes.
     *
     * @param batchSize pictures per update, at least 1
     */
    public long bytes(NetworkGraph graph, int batchSize) {
        double values =
                activationCopies * graph.activationElements() * batchSize + weightCopies * graph.allParameters();
        return programBytes + Math.round(Float.BYTES * values);
    }
}
