package org.resnetstudio.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.resnetstudio.codec.JsonFields;
import org.resnetstudio.codec.MalformedJsonException;
import org.resnetstudio.codec.NewerFormatException;
import org.resnetstudio.codec.StudioJson;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/**
 * A preset of somebody's own: a file with the {@code format} and the {@code training} of a {@link JobJson job}, so that a job is one, too. What
 * a run begins with and its seed are no part of it.
 *
 * @param settings its hyper-parameters; strengths in pixels are as the file has them, whatever the size of the pictures
 */
public record PresetFile(TrainingConfig settings) implements SettingsPreset {
    private static final Sentence THE_PRESET = Sentence.of("problem.job.the-preset");

    public PresetFile {
        TrainingConfig.Preparation preparation = settings.preparation();
        settings = new TrainingConfig(
                settings.epochs(),
                settings.batchSize(),
                settings.batchParts(),
                settings.optimizer(),
                settings.schedule(),
                new TrainingConfig.Preparation(
                        preparation.augmentations(),
                        preparation.normalization() == NormalizationKind.PRETRAINED
                                ? NormalizationKind.DATASET
                                : preparation.normalization(),
                        preparation.resize()),
                Transfer.NONE,
                settings.recipe(),
                settings.earlyStopping(),
                settings.keeping(),
                1);
    }

    @Override
    public TrainingConfig config(int imageSizePx) {
        return settings;
    }

    /** Writes it: whole or not at all. */
    public void write(Path file) throws IOException {
        ObjectNode json = JobJson.VERSIONS.create();
        json.set("training", StudioJson.MAPPER.valueToTree(settings));
        AtomicFile.write(file, JobJson.pretty(json));
    }

    /**
     * Reads a file.
     *
     * @throws UserIOException with a sentence, if it is missing, or no preset
     */
    public static PresetFile read(Path file) throws UserIOException {
        if (!Files.isRegularFile(file)) {
            throw new UserIOException(Sentence.of("problem.job.preset-missing", file));
        }
        try {
            JsonNode json = StudioJson.parse(Files.readString(file), THE_PRESET);
            JsonNode training = JobJson.VERSIONS.upgraded(json, THE_PRESET).path("training");
            return new PresetFile(StudioJson.read(training, TrainingConfig.class, THE_PRESET));
        } catch (NewerFormatException e) {
            throw new UserIOException(Sentence.of("problem.job.newer", file, e.format()), e);
        } catch (MalformedJsonException | IllegalArgumentException e) {
            throw new UserIOException(
                    Sentence.of("problem.job.preset-wrong", file, Sentence.of(e).clause()), e);
        } catch (IOException e) {
            throw new UserIOException(Sentence.of("problem.job.unreadable", file), e);
        }
    }

    /** The settings in which others differ from these, as a file names them: {@code optimizer.momentum}. */
    public List<String> differencesFrom(TrainingConfig others) {
        Map<String, String> theirs = fields(new PresetFile(others));
        return fields(this).entrySet().stream()
                .filter(field -> !field.getValue().equals(theirs.get(field.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, String> fields(PresetFile preset) {
        return JsonFields.byPlace(StudioJson.MAPPER.valueToTree(preset.settings()));
    }
}
