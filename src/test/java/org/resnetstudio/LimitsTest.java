package org.resnetstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Collections;
import java.util.Locale;
import java.util.ResourceBundle;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.dataset.StratifiedSplitter;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.Keeping;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.Stage;
import org.resnetstudio.network.Stem;
import org.resnetstudio.network.Variants;

/** Bounds that several places need are constants; what people read of them is the same number. */
class LimitsTest {
    @Test
    void refusalsNameTheBound() {
        namesTheBound(Stage.MOST_CHANNELS, () -> new Stage(1, Stage.MOST_CHANNELS + 1, 1));
        namesTheBound(Stage.MOST_CHANNELS, () -> new Stem(Stem.Kind.CIFAR, Stage.MOST_CHANNELS + 1));
        namesTheBound(Body.MOST_STAGES, () -> Variants.spec("resnet20", 32, 10)
                .body()
                .withStages(Collections.nCopies(Body.MOST_STAGES + 1, new Stage(1, 16, 1))));
        namesTheBound(Body.MOST_STAGES + 1, () -> new Transfer("", Body.MOST_STAGES + 2, 0, 1, 0));
        namesTheBound(
                Transfer.MOST_CACHED_VARIANTS, () -> new Transfer("", 0, 0, 1, Transfer.MOST_CACHED_VARIANTS + 1));
        namesTheBound(
                (int) Schedule.HIGHEST_RATE, () -> new Schedule(Schedule.Kind.STEP, Schedule.HIGHEST_RATE * 2, 0));
        namesTheBound(TrainingConfig.MOST_EPOCHS, () -> config(TrainingConfig.MOST_EPOCHS + 1, 1));
        namesTheBound(TrainingConfig.LARGEST_BATCH, () -> config(1, TrainingConfig.LARGEST_BATCH + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zh-CN"})
    void hintsNameTheBound(String language) {
        ResourceBundle texts = ResourceBundle.getBundle("i18n.messages", Locale.forLanguageTag(language));

        assertThat(withoutGrouping(texts.getString("train.epochs.hint"))).contains("" + TrainingConfig.MOST_EPOCHS);
        assertThat(withoutGrouping(texts.getString("train.batch-size.hint")))
                .contains("" + TrainingConfig.LARGEST_BATCH);
        assertThat(texts.getString("data.split.bad-fraction"))
                .contains("" + (100 - StratifiedSplitter.MOST_HELD_OUT_PERCENT));
    }

    private static void namesTheBound(int bound, ThrowingCallable beyond) {
        assertThat(withoutGrouping(catchThrowable(beyond).getMessage())).containsPattern("\\b" + bound + "\\b");
    }

    private static String withoutGrouping(String sentence) {
        return sentence.replaceAll("(?<=\\d),(?=\\d)", "");
    }

    private static TrainingConfig config(int epochs, int batchSize) {
        return new TrainingConfig(
                epochs,
                batchSize,
                new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.9, 0),
                new Schedule(Schedule.Kind.CONSTANT, 0.1, 0),
                new TrainingConfig.Preparation(Augmentations.NONE, NormalizationKind.IMAGENET, ResizeMode.SQUASH),
                Transfer.NONE,
                Recipe.PLAIN,
                EarlyStopping.NEVER,
                Keeping.USUAL,
                1);
    }
}
