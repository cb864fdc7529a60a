package org.resnetstudio.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.codec.FileVersions;
import org.resnetstudio.codec.MalformedJsonException;
import org.resnetstudio.codec.NewerFormatException;
import org.resnetstudio.codec.StudioJson;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/**
 * A {@link Job} as JSON: {@code format}, {@code network} and {@code training} with the fields of their records, {@code data}
 * ({@code folder} or {@code project}, {@code classesFrom} where there is one, {@code validationFraction}), {@code engine} and
 * {@code device}. Relative paths in a file count from its folder.
 */
public final class JobJson {
    private static final Sentence THE_JOB = Sentence.of("problem.job.the-job");
    static final FileVersions VERSIONS = new FileVersions("format", List.of(JobJson::toFormat2, JobJson::toFormat3));

    private JobJson() {}

    /** Writes a file: whole or not at all. */
    public static void write(Path file, Job job) throws IOException {
        ObjectNode json = VERSIONS.create();
        json.setAll(toTree(job));
        AtomicFile.write(file, pretty(json));
    }

    /**
     * Reads a file.
     *
     * @throws UserIOException with a sentence, if it is missing, or is no job that can be trained
     */
    public static Job read(Path file) throws UserIOException {
        if (!Files.isRegularFile(file)) {
            throw new UserIOException(Sentence.of("problem.job.missing", file));
        }
        try {
            JsonNode json = StudioJson.parse(Files.readString(file), THE_JOB);
            Job job = fromTree(VERSIONS.upgraded(json, THE_JOB));
            NetworkGraph.compile(job.network());
            return resolved(job, file.toAbsolutePath().getParent());
        } catch (NewerFormatException e) {
            throw new UserIOException(Sentence.of("problem.job.newer", file, e.format()), e);
        } catch (MalformedJsonException | IllegalArgumentException e) {
            throw new UserIOException(
                    Sentence.of("problem.job.untrainable", file, Sentence.of(e).clause()), e);
        } catch (IOException e) {
            throw new UserIOException(Sentence.of("problem.job.unreadable", file), e);
        }
    }

    private static Job resolved(Job job, Path folder) {
        Job.Data data = job.data();
        Transfer transfer = job.training().transfer();
        String pretrained = transfer.pretrained().isEmpty()
                ? ""
                : folder.resolve(transfer.pretrained()).toString();
        return new Job(
                job.network(),
                job.training().withTransfer(transfer.withPretrained(pretrained)),
                new Job.Data(
                        data.source(),
                        folder.resolve(data.path()),
                        data.classesFrom().map(folder::resolve),
                        data.validationFraction()),
                job.engine(),
                job.device());
    }

    /**
     * Format 2: recipes, what a schedule beyond the first three needs, clipping, when a run ends early, and which checkpoints it writes. Jobs
     * before that had none of it and trained all epochs; what they train does not depend on their checkpoints, so that they get the present
     * ones.
     */
    public static ObjectNode toFormat2(ObjectNode job) {
        ObjectNode next = job.deepCopy();
        if (next.path("training") instanceof ObjectNode training) {
            if (training.path("schedule") instanceof ObjectNode schedule) {
                schedule.putArray("milestones");
                schedule.put("factor", 0.1).put("patience", 10);
            }
            if (training.path("optimizer") instanceof ObjectNode optimizer) {
                optimizer.put("decayed", "WEIGHTS").put("clipNorm", 0.0);
            }
            training.putObject("recipe")
                    .put("labelSmoothing", 0.0)
                    .put("classWeights", false)
                    .put("balancedSampling", false)
                    .put("mixup", 0.0)
                    .put("cutmix", 0.0)
                    .put("averaging", 0.0);
            training.putObject("earlyStopping").put("patience", 0).put("measure", "LOSS");
            training.putObject("keeping").put("minutes", 10.0).put("everyEpochs", 0);
        }
        return next;
    }

    /** Format 3: batches that are computed in parts. Those of before were computed whole. */
    public static ObjectNode toFormat3(ObjectNode job) {
        ObjectNode next = job.deepCopy();
        if (next.path("training") instanceof ObjectNode training) {
            training.put("batchParts", 1);
        }
        return next;
    }

    /** As part of a larger document. */
    public static ObjectNode toTree(Job job) {
        ObjectNode json = StudioJson.MAPPER.createObjectNode();
        json.set("network", StudioJson.MAPPER.valueToTree(job.network()));
        json.set("training", StudioJson.MAPPER.valueToTree(job.training()));
        ObjectNode data = json.putObject("data");
        data.put(
                job.data().source() == Job.Source.PROJECT ? "project" : "folder",
                job.data().path().toString());
        job.data().classesFrom().ifPresent(from -> data.put("classesFrom", from.toString()));
        data.put("validationFraction", job.data().validationFraction());
        return json.put("engine", job.engine()).put("device", job.device().shortName());
    }

    /**
     * Reads {@link #toTree}.
     *
     * @throws MalformedJsonException if it lacks a field or has another one
     * @throws IllegalArgumentException if a value cannot be trained
     */
    public static Job fromTree(JsonNode json) throws MalformedJsonException {
        JobFields fields = StudioJson.read(json, JobFields.class, THE_JOB);
        Job.Data data = data(fields.data());
        DeviceChoice device = List.of(DeviceChoice.values()).stream()
                .filter(choice -> choice.shortName().equals(fields.device()))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(Sentence.of("problem.job.device", fields.device())));
        return new Job(fields.network(), fields.training(), data, fields.engine(), device);
    }

    private static Job.Data data(JsonNode json) throws MalformedJsonException {
        ObjectNode complete = json.deepCopy();
        complete.putIfAbsent("folder", StudioJson.MAPPER.valueToTree(""));
        complete.putIfAbsent("project", StudioJson.MAPPER.valueToTree(""));
        complete.putIfAbsent("classesFrom", StudioJson.MAPPER.valueToTree(""));
        DataFields fields = StudioJson.read(complete, DataFields.class, Sentence.of("problem.job.its-data"));
        if (fields.folder().isEmpty() == fields.project().isEmpty()) {
            throw new InvalidValueException(Sentence.of("problem.job.data-choice"));
        }
        boolean project = fields.folder().isEmpty();
        return new Job.Data(
                project ? Job.Source.PROJECT : Job.Source.FOLDER,
                path(project ? fields.project() : fields.folder()),
                fields.classesFrom().isEmpty() ? Optional.empty() : Optional.of(path(fields.classesFrom())),
                fields.validationFraction());
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidValueException(Sentence.of("problem.job.no-path", text), e);
        }
    }

    /** A document as a file holds it: indented UTF-8 with a line feed at its end. */
    public static byte[] pretty(ObjectNode json) {
        try {
            return (StudioJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always valid JSON.", e);
        }
    }

    /** The fields of the document. */
    private record JobFields(
            ResNetSpec network, TrainingConfig training, ObjectNode data, String engine, String device) {}

    /** The fields of its data; those that are not there are empty. */
    private record DataFields(String folder, String project, String classesFrom, double validationFraction) {}
}
