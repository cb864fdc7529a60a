package org.resnetstudio.engine.pytorch;

import java.util.Locale;
import org.resnetstudio.files.DiskFailure;
import org.resnetstudio.problem.Causes;

/** Why libtorch could not be loaded, in one sentence with its remedy. */
final class LoadFailure {
    private static final String OTHERWISE = ", or train with --engine dl4j.";

    private LoadFailure() {}

    /**
     * The sentence.
     *
     * @param failure what Deep Java Library or the system threw
     * @param systemName {@code os.name}
     */
    static String sentence(Throwable failure, String systemName) {
        String reason = Causes.reason(failure);
        String lower = reason.toLowerCase(Locale.ROOT);
        boolean windows = systemName.startsWith("Windows");
        if (lower.contains("glibc") || lower.contains("cxxabi")) {
            return "PyTorch needs a newer C library than this system has (" + reason + "): update the system"
                    + OTHERWISE;
        }
        if (windows && (lower.contains("dependent libraries") || lower.contains("module could not be found"))) {
            return "PyTorch cannot be loaded (" + reason
                    + "): install the Microsoft Visual C++ Redistributable (x64) from"
                    + " https://aka.ms/vs/17/release/vc_redist.x64.exe" + OTHERWISE;
        }
        if (lower.contains("failed to map segment") || lower.contains("operation not permitted")) {
            return "PyTorch cannot be loaded from its folder, where the system allows no programs (" + reason
                    + "): set the environment variable DJL_CACHE_DIR to a folder on another disk" + OTHERWISE;
        }
        if (DiskFailure.isFull(reason)) {
            return "PyTorch's libraries cannot be unpacked, because the disk is full (" + reason
                    + "): free some space, or set the environment variable DJL_CACHE_DIR to a folder on another disk.";
        }
        if (lower.contains("offline mode") || lower.contains("no pytorch native library")) {
            return "PyTorch's native library is not there for this system: train with --engine dl4j.";
        }
        return "PyTorch's native library does not run on this machine (" + reason + "): train with --engine dl4j.";
    }
}
