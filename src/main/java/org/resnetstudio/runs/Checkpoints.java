package org.resnetstudio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.codec.MalformedJsonException;
import org.resnetstudio.codec.StudioJson;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.Checksum;
import org.resnetstudio.files.Folders;
import org.resnetstudio.json.JsonMappers;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.Weights;

/**
 * The checkpoints of a run: {@code last/}, the one before it in {@code previous/}, {@code best/}, and {@code epoch-12/} of each epoch that
 * somebody wanted to keep. Each has {@code weights.safetensors}, {@code optimizer.safetensors} and {@code state.json}, which belong
 * together: the last one holds checksums of the others. Where an average of the weights is what is used, it is in the first, and the weights
 * that are trained are in {@code trained.safetensors}.
 *
 * <p>A new one is written beside the present one ({@code last.new}), which then steps aside and is replaced. A crash before the two renames
 * leaves {@code last}, one between them leaves {@code previous}, or {@code best.old}: one of both is always whole.
 */
public final class Checkpoints {
    private static final JsonMapper JSON = JsonMappers.LENIENT;
    private static final String WEIGHTS = "weights.safetensors";
    private static final String TRAINED = "trained.safetensors";
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String STATE = "state.json";
    private static final String CHECKSUMS = "crc32c";
    private static final String AUGMENTATIONS = "augmentations";
    private static final Pattern KEPT = Pattern.compile("epoch-([1-9][0-9]{0,8})");

    private final Path folder;

    /** The checkpoints that are kept. */
    public enum Kind {
        /** After the latest epoch, or where somebody stopped. */
        LAST,
        /** After the best epoch; see {@link BestSoFar}. */
        BEST;

        /** The name of its folder, which events carry too. */
        public String fileName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a run goes on from.
     *
     * @param checkpoint the newest one that is whole
     * @param instead that a newer one is damaged; empty where it is not
     */
    public record Recovered(Checkpoint checkpoint, Optional<Sentence> instead) {}

    Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** The folder of a checkpoint once it is written. */
    public Path folder(Kind kind) {
        return folder.resolve(kind.fileName());
    }

    /** Whether there is one. */
    public boolean has(Kind kind) {
        return Stream.of(folder(kind), aside(kind), beside(kind, ".old")).anyMatch(Files::exists);
    }

    /** Whether none was written yet. */
    public boolean isEmpty() {
        return !has(Kind.LAST) && !has(Kind.BEST);
    }

    /**
     * Replaces a checkpoint; of the last ones, the one before stays too. Where that fails, for example on a full disk, the former ones
     * stay and no half one is left.
     */
    public void write(Kind kind, Checkpoint checkpoint) throws IOException {
        Path present = folder(kind);
        Path fresh = beside(kind, ".new");
        Path aside = aside(kind);
        Folders.delete(fresh);
        try {
            writeFiles(fresh, checkpoint);
        } catch (IOException | RuntimeException e) {
            deleteAfter(e, fresh);
            throw e;
        }
        if (Files.exists(present)) {
            Folders.delete(aside);
            Files.move(present, aside, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, present, StandardCopyOption.ATOMIC_MOVE);
        if (kind == Kind.BEST) {
            Folders.delete(aside);
        }
        Folders.delete(beside(kind, ".old"));
        Folders.delete(beside(kind, ".damaged"));
    }

    /**
     * Keeps the last checkpoint for good, beside those that are written after it. Its files take no room of their own as long as it is the
     * last one, where the file system has hard links.
     *
     * @throws IOException if it cannot be kept, or there is none
     */
    public void keepLast() throws IOException {
        Path last = folder(Kind.LAST);
        int epoch = position(last).epoch();
        Path kept = kept(epoch);
        Path fresh = folder.resolve(kept.getFileName() + ".new");
        Folders.delete(fresh);
        try {
            Files.createDirectories(fresh);
            for (Path file : Folders.entries(last)) {
                linkOrCopy(file, fresh.resolve(file.getFileName()));
            }
        } catch (IOException | RuntimeException e) {
            deleteAfter(e, fresh);
            throw e;
        }
        Folders.delete(kept);
        Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void linkOrCopy(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.copy(file, copy);
        }
    }

    /** The folder of a checkpoint that was kept for good, whether there is one of that epoch or not. */
    public Path kept(int epoch) {
        return folder.resolve("epoch-" + epoch);
    }

    /** The epochs whose checkpoints were kept for good, from the first on. */
    public List<Integer> keptEpochs() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return Folders.entries(folder).stream()
                .map(entry -> KEPT.matcher(entry.getFileName().toString()))
                .filter(Matcher::matches)
                .map(name -> Integer.valueOf(name.group(1)))
                .sorted()
                .toList();
    }

    private static void writeFiles(Path folder, Checkpoint checkpoint) throws IOException {
        Files.createDirectories(folder);
        ObjectNode state = toJson(checkpoint.position());
        ObjectNode checksums = state.putObject(CHECKSUMS);
        Map<String, Weights> files = new LinkedHashMap<>();
        files.put(WEIGHTS, checkpoint.model());
        files.put(OPTIMIZER, checkpoint.optimizer());
        if (checkpoint.average().isPresent()) {
            files.put(TRAINED, checkpoint.weights());
        }
        for (Map.Entry<String, Weights> file : files.entrySet()) {
            Safetensors.write(folder.resolve(file.getKey()), file.getValue(), Map.of("format", "pt"));
            checksums.put(file.getKey(), Checksum.crc32c(folder.resolve(file.getKey())));
        }
        AtomicFile.write(folder.resolve(STATE), JSON.writeValueAsBytes(state));
    }

    /** Deletes the half checkpoints of a trainer that was killed while it wrote one. */
    void deleteLeftovers() throws IOException {
        for (Kind kind : Kind.values()) {
            Folders.delete(beside(kind, ".new"));
        }
        for (Path entry : Files.isDirectory(folder) ? Folders.entries(folder) : List.<Path>of()) {
            String name = entry.getFileName().toString();
            if (name.endsWith(".new")
                    && KEPT.matcher(name.substring(0, name.length() - 4)).matches()) {
                Folders.delete(entry);
            }
        }
    }

    private static void deleteAfter(Exception failure, Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Reads a checkpoint. The one before, and the best one, which is written first, stand in for a last one that could not be written any
     * more.
     *
     * @throws TrainingException if there is none, or it is damaged
     */
    public Checkpoint read(Kind kind) throws TrainingException {
        return read(existing(kind).get(0));
    }

    /**
     * Reads what the run goes on from, and puts damaged ones aside, so that they push out no whole one; for the trainer that has claimed
     * the run.
     *
     * @throws TrainingException if there is none that is whole
     * @throws IOException if a damaged one cannot be put aside
     */
    public Recovered recover() throws TrainingException, IOException {
        Optional<TrainingException> first = Optional.empty();
        Optional<Path> damaged = Optional.empty();
        for (Path candidate : existing(Kind.LAST)) {
            try {
                Checkpoint whole = read(candidate);
                if (damaged.equals(Optional.of(folder(Kind.LAST)))) {
                    Path away = beside(Kind.LAST, ".damaged");
                    Folders.delete(away);
                    Files.move(damaged.get(), away, StandardCopyOption.ATOMIC_MOVE);
                }
                Checkpoint.Position position = whole.position();
                return new Recovered(
                        whole,
                        damaged.map(path ->
                                Sentence.of("problem.runs.fell-back", path, position.epoch(), position.batch())));
            } catch (TrainingException e) {
                first = first.or(() -> Optional.of(e));
                damaged = damaged.or(() -> Optional.of(candidate));
            }
        }
        throw first.orElseThrow();
    }

    private static Checkpoint read(Path from) throws TrainingException {
        try {
            JsonNode state = JSON.readTree(from.resolve(STATE).toFile());
            Weights model = weights(from, WEIGHTS, state);
            boolean averaged = state.path(CHECKSUMS).has(TRAINED);
            return new Checkpoint(
                    toPosition(state),
                    averaged ? weights(from, TRAINED, state) : model,
                    averaged ? Optional.of(model) : Optional.empty(),
                    weights(from, OPTIMIZER, state));
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(from, e);
        }
    }

    /** Checkpoints of former versions have no checksums. */
    private static Weights weights(Path from, String name, JsonNode state) throws IOException {
        Path file = from.resolve(name);
        JsonNode checksum = state.path(CHECKSUMS).path(name);
        if (!checksum.isMissingNode() && checksum.asLong(-1) != Checksum.crc32c(file)) {
            throw new IllegalArgumentException("The checksum of " + file + " is another one than in " + STATE + ".");
        }
        return Safetensors.read(file).weights();
    }

    /**
     * Reads where a run stood at a checkpoint, without its weights; of several that stand in for each other, at the first whose state can be
     * read.
     *
     * @throws TrainingException if there is none, or that cannot be read
     */
    public Checkpoint.Position readPosition(Kind kind) throws TrainingException {
        Optional<TrainingException> first = Optional.empty();
        for (Path candidate : existing(kind)) {
            try {
                return position(candidate);
            } catch (IOException | IllegalArgumentException e) {
                first = first.or(() -> Optional.of(damaged(candidate, e)));
            }
        }
        throw first.orElseThrow();
    }

    private static Checkpoint.Position position(Path from) throws IOException {
        return toPosition(JSON.readTree(from.resolve(STATE).toFile()));
    }

    private static TrainingException damaged(Path from, Exception cause) {
        return new TrainingException(Sentence.of("problem.runs.checkpoint-damaged", from), cause);
    }

    /**
     * Reads a checkpoint's weights alone.
     *
     * @throws TrainingException if there is none, or it is damaged
     */
    public Weights readWeights(Kind kind) throws TrainingException {
        Path from = existing(kind).get(0);
        try {
            return weights(from, WEIGHTS, JSON.readTree(from.resolve(STATE).toFile()));
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(from, e);
        }
    }

    /** The checkpoint, and those that stand in for it, in the order in which they are to be tried; at least one. */
    private List<Path> existing(Kind kind) throws TrainingException {
        Stream<Path> candidates = kind == Kind.BEST
                ? Stream.of(folder(kind), beside(kind, ".old"))
                : Stream.of(folder(kind), beside(kind, ".old"), aside(kind), folder(Kind.BEST));
        List<Path> existing = candidates.filter(Files::exists).toList();
        if (existing.isEmpty()) {
            throw new TrainingException(Sentence.of("problem.runs.no-checkpoint", folder(kind)));
        }
        return existing;
    }

    /** Where the present checkpoint steps to. */
    private Path aside(Kind kind) {
        return kind == Kind.LAST ? folder.resolve("previous") : beside(kind, ".old");
    }

    private Path beside(Kind kind, String suffix) {
        return folder.resolve(kind.fileName() + suffix);
    }

    private static ObjectNode toJson(Checkpoint.Position position) {
        ObjectNode json = JSON.createObjectNode();
        json.put("epoch", position.epoch()).put("batch", position.batch());
        if (!position.plateau().equals(Plateau.NONE)) {
            json.putObject("plateau")
                    .put("best", position.plateau().best())
                    .put("bad", position.plateau().bad())
                    .put("drops", position.plateau().drops());
        }
        position.changes().rateFactor().ifPresent(factor -> json.put("rateFactor", factor));
        position.changes().epochs().ifPresent(epochs -> json.put("epochs", epochs));
        position.changes().patience().ifPresent(patience -> json.put("patience", patience));
        position.changes()
                .augmentations()
                .ifPresent(changed -> json.set(AUGMENTATIONS, StudioJson.MAPPER.valueToTree(changed)));
        json.putObject("partial")
                .put("samples", position.partial().samples())
                .put("loss", position.partial().loss())
                .put("correct", position.partial().correct());
        ObjectNode best = json.putObject("best").put("epoch", position.best().epoch());
        if (position.best().epoch() > 0) {
            if (!Double.isNaN(position.best().accuracy())) {
                best.put("accuracy", position.best().accuracy());
            }
            best.put("loss", position.best().loss());
            position.best().meanRecall().ifPresent(recall -> best.put("meanRecall", recall));
        }
        if (!position.improvement().equals(Improvement.NONE)) {
            json.putObject("improvement")
                    .put("best", position.improvement().best())
                    .put("epochsSince", position.improvement().epochsSince());
        }
        return json;
    }

    private static Checkpoint.Position toPosition(JsonNode json) {
        JsonNode partial = json.path("partial");
        JsonNode best = json.path("best");
        if (!json.path("epoch").isInt() || !best.path("epoch").isInt()) {
            throw new IllegalArgumentException("This is not the state of a checkpoint: " + json);
        }
        int bestEpoch = best.path("epoch").asInt();
        return new Checkpoint.Position(
                json.path("epoch").asInt(),
                json.path("batch").asInt(),
                new Checkpoint.Partial(
                        partial.path("samples").asInt(),
                        partial.path("loss").asDouble(),
                        partial.path("correct").asInt()),
                bestEpoch == 0
                        ? BestSoFar.NONE
                        : new BestSoFar(
                                bestEpoch,
                                best.path("accuracy").asDouble(Double.NaN),
                                best.path("loss").asDouble(),
                                EventCodec.optional(best, "meanRecall")),
                json.has("improvement")
                        ? new Improvement(
                                json.get("improvement").path("best").asDouble(),
                                json.get("improvement").path("epochsSince").asInt())
                        : Improvement.NONE,
                json.has("plateau")
                        ? new Plateau(
                                json.get("plateau").path("best").asDouble(),
                                json.get("plateau").path("bad").asInt(),
                                json.get("plateau").path("drops").asInt())
                        : Plateau.NONE,
                new Changes(
                        rateFactor(json),
                        wholeNumber(json, "epochs"),
                        wholeNumber(json, "patience"),
                        augmentations(json)));
    }

    private static Optional<Augmentations> augmentations(JsonNode json) {
        if (!json.has(AUGMENTATIONS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(StudioJson.read(json.get(AUGMENTATIONS), Augmentations.class, STATE));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException("These are no augmentations: " + json.get(AUGMENTATIONS), e);
        }
    }

    private static OptionalInt wholeNumber(JsonNode json, String name) {
        return json.path(name).isInt() ? OptionalInt.of(json.get(name).asInt()) : OptionalInt.empty();
    }

    private static OptionalDouble rateFactor(JsonNode json) {
        if (json.has("rateFactor") && !json.get("rateFactor").isNumber()) {
            throw new IllegalArgumentException("This is no factor: " + json.get("rateFactor"));
        }
        return EventCodec.optional(json, "rateFactor");
    }
}
