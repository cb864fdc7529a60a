package org.resnetstudio.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resnetstudio.StudioVersion;
import org.resnetstudio.engine.EngineLibraries;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.engine.Processor;
import org.resnetstudio.training.Hardware;

/** All that the engines' numbers and speed depend on, as one text. */
final class MachineIdentity {
    /** What several engines compute with. */
    private static final Pattern SHARED = Pattern.compile("(nd4j|openblas).*\\.jar");

    private static final List<String> VARIABLES =
            List.of("ONEDNN_", "DNNL_", "OMP_", "MKL_", "OPENBLAS_", "CUDA_VISIBLE_DEVICES");
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
                + Integer.toHexString(features) + ", " + Hardware.physicalCores() + " cores"
                + (Processor.tellsCaches(ROOT) ? "" : ", caches not told")
                + libraries(EngineLibraries.ofThisProcess().all())
                + variables(System.getenv(), Hardware.physicalCores());
    }

    /** The jars that engines compute with. */
    static String libraries(List<String> entries) {
        return entries.stream()
                .filter(MachineIdentity::computes)
                .map(entry -> entry.substring(entry.lastIndexOf(File.separatorChar) + 1))
                .sorted()
                .map(jar -> ", " + jar)
                .collect(Collectors.joining());
    }

    private static boolean computes(String entry) {
        return SHARED.matcher(entry.substring(entry.lastIndexOf(File.separatorChar) + 1))
                        .matches()
                || Engines.ofThisProgram().all().stream().anyMatch(engine -> EngineLibraries.claims(engine, entry));
    }

    /** Those that change what libraries do; the number of threads only where it is not the one that the studio itself would set. */
    static String variables(Map<String, String> environment, int cores) {
        Map<String, String> telling = new TreeMap<>(environment);
        telling.remove("OMP_NUM_THREADS", Integer.toString(cores));
        return telling.entrySet().stream()
                .filter(variable -> beginnings().anyMatch(variable.getKey()::startsWith))
                .map(variable -> ", " + variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.joining());
    }

    private static Stream<String> beginnings() {
        return Stream.concat(
                VARIABLES.stream(),
                Engines.ofThisProgram().all().stream().flatMap(engine -> engine.variables().stream()));
    }
}
