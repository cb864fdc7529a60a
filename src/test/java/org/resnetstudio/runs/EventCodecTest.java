package org.resnetstudio.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.training.TestEngines;

class EventCodecTest {
    static List<TrainingEvent> events() {
        return List.of(
                new TrainingEvent.Measuring(1, TestEngines.PYTORCH),
                new TrainingEvent.Preparing(1, 3, 9),
                new TrainingEvent.Started(
                        2, "resnet20", List.of("bag", "Stiefel „groß“"), 800, 200, 15, 25, 1, "DL4J", "CPU", 269_722),
                new TrainingEvent.BatchDone(3, 1, 2, 2.25, 0.125, 0.05, 88.5),
                new TrainingEvent.Controlled(4, 2, 3, TrainingEvent.Controlled.Action.PAUSED, OptionalDouble.empty()),
                new TrainingEvent.Controlled(
                        4, 2, 3, TrainingEvent.Controlled.Action.CONTINUED, OptionalDouble.empty()),
                new TrainingEvent.Controlled(
                        4, 2, 3, TrainingEvent.Controlled.Action.LEARNING_RATE, OptionalDouble.of(0.01)),
                new TrainingEvent.Controlled(4, 2, 3, TrainingEvent.Controlled.Action.EPOCHS, OptionalDouble.of(30)),
                new TrainingEvent.Controlled(4, 2, 3, TrainingEvent.Controlled.Action.PATIENCE, OptionalDouble.of(0)),
                new TrainingEvent.Controlled(
                        4,
                        2,
                        3,
                        TrainingEvent.Controlled.Action.AUGMENTATION,
                        OptionalDouble.empty(),
                        Optional.of("flip,crop=2")),
                new TrainingEvent.CheckpointSaved(4, 1, "best", "out/run/checkpoints/best"),
                new TrainingEvent.Warning(5, Sentence.inWords("Two lines\nof \"text\"")),
                new TrainingEvent.Finished(
                        6,
                        TrainingEvent.Outcome.STOPPED,
                        3,
                        2,
                        OptionalDouble.of(0.75),
                        OptionalDouble.empty(),
                        TrainingEvent.MeanRecall.NONE,
                        "out/run",
                        12.5,
                        false),
                new TrainingEvent.Warning(
                        5,
                        Sentence.of("problem.training.more-unreadable", 980, "unreadable.csv"),
                        TrainingEvent.Warning.Topic.PICTURES,
                        980),
                new TrainingEvent.Finished(
                        6,
                        TrainingEvent.Outcome.COMPLETED,
                        3,
                        2,
                        OptionalDouble.of(0.99),
                        OptionalDouble.of(0.98),
                        new TrainingEvent.MeanRecall(OptionalDouble.of(0.5), OptionalDouble.of(0.25)),
                        "out/run",
                        12.5,
                        true),
                new TrainingEvent.Failed(7, Sentence.of("problem.training.diverged", 3, "0.001")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsBackWhatItWroteInOneLine(TrainingEvent event) {
        String line = EventCodec.write(event);

        assertThat(line).doesNotContain("\n");
        assertThat(EventCodec.read(line)).contains(event);
    }

    @Test
    void aWarningOfAnEarlierVersionIsAboutAnything() {
        assertThat(EventCodec.read("{\"event\":\"warning\",\"timeMillis\":5,\"message\":\"Old.\"}"))
                .contains(new TrainingEvent.Warning(5, Sentence.inWords("Old.")));
        assertThat(EventCodec.read(
                        "{\"event\":\"warning\",\"timeMillis\":5,\"message\":\"New.\",\"topic\":\"weather\"}"))
                .contains(new TrainingEvent.Warning(5, Sentence.inWords("New.")));
    }

    @Test
    void anEpochHasTheFieldsThatOthersRead() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(EventCodec.write(new TrainingEvent.EpochDone(
                        8, 4, 1.5, 0.5, 1.25, 0.625, 0.1, 90, ConfusionMatrix.of(new int[][] {{5, 1}, {2, 0}}))));

        assertThat(json.get("event").asText()).isEqualTo("epoch");
        assertThat(json.get("epoch").asInt()).isEqualTo(4);
        assertThat(json.get("trainLoss").asDouble()).isEqualTo(1.5);
        assertThat(json.get("trainAccuracy").asDouble()).isEqualTo(0.5);
        assertThat(json.get("validationLoss").asDouble()).isEqualTo(1.25);
        assertThat(json.get("validationAccuracy").asDouble()).isEqualTo(0.625);
        assertThat(json.get("learningRate").asDouble()).isEqualTo(0.1);
        assertThat(json.get("imagesPerSecond").asDouble()).isEqualTo(90);
        assertThat(json.get("confusionMatrix")).hasToString("[[5,1],[2,0]]");
        assertThat(json.get("meanRecall").asDouble()).isEqualTo(5 / 12.0, within(1e-12));
    }

    @Test
    void anEpochKeepsItsMatrixTheRightWayRound() {
        TrainingEvent.EpochDone event = new TrainingEvent.EpochDone(
                8, 4, 1.5, 0.5, 1.25, 0.625, 0.1, 90, ConfusionMatrix.of(new int[][] {{5, 1}, {2, 0}}));

        TrainingEvent.EpochDone read = (TrainingEvent.EpochDone)
                EventCodec.read(EventCodec.write(event)).orElseThrow();

        assertThat(read.confusionMatrix().count(0, 1)).isEqualTo(1);
        assertThat(read.confusionMatrix().count(1, 0)).isEqualTo(2);
    }

    @Test
    void numbersThatJsonDoesNotKnowBecomeNull() {
        String line =
                EventCodec.write(new TrainingEvent.BatchDone(3, 1, 2, Double.NaN, 0, 0.05, Double.POSITIVE_INFINITY));

        assertThat(line).contains("\"loss\":null").doesNotContain("NaN").doesNotContain("Infinity");
        TrainingEvent.BatchDone read =
                (TrainingEvent.BatchDone) EventCodec.read(line).orElseThrow();
        assertThat(read.loss()).isNaN();
    }

    @Test
    void finishedHasTheFieldsThatOthersRead() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(EventCodec.write(new TrainingEvent.Finished(
                        6,
                        TrainingEvent.Outcome.COMPLETED,
                        3,
                        2,
                        OptionalDouble.of(0.75),
                        OptionalDouble.of(0.5),
                        TrainingEvent.MeanRecall.NONE,
                        "out/run",
                        12.5,
                        false)));

        assertThat(json.get("event").asText()).isEqualTo("finished");
        assertThat(json.get("outcome").asText()).isEqualTo("completed");
        assertThat(json.get("bestEpoch").asInt()).isEqualTo(2);
        assertThat(json.get("bestValidationAccuracy").asDouble()).isEqualTo(0.75);
        assertThat(json.get("testAccuracy").asDouble()).isEqualTo(0.5);
        assertThat(json.get("model").asText()).isEqualTo("out/run");
    }

    @Test
    void eventsOfANewerVersionAreSkipped() {
        assertThat(EventCodec.read("{\"event\":\"applause\",\"timeMillis\":1}")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsRefused(String line) {
        assertThatThrownBy(() -> EventCodec.read(line)).isInstanceOf(IllegalArgumentException.class);
    }

    static List<String> nonsense() {
        return List.of(
                "",
                "OMP: Warning #42",
                "[1]",
                "{\"timeMillis\":1}",
                "{\"event\":\"batch\",\"timeMillis\":1}",
                "{\"event");
    }
}
