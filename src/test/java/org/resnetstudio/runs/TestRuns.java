package org.resnetstudio.runs;

import java.util.List;
import java.util.Map;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.engine.OptimizerSettings;
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

/** Runs without pictures. */
public final class TestRuns {
    /** A small network with two classes. */
    public static final RunRecord RECORD = new RunRecord(
            1234,
            TestJobs.of(
                    Variants.spec("mini", 64, 2),
                    new TrainingConfig(
                            4,
                            8,
                            new OptimizerSettings(OptimizerSettings.Kind.ADAMW, 0.9, 0.01),
                            new Schedule(Schedule.Kind.STEP, 0.002, 0.5),
                            new TrainingConfig.Preparation(
                                    Augmentations.parse("flip", 64), NormalizationKind.CAFFE, ResizeMode.PAD),
                            Transfer.NONE,
                            Recipe.PLAIN,
                            EarlyStopping.NEVER,
                            Keeping.USUAL,
                            -5)),
            List.of("cat", "ネコ"),
            Normalization.CAFFE,
            new RunRecord.DataSummary("pictures", "00ff", 10, 2, 0),
            "dl4j",
            "cpu",
            "direct",
            2,
            Map.of("studio", "0.1.0", "java", "17"));

    private TestRuns() {}
}
