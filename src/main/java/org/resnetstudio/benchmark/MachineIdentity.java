package org.resnetstudio.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.resnetstudio.StudioVersion;
import org.resnetstudio.engine.Processor;
import org.resnetstudio.training.Machine;

/** All that the engines' numbers and speed depend on, as one text. */
final class MachineIdentity {
    private static final Pattern LIBRARY = Pattern.compile("(nd4j|deeplearning4j|pytorch|openblas|cuda).*\\.jar");
    private static final List<String> VARIABLES =
            List.of("ONEDNN_", "DNNL_", "OMP_", "MKL_", "OPENBLAS_", "PYTORCH_", "CUDA_VISIBLE_DEVICES", "ATEN_");
    private static final Path ROOT = Path.of("/");

    private MachineIdentity() {}

    /** Of this machine, this version of the studio and its libraries, and the settings in the environment. */
    static String describe() throws IOException {
        // a hash, because the list of what a processor can do is long
        int features = Processor.told(ROOT, "flags")
                .or(() -> Processor.told(ROOT, "Features"))
                .orElse("")
                .hashCode();
        return StudioVersion.current() + ", " + Processor.device(0).name() + ", features "
                + Integer.toHexString(features) + ", " + Machine.physicalCores() + " cores"
                + (Processor.tellsCaches(ROOT) ? "" : ", caches not told")
                + libraries(System.getProperty("java.class.path"))
                + variables(System.getenv(), Machine.physicalCores());
    }

    static String libraries(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> entry.substring(entry.lastIndexOf(File.separatorChar) + 1))
                .filter(LIBRARY.asMatchPredicate())
                .sorted()
                .map(jar -> ", " + jar)
                .collect(Collectors.joining());
    }

    /** Those that change what libraries do; the number of threads only where it is not the one that the studio itself would set. */
    static String variables(Map<String, String> environment, int cores) {
        Map<String, String> telling = new TreeMap<>(environment);
        telling.remove("OMP_NUM_THREADS", Integer.toString(cores));
        return telling.entrySet().stream()
                .filter(variable -> VARIABLES.stream().anyMatch(variable.getKey()::startsWith))
                .map(variable -> ", " + variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.joining());
    }
}
