package org.resnetstudio.engine.pytorch;

import java.util.List;
import java.util.Optional;
import org.resnetstudio.engine.CudaBuild;
import org.resnetstudio.engine.CudaSupport;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.EngineLibraries;
import org.resnetstudio.engine.EngineProvider;
import org.resnetstudio.engine.EngineReport;
import org.resnetstudio.engine.Way;
import org.resnetstudio.network.TrainingMemory;
import org.resnetstudio.problem.Sentence;

/** What libtorch offers through Deep Java Library: faster than the home engine, and on newer cards, where it exists. */
public final class PyTorchProvider implements EngineProvider {
    static final String NAME = "pytorch";
    static final String TITLE = "PyTorch";

    /** {@code pytorch-native-cu124}. */
    static final CudaBuild CUDA = new CudaBuild("12.4", CudaBuild.Drivers.OF_CUDA_12, "5.0 6.0 7.0 7.5 8.0 8.6 9.0");

    private static final String CUDA_FLAVOR = "cu124";
    private static final CudaSupport.Words WORDS = new CudaSupport.Words(
            "this libtorch's CUDA 12.4",
            "",
            "",
            "-Pcuda-pytorch",
            "a libtorch with CUDA 12.8 by PYTORCH_LIBRARY_PATH, as the README describes.");

    /** Fitted to measured peaks; see {@link TrainingMemory}. */
    private static final TrainingMemory PROCESSOR = new TrainingMemory(400_000_000, 1.3, 8);

    @Override
    public String shortName() {
        return NAME;
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public List<String> libraries() {
        return List.of("api-*.jar", "pytorch-*.jar");
    }

    @Override
    public List<String> variables() {
        return List.of("PYTORCH_", "ATEN_");
    }

    @Override
    public Optional<Sentence> missing() {
        if (!EngineLibraries.have("ai/djl/engine/Engine.class")
                || !EngineLibraries.have("ai/djl/pytorch/engine/PtEngine.class")) {
            return Optional.of(Sentence.of("problem.engine.pytorch.no-libraries"));
        }
        return Libtorch.flavor().isPresent()
                ? Optional.empty()
                : Optional.of(Sentence.of("problem.engine.pytorch.no-libtorch"));
    }

    @Override
    public List<Way> ways() {
        return List.of(Way.DIRECT, Way.MATRIX_PRODUCTS, Way.SMALLER_INSTRUCTIONS);
    }

    @Override
    public Way firstWay() {
        return SoundProcessors.ofThisMachine().firstWay();
    }

    @Override
    public Optional<Sentence> knownProblem() {
        return firstWay() == Way.DIRECT
                ? Optional.empty()
                : Optional.of(Sentence.of("problem.engine.pytorch.hidden-caches"));
    }

    @Override
    public Optional<CudaSupport> cuda() {
        return Optional.of(cuda(missing().isPresent() ? "" : Libtorch.flavor().orElse("")));
    }

    /** With a flavour of libtorch; of one for CUDA that is not the build's nothing is known. */
    static CudaSupport cuda(String flavor) {
        CudaSupport.Presence presence = CudaSupport.Presence.NONE;
        if (flavor.startsWith("cu")) {
            presence = flavor.equals(CUDA_FLAVOR) ? CudaSupport.Presence.OFFERED : CudaSupport.Presence.OTHER;
        }
        return new CudaSupport(presence, CUDA, WORDS);
    }

    @Override
    public boolean mustUnpack() {
        return missing().isEmpty()
                && Libtorch.flavor().orElse("").startsWith("cu")
                && CudaLibraries.bundled().filter(cuda -> !cuda.unpacked()).isPresent();
    }

    @Override
    public TrainingMemory memory(Device.Kind kind) {
        return kind == Device.Kind.CUDA ? TrainingMemory.GRAPHICS_CARD : PROCESSOR;
    }

    @Override
    public EngineReport probe() throws EngineException {
        EngineLibraries.require(this);
        PyTorchEngine torch = PyTorchEngine.create();
        return new EngineReport(
                torch.description(), torch.device(), torch.cardProblem().orElse(""), Optional.empty(), List.of());
    }

    @Override
    public Engine open(Device.Kind wanted, Way way) throws EngineException {
        EngineLibraries.require(this);
        return PyTorchEngine.create(wanted, way);
    }
}
