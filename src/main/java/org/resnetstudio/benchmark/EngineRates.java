package org.resnetstudio.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.resnetstudio.engine.Way;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.TemporaryFolder;
import org.resnetstudio.files.UnwritableFileException;
import org.resnetstudio.files.UserCache;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.json.JsonMappers;
import org.resnetstudio.json.SentenceJson;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.Sentence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which engines compute a network right on this machine, in which way, and how fast each one trains networks like it. Found out once, in
 * processes of their own, so that a library that crashes takes nothing down; then remembered until the studio, its libraries or the
 * machine change. Reads and writes a file at every call: not for the FX thread.
 */
public final class EngineRates {
    private static final Logger LOG = LoggerFactory.getLogger(EngineRates.class);
    private static final String MACHINE = "machine";
    private static final String FAMILIES = "families";
    private static final String NETWORKS = "networks";
    private static final String WAY = "way";
    private static final String REASON = "reason";
    private static final String LASTING = "lasting";
    private static final String RATE = "imagesPerSecond";

    private static final JsonMapper JSON = JsonMappers.LENIENT;

    /** Follows a measurement, which takes some seconds for each engine. */
    public interface Progress {
        /** Follows nothing and never stops. */
        Progress NONE = new Progress() {
            @Override
            public void measuring(EngineChoice engine) {
                // nobody wants to know
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };

        /** Told before each trial of an engine, and never if all is known. */
        void measuring(EngineChoice engine);

        /** Whether to stop measuring. */
        boolean isCancelled();
    }

    /** Says what the outcome depends on. */
    @FunctionalInterface
    interface Identity {
        /** As one text; takes some seconds on some systems. */
        String describe() throws IOException;
    }

    private final Path file;
    private final List<EngineWays> engines;
    private final List<EngineWays> installed;
    private final Identity identity;
    private final Trials trials;

    /**
     * Remembers in a file.
     *
     * @param engines the home engine first; those whose libraries are missing as well
     * @param identity what it depends on
     */
    EngineRates(Path file, List<EngineWays> engines, Identity identity, Trials trials) {
        this.file = file;
        this.engines = List.copyOf(engines);
        this.installed = this.engines.stream().filter(EngineWays::isInstalled).toList();
        this.identity = identity;
        this.trials = trials;
    }

    /**
     * Rates of this user on this machine.
     *
     * @param engines the home engine first; those whose libraries are missing as well
     * @param onCard whether they are measured on a graphics card, if there is one
     */
    public static EngineRates ofThisMachine(List<EngineWays> engines, boolean onCard) {
        return new EngineRates(
                UserCache.folder().resolve(onCard ? "engines-card.json" : "engines.json"),
                engines,
                MachineIdentity::describe,
                new TrialProcess(onCard ? DeviceChoice.AUTO : DeviceChoice.CPU));
    }

    /** What is known already, by family; all of {@link Workload#FAMILIES} are keys. */
    public Map<Workload, EngineComparison> remembered() throws IOException {
        ObjectNode all = read();
        Map<Workload, EngineComparison> known = new LinkedHashMap<>();
        Workload.FAMILIES.forEach(family -> known.put(family, comparison(all, family)));
        return known;
    }

    /**
     * Measures the engines with the work that stands for a family, if that is not known. What did not work last time for a cause that
     * may be gone is tried again.
     *
     * @return what is known now of all engines
     * @throws CancellationException if it was cancelled; what was known before is remembered
     */
    public EngineComparison compare(Workload family, Progress progress) throws IOException, InterruptedException {
        ObjectNode all = read();
        settle(all, family.trial(), family, false, progress);
        return comparison(all, family);
    }

    /**
     * Measures all engines, because a rate that is known may have been measured while something else kept the machine busy.
     *
     * @return what is known now of all engines
     * @throws CancellationException if it was cancelled; what was known before is remembered
     */
    public EngineComparison compareAgain(Workload family, Progress progress) throws IOException, InterruptedException {
        ObjectNode all = read();
        settle(all, family.trial(), family, true, progress);
        return comparison(all, family);
    }

    /**
     * The engine to train a network with, and how; found out first where that is not known.
     *
     * @param batchSize of the run, at least 1
     * @param wanted engine, or {@link EngineChoice#AUTO} for the fastest one that computes right
     * @throws CancellationException if it was cancelled
     * @throws UnusableEngineException if the wanted engine, or any, does not work here or computes wrong numbers
     */
    public EngineSelection choose(ResNetSpec network, int batchSize, EngineChoice wanted, Progress progress)
            throws IOException, InterruptedException {
        if (!wanted.isAuto()
                && installed.stream().noneMatch(ways -> ways.engine().equals(wanted))) {
            return EngineSelection.of(wanted, Map.of());
        }
        TrialWork work = TrialWork.of(network, batchSize);
        return EngineSelection.of(wanted, settle(read(), work, Workload.standingFor(network), false, progress));
    }

    /**
     * Whether the engines compute a network right, found out anew.
     *
     * @return a line for each engine
     */
    public List<ProofLine> prove(ResNetSpec network, int batchSize, Progress progress)
            throws IOException, InterruptedException {
        TrialWork work = TrialWork.of(network, batchSize);
        return settle(read(), work, Workload.standingFor(network), true, progress).entrySet().stream()
                .map(verdict -> ProofLine.of(verdict.getKey(), verdict.getValue()))
                .toList();
    }

    /**
     * What is known of the engines with a network; tries them where that is not enough.
     *
     * @param all that is known, which gets what is found out
     */
    private Map<EngineChoice, Verdict> settle(
            ObjectNode all, TrialWork work, Workload family, boolean again, Progress progress)
            throws IOException, InterruptedException {
        ObjectNode known = all.withObjectProperty(NETWORKS).withObjectProperty(work.key());
        Map<EngineChoice, Verdict> verdicts = new LinkedHashMap<>();
        for (EngineWays engine : installed) {
            verdict(known.path(engine.engine().shortName()))
                    .filter(Verdict::lasting)
                    .ifPresent(found -> verdicts.put(engine.engine(), found));
        }
        if (installed.isEmpty()) {
            throw new UnusableEngineException(Sentence.of(
                    "problem.benchmark.no-engine",
                    engines.get(0).engine().title(),
                    engines.get(0).known().orElse(Sentence.EMPTY)));
        }
        if (!again && verdicts.size() == installed.size()) {
            return verdicts;
        }
        Map<EngineChoice, Verdict> found;
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            EngineSettlement settlement = new EngineSettlement(work, family, trials, folder.path(), progress);
            List<EngineAttempts> attempts =
                    installed.stream().map(EngineAttempts::new).toList();
            found = settlement.settle(attempts);
        }
        ObjectNode latest = all.withObjectProperty(FAMILIES).withObjectProperty(key(family));
        found.forEach((engine, verdict) -> {
            known.set(engine.shortName(), json(verdict));
            latest.set(engine.shortName(), json(verdict));
        });
        remember(all);
        return found;
    }

    private static ObjectNode json(Verdict verdict) {
        ObjectNode json = JSON.createObjectNode().put(LASTING, verdict.lasting());
        verdict.reason().ifPresent(reason -> json.set(REASON, SentenceJson.toTree(reason)));
        verdict.way().ifPresent(way -> json.put(WAY, way.shortName()));
        verdict.imagesPerSecond().ifPresent(rate -> json.put(RATE, rate));
        return json;
    }

    /** What {@link #json} wrote; empty if there is nothing, or something damaged, so that it is found out anew. */
    private static Optional<Verdict> verdict(JsonNode json) {
        Optional<Sentence> reason = SentenceJson.read(json.path(REASON));
        if (!json.path(LASTING).isBoolean() || (json.has(REASON) && reason.isEmpty())) {
            return Optional.empty();
        }
        try {
            Optional<Way> way =
                    json.has(WAY) ? Optional.of(Way.named(json.path(WAY).asText())) : Optional.empty();
            JsonNode rate = json.path(RATE);
            return Optional.of(new Verdict(
                    way,
                    reason,
                    json.path(LASTING).asBoolean(),
                    rate.isNumber() ? OptionalDouble.of(rate.asDouble()) : OptionalDouble.empty()));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** What was found out last with a network of a family. */
    private EngineComparison comparison(ObjectNode all, Workload family) {
        JsonNode latest = all.path(FAMILIES).path(key(family));
        Map<EngineChoice, Double> rates = new LinkedHashMap<>();
        Map<EngineChoice, Sentence> problems = new LinkedHashMap<>();
        Map<EngineChoice, Sentence> notes = new LinkedHashMap<>();
        for (EngineWays ways : engines) {
            EngineChoice engine = ways.engine();
            if (!ways.isInstalled()) {
                problems.put(engine, ways.known().orElse(Sentence.EMPTY));
                continue;
            }
            verdict(latest.path(engine.shortName())).ifPresent(verdict -> {
                if (verdict.way().isEmpty()) {
                    problems.put(engine, EngineSelection.reason(verdict));
                    return;
                }
                verdict.imagesPerSecond().ifPresent(rate -> rates.put(engine, rate));
                EngineSelection.note(engine, verdict).ifPresent(note -> notes.put(engine, note));
            });
        }
        return new EngineComparison(rates, problems, notes);
    }

    private static String key(Workload work) {
        return work.network() + " " + work.imageSizePx() + " px, batch " + work.batchSize();
    }

    /** What is known for this machine as it is; nothing, if the file was damaged. */
    private ObjectNode read() throws IOException {
        String machine = identity.describe();
        ObjectNode empty = JSON.createObjectNode().put(MACHINE, machine);
        if (!Files.exists(file)) {
            return empty;
        }
        try {
            JsonNode read = JSON.readTree(file.toFile());
            return read instanceof ObjectNode known
                            && known.path(MACHINE).asText().equals(machine)
                            && holdsObjects(known.path(FAMILIES))
                            && holdsObjects(known.path(NETWORKS))
                    ? known
                    : empty;
        } catch (IOException damaged) {
            return empty; // it is written anew
        }
    }

    private static boolean holdsObjects(JsonNode map) {
        if (map.isMissingNode()) {
            return true;
        }
        boolean objects = map.isObject();
        for (JsonNode value : map) {
            objects &= value.isObject();
        }
        return objects;
    }

    private void remember(ObjectNode all) throws IOException {
        try {
            AtomicFile.write(file, JSON.writeValueAsBytes(all));
        } catch (UnwritableFileException e) {
            LOG.warn("The engines are compared again next time. {}", e.getMessage());
        }
    }
}
