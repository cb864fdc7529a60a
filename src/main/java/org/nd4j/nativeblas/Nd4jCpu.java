package org.nd4j.nativeblas;

/**
 * Stands where ND4J kept its CPU bindings before 1.0.0-M2. Deeplearning4j 1.0.0-M2.1 still looks here, by reflection, for whether
 * oneDNN is in use ({@code BaseMKLDNNHelper.mklDnnEnabled}), and silently runs about ten times slower when it finds nothing.
 */
public final class Nd4jCpu {
    private Nd4jCpu() {}

    /** The one question that Deeplearning4j asks, passed on to the bindings' present place. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        /** Called by Deeplearning4j under this name. */
        public static Environment getInstance() {
            return INSTANCE;
        }

        /** Whether the loaded native library computes with oneDNN (formerly MKL-DNN). */
        public boolean isUseMKLDNN() {
            return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance()
                    .isUseONEDNN();
        }
    }
}
