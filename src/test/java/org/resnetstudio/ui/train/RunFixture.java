package org.resnetstudio.ui.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.Keeping;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TestJobs;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.network.Variants;
import org.resnetstudio.runs.EventCodec;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRecord;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;

/** Folders of runs as a trainer leaves them, with made-up numbers that look like learning. */
public final class RunFixture {
    private static final int EPOCHS = 15;
    private static final int BATCHES = 25;

    private RunFixture() {}

    /**
     * Writes a run.
     *
     * @param seed of its numbers
     * @param epochs that are done, 15 for all; with fewer it looks killed
     */
    public static Path write(Path folder, String variant, List<String> classes, long seed, int epochs)
            throws IOException {
        TrainingConfig config = new TrainingConfig(
                EPOCHS,
                32,
                new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.9, 5e-4),
                new Schedule(Schedule.Kind.COSINE, 0.05, 1),
                new TrainingConfig.Preparation(
                        Augmentations.parse("flip,crop", 32), NormalizationKind.DATASET, ResizeMode.SQUASH),
                Transfer.NONE,
                Recipe.PLAIN,
                EarlyStopping.NEVER,
                Keeping.USUAL,
                seed);
        RunRecord record = new RunRecord(
                Events.START + seed * 3_600_000,
                TestJobs.of(Variants.spec(variant, 32, classes.size()), config),
                classes,
                Normalization.IMAGENET,
                new RunRecord.DataSummary("pictures", "0".repeat(64), 800, 200, 100),
                "test",
                "cpu",
                "direct",
                2,
                Map.of("studio", "1"));
        try {
            RunFolder.create(folder, record);
        } catch (TrainingException e) {
            throw new IOException(e.getMessage(), e);
        }
        String lines = events(variant, classes, new Random(seed), epochs).stream()
                .map(EventCodec::write)
                .collect(Collectors.joining("\n", "", "\n"));
        Files.write(folder.resolve("events.jsonl"), lines.getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    private static List<TrainingEvent> events(String variant, List<String> classes, Random random, int epochs) {
        List<TrainingEvent> events = new ArrayList<>();
        long time = Events.START;
        events.add(new TrainingEvent.Started(
                time, variant, classes, 800, 200, EPOCHS, BATCHES, 1, "test", "AMD EPYC, 2 cores", 269_722));
        double best = 0;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            for (int batch = 1; batch <= BATCHES; batch++) {
                time += 400;
                double loss = level(epoch - 1 + batch / (double) BATCHES) + 0.15 * random.nextGaussian();
                events.add(new TrainingEvent.BatchDone(
                        time, epoch, batch, Math.max(0.05, loss), 0.5, 0.05, 80 + random.nextDouble()));
            }
            double accuracy = 1 - level(epoch) / 2.6 - 0.03 * random.nextDouble();
            if (accuracy > best) {
                best = accuracy;
                bestEpoch = epoch;
            }
            events.add(new TrainingEvent.EpochDone(
                    time,
                    epoch,
                    level(epoch),
                    1 - level(epoch) / 2.8,
                    level(epoch) + 0.02 * epoch,
                    accuracy,
                    0.05,
                    81,
                    matrix(classes.size(), accuracy, random)));
        }
        if (epochs == EPOCHS) {
            events.add(new TrainingEvent.Finished(
                    time,
                    TrainingEvent.Outcome.COMPLETED,
                    epochs,
                    bestEpoch,
                    OptionalDouble.of(best),
                    OptionalDouble.of(best - 0.01),
                    TrainingEvent.MeanRecall.NONE,
                    "run",
                    time / 1000.0,
                    false));
        }
        return events;
    }

    private static double level(double epoch) {
        return 0.25 + 2 * Math.exp(-epoch / 3.5);
    }

    private static ConfusionMatrix matrix(int classes, double accuracy, Random random) {
        ConfusionMatrix matrix = new ConfusionMatrix(classes);
        for (int actual = 0; actual < classes; actual++) {
            for (int i = 0; i < 100; i++) {
                boolean right = random.nextDouble() < accuracy;
                int other = Math.min(classes - 1, (int) (Math.abs(random.nextGaussian()) * 2 + actual / 2.0));
                matrix.add(actual, right ? actual : other);
            }
        }
        return matrix;
    }
}
