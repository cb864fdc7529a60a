package org.resnetstudio.engine.dl4j;

import java.util.Locale;
import java.util.Properties;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.EngineFailures;
import org.resnetstudio.files.JavaCppLog;

/** ND4J's process-wide state: everything that must be set before the first network is made. */
final class Nd4jRuntime {
    /** Deeplearning4j's failures as sentences. Workspaces keep the size of the largest pass they saw, and would fail the next, smaller
     * attempt as well. */
    static final EngineFailures FAILURES = new EngineFailures("Deeplearning4j", () -> {
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        System.gc();
    });

    private static boolean started;
    private static boolean withoutOneDnn;
    private static Boolean onCpu;

    private Nd4jRuntime() {}

    /** Makes ND4J compute without oneDNN, which is about ten times slower; has no effect once it was loaded. */
    static synchronized void leaveOneDnnOut() {
        if (!started) {
            withoutOneDnn = true;
            System.setProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY, "true");
        }
    }

    /** Loads ND4J; as {@link #start(Device.Kind)} for a graphics card. */
    static void start() {
        start(Device.Kind.CUDA);
    }

    /**
     * Loads ND4J's native library with its oneDNN helpers, which Deeplearning4j disables by default. Without crash dumps: they would
     * land in whatever folder the user works in, and the message that a user needs comes with the exception.
     *
     * @param wanted {@code CUDA} takes the first graphics card if this build can compute on it; only the first call decides
     */
    static synchronized void start(Device.Kind wanted) {
        if (started) {
            return;
        }
        if (System.getProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY) == null) {
            System.setProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY, "false");
        }
        JavaCppLog.useLog();
        Workers.start();
        CrashReportingUtil.crashDumpsEnabled(false);
        BackEnds.choose(wanted);
        Nd4j.getExecutioner();
        if (withoutOneDnn) {
            Nd4j.getEnvironment().allowHelpers(false);
        }
        started = true;
    }

    /** What the loaded back end says about itself, under {@link Nd4jEnvironment}'s keys. */
    static Properties information() {
        return Nd4j.getExecutioner().getEnvironmentInformation();
    }

    /** Whether arrays live in this process's memory, so that Java may read and write them in place. */
    static synchronized boolean onCpu() {
        if (onCpu == null) {
            // asked once: ND4J makes a new list of all that it knows at every question
            onCpu = information()
                    .getProperty(Nd4jEnvironment.BACKEND_KEY)
                    .toUpperCase(Locale.ROOT)
                    .equals("CPU");
        }
        return onCpu;
    }
}
