package org.resnetstudio.engine.dl4j;

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

/** What Deeplearning4j, the home engine, offers. */
public final class Dl4jProvider implements EngineProvider {
    static final String NAME = "dl4j";
    static final String TITLE = "Deeplearning4j";

    /** {@code nd4j-cuda-11.6}. */
    static final CudaBuild CUDA =
            new CudaBuild("11.6", CudaBuild.Drivers.OF_CUDA_11, "3.7 5.0 5.2 6.0 6.1 7.0 7.5 8.0 8.6");

    private static final CudaSupport.Words WORDS = new CudaSupport.Words(
            "Deeplearning4j's CUDA 11.6",
            ", which ends with compute capability 8.9",
            ", which begins with compute capability 3.7",
            "-Pcuda",
            "");

    /** Fitted to measured peaks; see {@link TrainingMemory}. */
    private static final TrainingMemory PROCESSOR = new TrainingMemory(600_000_000, 2.6, 8);

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
        return 0;
    }

    /** Without {@code nd4j-api}, whose classes write ONNX files, and JavaCPP with OpenCV and FFmpeg, which read pictures. */
    @Override
    public List<String> libraries() {
        return List.of(
                "deeplearning4j-*.jar",
                "nd4j-native*.jar",
                "nd4j-presets-*.jar",
                "nd4j-cuda-*.jar",
                "cuda-*.jar",
                "datavec-*.jar",
                "hdf5-*.jar");
    }

    @Override
    public Optional<Sentence> missing() {
        if (!EngineLibraries.have("org/deeplearning4j/nn/graph/ComputationGraph.class")) {
            return Optional.of(Sentence.of("problem.engine.dl4j.no-network-library"));
        }
        return EngineLibraries.have(BackEnds.SERVICE)
                ? Optional.empty()
                : Optional.of(Sentence.of("problem.engine.dl4j.no-native-library"));
    }

    @Override
    public List<Way> ways() {
        return List.of(Way.DIRECT, Way.PLAIN);
    }

    @Override
    public Optional<CudaSupport> cuda() {
        return Optional.of(cuda(BackEnds.cudaSeenBy(EngineLibraries.resources())));
    }

    /** Where the CUDA back end is installed or not. */
    static CudaSupport cuda(boolean installed) {
        return new CudaSupport(installed ? CudaSupport.Presence.OFFERED : CudaSupport.Presence.NONE, CUDA, WORDS);
    }

    /** Like that of the other engine, because none was measured on a card. */
    @Override
    public TrainingMemory memory(Device.Kind kind) {
        return kind == Device.Kind.CUDA ? TrainingMemory.GRAPHICS_CARD : PROCESSOR;
    }

    @Override
    public EngineReport probe() throws EngineException {
        EngineLibraries.require(this);
        Dl4jProbe probe = Dl4jProbe.probe(Device.Kind.CUDA);
        boolean slow = probe.device().kind() == Device.Kind.CPU && !probe.oneDnnHelpers();
        return new EngineReport(
                TITLE + " " + probe.version(),
                probe.device(),
                "",
                Optional.of(new EngineReport.Loops(probe.blasVendor(), probe.ompThreads(), probe.oneDnnHelpers())),
                slow
                        ? List.of(
                                "Deeplearning4j trains about ten times slower than it could, because this system has no"
                                        + " oneDNN build of ND4J: train with --engine pytorch, on a 64-bit Intel or AMD processor,"
                                        + " or on a graphics card.")
                        : List.of());
    }

    @Override
    public Engine open(Device.Kind wanted, Way way) throws EngineException {
        EngineLibraries.require(this);
        return Dl4jEngine.create(wanted, way);
    }
}
