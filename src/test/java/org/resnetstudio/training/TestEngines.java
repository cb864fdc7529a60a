package org.resnetstudio.training;

import org.resnetstudio.engine.CudaSupport;
import org.resnetstudio.job.EngineChoice;

/** The engines of this program, for tests that tell them apart. */
public final class TestEngines {
    public static final EngineChoice DL4J = EngineChoice.named("dl4j");
    public static final EngineChoice PYTORCH = EngineChoice.named("pytorch");

    private TestEngines() {}

    /** What an engine could do on graphics cards if it had CUDA libraries or not. */
    public static CudaSupport cuda(EngineChoice engine, CudaSupport.Presence presence) {
        CudaSupport support = engine.provider().cuda().orElseThrow();
        return new CudaSupport(presence, support.offered(), support.words());
    }

    /** What Deeplearning4j can do on graphics cards, with or without its CUDA libraries. */
    public static CudaSupport dl4jCuda(boolean installed) {
        return cuda(DL4J, installed ? CudaSupport.Presence.OFFERED : CudaSupport.Presence.NONE);
    }

    /** What PyTorch can do on graphics cards, with this flavour of libtorch. */
    public static CudaSupport pytorchCuda(String flavor) {
        return cuda(
                PYTORCH,
                switch (flavor) {
                    case "cpu" -> CudaSupport.Presence.NONE;
                    case "cu124" -> CudaSupport.Presence.OFFERED;
                    default -> CudaSupport.Presence.OTHER;
                });
    }
}
