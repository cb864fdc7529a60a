package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.engine.TrainableNetwork.StepResult;
import org.resnetstudio.problem.InvalidValueException;

/** Agreement with PyTorch 2.13; numbers from {@code src/test/resources/engine/make_cross_entropy.py}. */
class CrossEntropyLossTest {
    private static final int ROWS = 4;

    static List<Named<JsonNode>> cases() throws IOException {
        try (InputStream in = CrossEntropyLossTest.class.getResourceAsStream("/engine/cross-entropy.json")) {
            JsonNode cases = new ObjectMapper().readTree(in).get("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(c -> Named.of(
                            c.get("classes")
                                    + (c.get("soft").asBoolean() ? " soft" : " hard")
                                    + (c.get("weighted").asBoolean() ? " weighted " : " ")
                                    + c.get("smoothing"),
                            c))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientAreThoseOfPyTorch(JsonNode expected) {
        int classes = expected.get("classes").asInt();
        LossFunction loss = loss(expected);
        loss.requireFit(ROWS, classes);
        float[] values = logits(classes);
        StepResult result = loss.toGradient(values, classes);
        assertThat(result.loss()).isCloseTo(expected.get("loss").asDouble(), within(1e-6));
        assertThat(result.correct()).isEqualTo(expected.get("correct").asInt());
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i])
                    .as("gradient %d", i)
                    .isCloseTo(expected.get("gradient").get(i).asDouble(), within(1e-6));
        }
    }

    /** The logit of the second of two classes is the difference of both logits. */
    @ParameterizedTest
    @MethodSource("cases")
    void oneOutputCountsAsTwo(JsonNode expected) {
        if (expected.get("classes").asInt() != 2) {
            return;
        }
        float[] two = logits(2);
        float[] values = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[row] = two[2 * row + 1] - two[2 * row];
        }
        StepResult result = loss(expected).toGradient(values, 1);
        assertThat(result.loss()).isCloseTo(expected.get("loss").asDouble(), within(1e-6));
        assertThat(result.correct()).isEqualTo(expected.get("correct").asInt());
        for (int row = 0; row < ROWS; row++) {
            assertThat((double) values[row])
                    .isCloseTo(expected.get("gradient").get(2 * row + 1).asDouble(), within(1e-6));
        }
    }

    private static LossFunction loss(JsonNode settings) {
        int classes = settings.get("classes").asInt();
        List<Double> weights = settings.get("weighted").asBoolean()
                ? IntStream.range(0, classes).mapToObj(c -> 0.5 + 0.75 * c).toList()
                : List.of();
        CrossEntropyLoss loss = new CrossEntropyLoss(settings.get("smoothing").asDouble(), weights);
        return settings.get("soft").asBoolean()
                ? loss.ofProbabilities(probabilities(classes))
                : loss.ofLabels(labels(classes));
    }

    private static float[] logits(int classes) {
        float[] logits = new float[ROWS * classes];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (2.5 * Math.sin(i * 0.7 + 0.3));
        }
        return logits;
    }

    private static int[] labels(int classes) {
        return IntStream.range(0, ROWS).map(row -> (2 * row + 1) % classes).toArray();
    }

    private static float[][] probabilities(int classes) {
        float[][] probabilities = new float[ROWS][classes];
        for (int row = 0; row < ROWS; row++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.exp(Math.sin((row * classes + c) * 1.3));
            }
            for (int c = 0; c < classes; c++) {
                probabilities[row][c] = (float) (Math.exp(Math.sin((row * classes + c) * 1.3)) / sum);
            }
        }
        return probabilities;
    }

    /** Runs go on bit for bit. */
    @Test
    void thePlainLossHasTheBitsThatItAlwaysHad() {
        for (int outputs : List.of(1, 2, 5)) {
            int[] labels = labels(Math.max(2, outputs));
            float[] before = logits(outputs);
            float[] now = logits(outputs);
            assertThat(CrossEntropyLoss.PLAIN.ofLabels(labels).toGradient(now, outputs))
                    .isEqualTo(CrossEntropy.toGradient(before, labels, outputs));
            assertThat(now).containsExactly(before);
        }
    }

    @Test
    void aLogitThatIsNoNumberGivesALossThatIsNone() {
        float[] values = {Float.NaN, 1, 2, 3};
        StepResult result =
                new CrossEntropyLoss(0.1, List.of()).ofLabels(new int[] {0, 1}).toGradient(values, 2);
        assertThat(result.loss()).isNaN();
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        for (double smoothing : List.of(-0.1, 1.1, Double.NaN)) {
            assertThatThrownBy(() -> new CrossEntropyLoss(smoothing, List.of()))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("from 0 to 1");
        }
        for (double weight : List.of(0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY)) {
            assertThatThrownBy(() -> new CrossEntropyLoss(0, List.of(1.0, weight)))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("above 0 and finite");
        }
    }

    @Test
    void whatDoesNotFitTheBatchOrTheNetworkIsRefused() {
        CrossEntropyLoss weighted = new CrossEntropyLoss(0, List.of(1.0, 2.0));
        List<LossFunction> wrong = new ArrayList<>(List.of(
                CrossEntropyLoss.PLAIN.ofLabels(new int[] {0, 3}),
                CrossEntropyLoss.PLAIN.ofLabels(new int[] {0, -1}),
                CrossEntropyLoss.PLAIN.ofLabels(new int[] {0}),
                weighted.ofLabels(new int[] {0, 1}),
                new CrossEntropyLoss(0.1, List.of(1.0, 2.0, 3.0)).ofLabels(new int[] {0, 3})));
        for (float[] row : List.of(
                new float[] {0.5f, 0.5f}, new float[] {0.5f, 0.6f, 0.1f}, new float[] {-0.5f, 1, 0.5f}, new float[] {
                    Float.NaN, 1, 0
                })) {
            wrong.add(CrossEntropyLoss.PLAIN.ofProbabilities(new float[][] {{1, 0, 0}, row}));
        }
        for (LossFunction loss : wrong) {
            assertThatIllegalArgumentException().isThrownBy(() -> loss.requireFit(2, 3));
        }
    }
}
