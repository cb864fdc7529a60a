package org.resnetstudio.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.resnetstudio.StudioVersion;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.UnwritableFileException;
import org.resnetstudio.files.UserCache;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.training.EngineChoice;
import org.resnetstudio.training.Machine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast each engine trains a family of networks on this machine. Measured once, in a process for each engine, so that a library that
 * crashes takes nothing down; then remembered until the studio, its CUDA libraries or the number of processor cores change. Reads and
 * writes a file at every call: not for the FX thread.
 */
public final class EngineRates {
    private static final Logger LOG = LoggerFactory.getLogger(EngineRates.class);
    /** Steps that are timed. */
    private static final int RUNS = 6;

    private static final String NO_PYTORCH = "libtorch does not exist for this system.";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CUDA_JAR = Pattern.compile("(.*-)?cu(da|\\d).*\\.jar");

    /** Measures one engine. */
    @FunctionalInterface
    public interface Measurement {
        /**
         * Images a second.
         *
         * @param cancelled asked often; true ends it
         * @throws IOException with a sentence, if the engine does not work here
         * @throws CancellationException if it was cancelled
         */
        double imagesPerSecond(EngineChoice engine, Work work, BooleanSupplier cancelled)
                throws IOException, InterruptedException;
    }

    /** Follows a measurement, which takes some seconds for each engine. */
    public interface Progress {
        /** Told before each engine that is measured, and never if all are known. */
        void measuring(EngineChoice engine);

        /** Whether to stop measuring. */
        boolean isCancelled();
    }

    private final Path file;
    private final BooleanSupplier pytorchInstalled;
    private final Measurement measurement;

    /**
     * Remembers rates in a file.
     *
     * @param pytorchInstalled whether this installation holds libtorch for a system such as this one
     */
    public EngineRates(Path file, BooleanSupplier pytorchInstalled, Measurement measurement) {
        this.file = file;
        this.pytorchInstalled = pytorchInstalled;
        this.measurement = measurement;
    }

    /**
     * Rates of this user on this machine.
     *
     * @param pytorchInstalled whether this installation holds libtorch for a system such as this one
     */
    public static EngineRates ofThisMachine(BooleanSupplier pytorchInstalled) {
        return new EngineRates(
                UserCache.folder().resolve("engine-rates.json"), pytorchInstalled, EngineRates::measureInOwnProcess);
    }

    /** What is known already, by family; all of {@link Work#FAMILIES} are keys. */
    public Map<Work, EngineComparison> remembered() throws IOException {
        ObjectNode all = read();
        Map<Work, EngineComparison> known = new LinkedHashMap<>();
        Work.FAMILIES.forEach(family -> known.put(family, comparison(all.withObjectProperty(key(family)))));
        return known;
    }

    /**
     * Measures those engines whose rate is not known. What did not work last time is tried again.
     *
     * @return what is known now of all engines
     * @throws CancellationException if it was cancelled; what was measured before is remembered
     */
    public EngineComparison compare(Work family, Progress progress) throws IOException, InterruptedException {
        return measure(family, false, progress);
    }

    /**
     * Measures all engines, because a rate that is known may have been measured while something else kept the machine busy.
     *
     * @return what is known now of all engines
     * @throws CancellationException if it was cancelled; what was known or measured before is remembered
     */
    public EngineComparison compareAgain(Work family, Progress progress) throws IOException, InterruptedException {
        return measure(family, true, progress);
    }

    private EngineComparison measure(Work family, boolean again, Progress progress)
            throws IOException, InterruptedException {
        ObjectNode all = read();
        ObjectNode known = all.withObjectProperty(key(family));
        for (EngineChoice engine : installed()) {
            String name = engine.shortName();
            if (!again && known.path(name).isNumber()) {
                continue;
            }
            progress.measuring(engine);
            try {
                known.put(name, measurement.imagesPerSecond(engine, family, progress::isCancelled));
            } catch (IOException e) {
                known.put(name, e.getMessage());
            }
            remember(all);
        }
        return comparison(known);
    }

    /**
     * The fastest engine that works here, to train a network with; measured if that is not known.
     *
     * @param told in a sentence what is chosen, and why
     * @throws CancellationException if it was cancelled
     */
    public EngineChoice choose(ResNetSpec network, Progress progress, Consumer<String> told)
            throws IOException, InterruptedException {
        EngineComparison compared = installed().size() > 1
                ? compare(Work.standingFor(network), progress)
                : new EngineComparison(Map.of(), Map.of(EngineChoice.PYTORCH, NO_PYTORCH));
        told.accept(compared.sentence());
        return compared.fastest();
    }

    private List<EngineChoice> installed() {
        return pytorchInstalled.getAsBoolean() ? EngineChoice.ENGINES : List.of(EngineChoice.DL4J);
    }

    private EngineComparison comparison(ObjectNode known) {
        Map<EngineChoice, Double> rates = new LinkedHashMap<>();
        Map<EngineChoice, String> problems = new LinkedHashMap<>();
        List<EngineChoice> installed = installed();
        for (EngineChoice engine : EngineChoice.ENGINES) {
            JsonNode value = known.path(engine.shortName());
            if (!installed.contains(engine)) {
                problems.put(engine, NO_PYTORCH);
            } else if (value.isNumber()) {
                rates.put(engine, value.asDouble());
            } else if (value.isTextual()) {
                problems.put(engine, value.asText());
            }
        }
        return new EngineComparison(rates, problems);
    }

    private static String key(Work work) {
        return work.network() + " " + work.imageSizePx() + " px, batch " + work.batchSize();
    }

    /** What is known for this machine as it is; nothing, if the file was damaged. */
    private ObjectNode read() throws IOException {
        String machine = StudioVersion.current() + ", " + Machine.physicalCores() + " cores" + cudaLibraries();
        ObjectNode empty = JSON.createObjectNode().put("machine", machine);
        if (!Files.exists(file)) {
            return empty;
        }
        try {
            JsonNode read = JSON.readTree(file.toFile());
            return read instanceof ObjectNode known
                            && known.path("machine").asText().equals(machine)
                    ? known
                    : empty;
        } catch (IOException damaged) {
            return empty; // it is written anew
        }
    }

    /** The jars of this installation with which an engine can compute on a graphics card. */
    private static String cudaLibraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> entry.substring(entry.lastIndexOf(File.separatorChar) + 1))
                .filter(CUDA_JAR.asMatchPredicate())
                .sorted()
                .map(jar -> ", " + jar)
                .collect(Collectors.joining());
    }

    private void remember(ObjectNode all) throws IOException {
        try {
            AtomicFile.write(file, JSON.writeValueAsBytes(all));
        } catch (UnwritableFileException e) {
            LOG.warn("The rates are measured again next time, because they cannot be kept", e);
        }
    }

    private static double measureInOwnProcess(EngineChoice engine, Work work, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        return BenchmarkProcess.run(engine, work, Optional.of("train"), RUNS, cancelled)
                .path(0)
                .path("imagesPerSecond")
                .asDouble();
    }
}
