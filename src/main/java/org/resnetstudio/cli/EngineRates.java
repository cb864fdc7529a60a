package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.StudioVersion;
import org.resnetstudio.benchmark.Work;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.UnwritableFileException;
import org.resnetstudio.training.EngineChoice;
import org.resnetstudio.training.Machine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast each engine trains a family of networks on this machine. Measured once, in a process for each engine, so that a library that
 * crashes takes nothing down; then remembered until the studio or the number of processor cores changes.
 */
final class EngineRates {
    private static final Logger LOG = LoggerFactory.getLogger(EngineRates.class);
    /** Steps that are timed. */
    private static final int RUNS = 6;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Measures one engine. */
    @FunctionalInterface
    interface Measurement {
        /**
         * Images a second.
         *
         * @throws IOException with a sentence, if the engine does not work here
         */
        double imagesPerSecond(EngineChoice engine, Work work) throws IOException, InterruptedException;
    }

    private final Path file;
    private final Measurement measurement;

    /** Remembers rates in a file. */
    EngineRates(Path file, Measurement measurement) {
        this.file = file;
        this.measurement = measurement;
    }

    /** Rates of this user on this machine. */
    static EngineRates ofThisMachine() {
        return new EngineRates(UserCache.folder().resolve("engine-rates.json"), EngineRates::measure);
    }

    /**
     * The rates of those engines that work, in images a second; measured unless they are known. One that fails now is tried again
     * next time.
     *
     * @param beforeMeasuring told before anything is measured, which takes some seconds for each engine
     */
    Map<EngineChoice, Double> of(Work work, List<EngineChoice> engines, Runnable beforeMeasuring)
            throws IOException, InterruptedException {
        ObjectNode all = remembered();
        ObjectNode known = all.withObjectProperty(key(work));
        boolean complete = engines.stream().allMatch(engine -> known.has(engine.shortName()));
        if (!complete) {
            beforeMeasuring.run();
        }
        Map<EngineChoice, Double> rates = new LinkedHashMap<>();
        for (EngineChoice engine : engines) {
            if (!known.has(engine.shortName())) {
                try {
                    known.put(engine.shortName(), measurement.imagesPerSecond(engine, work));
                } catch (IOException e) {
                    LOG.warn("{} cannot be used: {}", engine.title(), e.getMessage());
                    continue;
                }
            }
            rates.put(engine, known.get(engine.shortName()).asDouble());
        }
        if (!complete) {
            remember(all);
        }
        return rates;
    }

    private static String key(Work work) {
        return work.network() + " " + work.imageSizePx() + " px, batch " + work.batchSize();
    }

    /** What is known for this machine as it is; nothing, if the file was damaged. */
    private ObjectNode remembered() throws IOException {
        String machine = StudioVersion.current() + ", " + Machine.physicalCores() + " cores";
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

    private void remember(ObjectNode all) throws IOException {
        try {
            AtomicFile.write(file, JSON.writeValueAsBytes(all));
        } catch (UnwritableFileException e) {
            LOG.warn("The rates are measured again next time, because they cannot be kept", e);
        }
    }

    private static double measure(EngineChoice engine, Work work) throws IOException, InterruptedException {
        return BenchCommand.inOwnProcess(engine, work, Optional.of(BenchCommand.Part.TRAIN), RUNS)
                .path(0)
                .path("imagesPerSecond")
                .asDouble();
    }
}
