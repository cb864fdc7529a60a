package org.resnetstudio.engine.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.Processor;
import org.resnetstudio.files.LibraryFolder;
import org.resnetstudio.problem.Causes;
import org.resnetstudio.problem.Sentence;

/**
 * What ND4J loaded on this machine, for {@code studio doctor}.
 *
 * @param version of Deeplearning4j and ND4J
 * @param backend {@code CPU} or {@code CUDA}
 * @param device what it computes on
 * @param blasVendor of matrix multiplications, such as {@code OPENBLAS}
 * @param ompThreads threads of the native library's loops; set by {@code OMP_NUM_THREADS}
 * @param oneDnnHelpers whether convolutions run on oneDNN; if not, training on a CPU is about ten times slower
 */
public record Dl4jProbe(
        String version, String backend, Device device, String blasVendor, int ompThreads, boolean oneDnnHelpers) {
    static final String VERSION = "1.0.0-M2.1";

    /**
     * Loads ND4J, which takes one to four seconds, and asks it.
     *
     * @param wanted as for {@link Dl4jEngine#create(Device.Kind)}
     * @throws EngineException if its native library cannot be loaded on this machine
     */
    public static Dl4jProbe probe(Device.Kind wanted) throws EngineException {
        try {
            Nd4jRuntime.start(wanted);
        } catch (RuntimeException | LinkageError e) {
            throw new EngineException(
                    LibraryFolder.javaCpp()
                            .problem(Sentence.of("problem.files.library.nd4j"))
                            .orElseGet(() -> Sentence.of("problem.engine.dl4j.library", Causes.reason(e))),
                    e);
        }
        Properties information = Nd4jRuntime.information();
        boolean cpu = Nd4jRuntime.onCpu();
        if (!cpu) {
            requireComputing();
        }
        return new Dl4jProbe(
                VERSION,
                information.getProperty(Nd4jEnvironment.BACKEND_KEY),
                cpu ? Processor.device(Pointer.maxPhysicalBytes()) : graphicsCard(information),
                String.valueOf(information.get(Nd4jEnvironment.BLAS_VENDOR_KEY)),
                Nd4j.getEnvironment().maxThreads(),
                cpu && BaseMKLDNNHelper.mklDnnEnabled());
    }

    /** A card that ND4J has no code for is accepted, and then computes nothing. */
    private static void requireComputing() throws EngineException {
        double sum = Nd4jRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.card"),
                () -> Nd4j.ones(4).addi(1).sumNumber().doubleValue());
        if (sum != 8) {
            throw new EngineException(Sentence.of("problem.engine.dl4j.card"), null);
        }
    }

    private static Device graphicsCard(Properties information) {
        if (information.get(Nd4jEnvironment.CUDA_DEVICE_INFORMATION_KEY) instanceof List<?> cards
                && !cards.isEmpty()
                && cards.get(0) instanceof Map<?, ?> card) {
            long memory = Long.parseLong(String.valueOf(card.get(Nd4jEnvironment.CUDA_TOTAL_MEMORY_KEY)));
            return new Device(Device.Kind.CUDA, String.valueOf(card.get(Nd4jEnvironment.CUDA_DEVICE_NAME_KEY)), memory);
        }
        return new Device(Device.Kind.CUDA, "CUDA device", 0);
    }
}
