package org.resnetstudio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.Folders;
import org.resnetstudio.json.JsonMappers;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.Weights;

/**
 * The checkpoints of a run: {@code last/} and {@code best/}, each with {@code weights.safetensors}, {@code optimizer.safetensors} and
 * {@code state.json}, which belong together.
 *
 * <p>A new one is written beside the present one ({@code last.new}), which then steps aside ({@code last.old}), is replaced and
 * deleted. A crash before the two renames leaves {@code last}, one between them leaves {@code last.old}: one of both is always whole.
 */
public final class Checkpoints {
    private static final JsonMapper JSON = JsonMappers.LENIENT;

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

    Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** The folder of a checkpoint once it is written. */
    public Path folder(Kind kind) {
        return folder.resolve(kind.fileName());
    }

    /** Whether there is one. */
    public boolean has(Kind kind) {
        return Files.exists(folder(kind)) || Files.exists(beside(kind, ".old"));
    }

    /** Whether none was written yet. */
    public boolean isEmpty() {
        return !has(Kind.LAST) && !has(Kind.BEST);
    }

    /** Replaces a checkpoint. Where that fails, for example on a full disk, the former one stays and no half one is left. */
    public void write(Kind kind, Checkpoint checkpoint) throws IOException {
        Path present = folder(kind);
        Path fresh = beside(kind, ".new");
        Path old = beside(kind, ".old");
        Folders.delete(fresh);
        if (Files.exists(old)) {
            // A crash between the renames: the older one is the only whole one.
            if (Files.exists(present)) {
                Folders.delete(old);
            } else {
                Files.move(old, present, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        try {
            writeFiles(fresh, checkpoint);
        } catch (IOException | RuntimeException e) {
            deleteAfter(e, fresh);
            throw e;
        }
        if (Files.exists(present)) {
            Files.move(present, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, present, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(old);
    }

    private static void writeFiles(Path folder, Checkpoint checkpoint) throws IOException {
        Files.createDirectories(folder);
        Safetensors.write(folder.resolve("weights.safetensors"), checkpoint.weights(), Map.of("format", "pt"));
        Safetensors.write(folder.resolve("optimizer.safetensors"), checkpoint.optimizer(), Map.of("format", "pt"));
        byte[] state = JSON.writeValueAsBytes(toJson(checkpoint.position()));
        AtomicFile.write(folder.resolve("state.json"), state);
    }

    /** Deletes the half checkpoints of a trainer that was killed while it wrote one. */
    void deleteLeftovers() throws IOException {
        for (Kind kind : Kind.values()) {
            Folders.delete(beside(kind, ".new"));
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
     * Reads a checkpoint. The best one, which is written first, stands in for a last one that could not be written any more.
     *
     * @throws TrainingException if there is none, or it is damaged
     */
    public Checkpoint read(Kind kind) throws TrainingException {
        Path from = existing(kind);
        try {
            return new Checkpoint(
                    position(from),
                    Safetensors.read(from.resolve("weights.safetensors")).weights(),
                    Safetensors.read(from.resolve("optimizer.safetensors")).weights());
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(from, e);
        }
    }

    /**
     * Reads where a run stood at a checkpoint, without its weights.
     *
     * @throws TrainingException if there is none, or that cannot be read
     */
    public Checkpoint.Position readPosition(Kind kind) throws TrainingException {
        Path from = existing(kind);
        try {
            return position(from);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(from, e);
        }
    }

    private static Checkpoint.Position position(Path from) throws IOException {
        return toPosition(JSON.readTree(from.resolve("state.json").toFile()));
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
        Path file = existing(kind).resolve("weights.safetensors");
        try {
            return Safetensors.read(file).weights();
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private Path existing(Kind kind) throws TrainingException {
        List<Path> candidates = kind == Kind.BEST
                ? List.of(folder(kind), beside(kind, ".old"))
                : List.of(folder(kind), beside(kind, ".old"), folder(Kind.BEST));
        for (Path candidate : candidates) {
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        throw new TrainingException(Sentence.of("problem.runs.no-checkpoint", folder(kind)));
    }

    private Path beside(Kind kind, String suffix) {
        return folder.resolve(kind.fileName() + suffix);
    }

    private static ObjectNode toJson(Checkpoint.Position position) {
        ObjectNode json = JSON.createObjectNode();
        json.put("epoch", position.epoch()).put("batch", position.batch());
        position.rateFactor().ifPresent(factor -> json.put("rateFactor", factor));
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
                rateFactor(json));
    }

    private static OptionalDouble rateFactor(JsonNode json) {
        if (json.has("rateFactor") && !json.get("rateFactor").isNumber()) {
            throw new IllegalArgumentException("This is no factor: " + json.get("rateFactor"));
        }
        return EventCodec.optional(json, "rateFactor");
    }
}
