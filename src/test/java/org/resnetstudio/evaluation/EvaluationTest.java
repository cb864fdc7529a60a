package org.resnetstudio.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Against scikit-learn 1.x:
 *
 * <pre>
 * a = [0,0,0,0,1,1,1,2,2,2]; p = [0,0,1,2,1,1,0,2,0,0]
 * confusion_matrix(a, p); precision_recall_fscore_support(a, p, average=None); ... average='macro'
 * log_loss([0,1,1,0], [[.7,.2,.1],[.1,.8,.1],[.5,.3,.2],[.2,.2,.6]], labels=[0,1,2])
 * precision_recall_fscore_support([0,0,1,1], [0,1,1,1], labels=[0,1,2], zero_division=nan)
 * </pre>
 */
class EvaluationTest {
    private static final List<String> CLASSES = List.of("boot", "coat", "shirt");
    private static final int[] ACTUAL = {0, 0, 0, 0, 1, 1, 1, 2, 2, 2};
    private static final int[] PREDICTED = {0, 0, 1, 2, 1, 1, 0, 2, 0, 0};

    @Test
    void rowsAreActualAndColumnsPredicted() {
        assertThat(evaluation(ACTUAL, PREDICTED).confusionMatrix().toArray())
                .isEqualTo(new int[][] {{2, 1, 1}, {1, 2, 0}, {2, 0, 1}});
    }

    @Test
    void figuresOfEachClassAreScikitLearns() {
        List<ClassMetrics> metrics = evaluation(ACTUAL, PREDICTED).perClass();

        double[] precision = {0.4, 2 / 3.0, 0.5};
        double[] recall = {0.5, 2 / 3.0, 1 / 3.0};
        double[] f1 = {4 / 9.0, 2 / 3.0, 0.4};
        int[] support = {4, 3, 3};
        for (int i = 0; i < 3; i++) {
            assertThat(metrics.get(i).className()).isEqualTo(CLASSES.get(i));
            assertThat(metrics.get(i).precision().orElseThrow()).isCloseTo(precision[i], within(1e-12));
            assertThat(metrics.get(i).recall().orElseThrow()).isCloseTo(recall[i], within(1e-12));
            assertThat(metrics.get(i).f1().orElseThrow()).isCloseTo(f1[i], within(1e-12));
            assertThat(metrics.get(i).support()).isEqualTo(support[i]);
        }
    }

    @Test
    void macroAveragesAreScikitLearns() {
        Evaluation evaluation = evaluation(ACTUAL, PREDICTED);

        assertThat(evaluation.macroPrecision().orElseThrow()).isCloseTo(0.5222222222222223, within(1e-12));
        assertThat(evaluation.macroRecall().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(evaluation.macroF1().orElseThrow()).isCloseTo(0.5037037037037037, within(1e-12));
        assertThat(evaluation.accuracy().orElseThrow()).isEqualTo(0.5);
    }

    /** {@code recall_score(a, p, average='macro')} of 5, 50 and 500 pictures of which the five are never found. */
    @Test
    void theMeanRecallShowsWhatTheAccuracyHides() {
        ConfusionMatrix matrix = ConfusionMatrix.of(new int[][] {{0, 0, 5}, {0, 50, 0}, {0, 0, 500}});
        assertThat(matrix.accuracy().orElseThrow()).isCloseTo(0.990990990990991, within(1e-12));
        assertThat(matrix.meanRecall().orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(new ConfusionMatrix(3).meanRecall()).isEmpty();
    }

    @Test
    void aClassThatNeverOccursHasNoFiguresAndDoesNotCountInAverages() {
        Evaluation evaluation = evaluation(new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1});

        assertThat(evaluation.perClass().get(2).precision()).isEmpty();
        assertThat(evaluation.perClass().get(2).recall()).isEmpty();
        assertThat(evaluation.perClass().get(2).f1()).isEmpty();
        assertThat(evaluation.macroPrecision().orElseThrow()).isCloseTo(0.8333333333333333, within(1e-12));
        assertThat(evaluation.macroRecall().orElseThrow()).isCloseTo(0.75, within(1e-12));
        assertThat(evaluation.macroF1().orElseThrow()).isCloseTo(0.7333333333333334, within(1e-12));
    }

    /** precision_score([0,0,1,1,2], [0,0,0,1,1], average='macro', zero_division=0) and likewise recall and F1. */
    @Test
    void aClassThatWasNeverPredictedCountsNothingInTheMeanPrecision() {
        Evaluation evaluation = evaluation(new int[] {0, 0, 1, 1, 2}, new int[] {0, 0, 0, 1, 1});

        assertThat(evaluation.perClass().get(2).precision()).isEmpty();
        assertThat(evaluation.neverPredicted()).containsExactly("shirt");
        assertThat(evaluation.macroPrecision().orElseThrow()).isCloseTo(0.38888888888888884, within(1e-12));
        assertThat(evaluation.macroRecall().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(evaluation.macroF1().orElseThrow()).isCloseTo(0.43333333333333335, within(1e-12));
    }

    @Test
    void lossIsScikitLearnsLogLoss() {
        Evaluation.Builder builder = new Evaluation.Builder(CLASSES);
        builder.add(0, 0, new float[] {.7f, .2f, .1f});
        builder.add(1, 1, new float[] {.1f, .8f, .1f});
        builder.add(2, 1, new float[] {.5f, .3f, .2f});
        builder.add(3, 0, new float[] {.2f, .2f, .6f});

        assertThat(builder.build().loss().orElseThrow()).isCloseTo(0.8483073030032446, within(1e-6));
    }

    @Test
    void aMistakeThatWasThoughtImpossibleHasAFiniteLoss() {
        Evaluation.Builder builder = new Evaluation.Builder(CLASSES);
        builder.add(0, 1, new float[] {1, 0, 0});

        assertThat(builder.build().loss().orElseThrow()).isFinite().isGreaterThan(80);
    }

    @Test
    void worstMistakesComeFirstAndRightPredictionsNotAtAll() {
        Evaluation.Builder builder = new Evaluation.Builder(CLASSES);
        builder.add(10, 0, new float[] {.3f, .4f, .3f});
        builder.add(11, 0, new float[] {.9f, .1f, 0});
        builder.add(12, 2, new float[] {.9f, .09f, .01f});

        Evaluation evaluation = builder.build();

        assertThat(evaluation.worstMistakes(10))
                .extracting(SampleResult::sampleIndex)
                .containsExactly(12, 10);
        assertThat(evaluation.worstMistakes(1)).hasSize(1);
        assertThat(evaluation.samples().get(2)).isEqualTo(new SampleResult(12, 2, 0, .9f, .01f));
    }

    @Test
    void withoutPicturesThereAreNoFigures() {
        Evaluation evaluation = new Evaluation.Builder(CLASSES).build();

        assertThat(evaluation.loss()).isEmpty();
        assertThat(evaluation.accuracy()).isEmpty();
        assertThat(evaluation.macroF1()).isEmpty();
    }

    @Test
    void anOutputOfAnotherNetworkIsRefused() {
        Evaluation.Builder builder = new Evaluation.Builder(CLASSES);

        assertThatThrownBy(() -> builder.add(0, 0, new float[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 probabilities for 3 classes");
    }

    private static Evaluation evaluation(int[] actual, int[] predicted) {
        Evaluation.Builder builder = new Evaluation.Builder(CLASSES);
        for (int i = 0; i < actual.length; i++) {
            float[] probabilities = new float[CLASSES.size()];
            probabilities[predicted[i]] = 1;
            builder.add(i, actual[i], probabilities);
        }
        return builder.build();
    }
}
