package org.resnetstudio.runs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.json.JsonMappers;
import org.resnetstudio.json.SentenceJson;
import org.resnetstudio.problem.Sentence;

/**
 * {@link TrainingEvent}s as lines of JSON. JSON knows neither NaN nor infinity: both are written as {@code null}, which is read
 * back as NaN. A value that does not exist is left out.
 */
public final class EventCodec {
    private static final JsonMapper JSON = JsonMappers.LENIENT;
    private static final String MATRIX = "confusionMatrix";

    private EventCodec() {}

    /** The event as one JSON object without a line break. */
    public static String write(TrainingEvent event) {
        ObjectNode json = JSON.createObjectNode();
        json.put("event", name(event));
        json.put("timeMillis", event.timeMillis());
        if (event instanceof TrainingEvent.Measuring e) {
            json.put("engine", e.engine().shortName());
        } else if (event instanceof TrainingEvent.Preparing e) {
            json.put("done", e.done()).put("total", e.total());
        } else if (event instanceof TrainingEvent.Started e) {
            started(json, e);
        } else if (event instanceof TrainingEvent.BatchDone e) {
            json.put("epoch", e.epoch()).put("batch", e.batch());
            number(json, "loss", e.loss());
            number(json, "accuracy", e.accuracy());
            number(json, "learningRate", e.learningRate());
            number(json, "imagesPerSecond", e.imagesPerSecond());
        } else if (event instanceof TrainingEvent.EpochDone e) {
            epochDone(json, e);
        } else if (event instanceof TrainingEvent.CheckpointSaved e) {
            json.put("epoch", e.epoch()).put("kind", e.kind()).put("path", e.path());
        } else if (event instanceof TrainingEvent.Controlled e) {
            json.put("epoch", e.epoch()).put("batch", e.batch()).put("action", shortName(e.action()));
            e.value().ifPresent(value -> number(json, valueName(e.action()), value));
            e.text().ifPresent(text -> json.put(valueName(e.action()), text));
        } else if (event instanceof TrainingEvent.Warning e) {
            sentence(json, e.message());
            json.put("topic", e.topic().name().toLowerCase(Locale.ROOT)).put("count", e.count());
        } else if (event instanceof TrainingEvent.Finished e) {
            finished(json, e);
        } else if (event instanceof TrainingEvent.Failed e) {
            sentence(json, e.message());
        }
        return json.toString();
    }

    /** The name that the field {@code event} holds. */
    public static String name(TrainingEvent event) {
        if (event instanceof TrainingEvent.BatchDone) {
            return "batch";
        }
        if (event instanceof TrainingEvent.EpochDone) {
            return "epoch";
        }
        if (event instanceof TrainingEvent.CheckpointSaved) {
            return "checkpoint";
        }
        return event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads one line.
     *
     * @return empty for an event of a name that this version does not know
     * @throws IllegalArgumentException if the line is not a JSON object with the fields of its event
     */
    public static Optional<TrainingEvent> read(String line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw notAnEvent(line, e);
        }
        return event(json, line);
    }

    /**
     * Reads of one line what a list of runs needs: of an epoch its figures without the confusion matrix, which is nearly all of it.
     *
     * @throws IllegalArgumentException as {@link #read}
     */
    static void outline(String line, RunOutline.Collector collector) {
        ObjectNode json = withoutMatrix(line);
        if (json.path("event").asText().equals("epoch") && field(json, MATRIX).isNull()) {
            collector.epoch(
                    field(json, "timeMillis").asLong(),
                    new EpochFigures(
                            integer(json, "epoch"),
                            number(json, "trainLoss"),
                            number(json, "trainAccuracy"),
                            number(json, "validationLoss"),
                            number(json, "validationAccuracy"),
                            optional(json, "meanRecall")));
        } else {
            event(json, line).ifPresent(collector::event);
        }
    }

    /** The object with null for its confusion matrix, if its mean recall, for which alone that would be needed, comes before it. */
    private static ObjectNode withoutMatrix(String line) {
        ObjectNode json = JSON.createObjectNode();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notAnEvent(line, null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(MATRIX) && json.has("meanRecall")) {
                    parser.skipChildren();
                    json.putNull(MATRIX);
                } else {
                    json.set(name, parser.<JsonNode>readValueAsTree());
                }
            }
        } catch (IOException e) {
            throw notAnEvent(line, e);
        }
        return json;
    }

    private static IllegalArgumentException notAnEvent(String line, Exception cause) {
        return new IllegalArgumentException("This is not a training event in JSON: " + line, cause);
    }

    private static Optional<TrainingEvent> event(JsonNode json, String line) {
        if (json == null || !json.isObject() || !json.path("event").isTextual()) {
            throw notAnEvent(line, null);
        }
        long time = field(json, "timeMillis").asLong();
        return Optional.ofNullable(
                switch (json.get("event").asText()) {
                    case "measuring" -> new TrainingEvent.Measuring(time, EngineChoice.recorded(text(json, "engine")));
                    case "preparing" ->
                        new TrainingEvent.Preparing(time, integer(json, "done"), integer(json, "total"));
                    case "started" -> started(json, time);
                    case "batch" ->
                        new TrainingEvent.BatchDone(
                                time,
                                integer(json, "epoch"),
                                integer(json, "batch"),
                                number(json, "loss"),
                                number(json, "accuracy"),
                                number(json, "learningRate"),
                                number(json, "imagesPerSecond"));
                    case "epoch" -> epochDone(json, time);
                    case "checkpoint" ->
                        new TrainingEvent.CheckpointSaved(
                                time, integer(json, "epoch"), text(json, "kind"), text(json, "path"));
                    case "controlled" -> controlled(json, time);
                    case "warning" -> warning(json, time);
                    case "finished" -> finished(json, time);
                    case "failed" -> new TrainingEvent.Failed(time, sentence(json));
                    default -> null;
                });
    }

    private static void started(ObjectNode json, TrainingEvent.Started e) {
        json.put("variant", e.variant());
        ArrayNode classes = json.putArray("classes");
        e.classes().forEach(classes::add);
        json.put("trainSamples", e.trainSamples())
                .put("validationSamples", e.validationSamples())
                .put("epochs", e.epochs())
                .put("batchesPerEpoch", e.batchesPerEpoch())
                .put("firstEpoch", e.firstEpoch())
                .put("engine", e.engine())
                .put("device", e.device())
                .put("parameters", e.parameters());
    }

    private static TrainingEvent.Started started(JsonNode json, long time) {
        List<String> classes = new ArrayList<>();
        field(json, "classes").forEach(name -> classes.add(name.asText()));
        return new TrainingEvent.Started(
                time,
                text(json, "variant"),
                classes,
                integer(json, "trainSamples"),
                integer(json, "validationSamples"),
                integer(json, "epochs"),
                integer(json, "batchesPerEpoch"),
                integer(json, "firstEpoch"),
                text(json, "engine"),
                text(json, "device"),
                field(json, "parameters").asLong());
    }

    private static void epochDone(ObjectNode json, TrainingEvent.EpochDone e) {
        json.put("epoch", e.epoch());
        number(json, "trainLoss", e.trainLoss());
        number(json, "trainAccuracy", e.trainAccuracy());
        number(json, "validationLoss", e.validationLoss());
        number(json, "validationAccuracy", e.validationAccuracy());
        number(json, "meanRecall", e.confusionMatrix().meanRecall().orElse(Double.NaN));
        number(json, "learningRate", e.learningRate());
        number(json, "imagesPerSecond", e.imagesPerSecond());
        ArrayNode rows = json.putArray(MATRIX);
        for (int[] counts : e.confusionMatrix().toArray()) {
            ArrayNode row = rows.addArray();
            for (int count : counts) {
                row.add(count);
            }
        }
    }

    private static TrainingEvent.EpochDone epochDone(JsonNode json, long time) {
        JsonNode rows = field(json, MATRIX);
        int[][] counts = new int[rows.size()][rows.size()];
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts.length; column++) {
                counts[row][column] = rows.path(row).path(column).asInt();
            }
        }
        return new TrainingEvent.EpochDone(
                time,
                integer(json, "epoch"),
                number(json, "trainLoss"),
                number(json, "trainAccuracy"),
                number(json, "validationLoss"),
                number(json, "validationAccuracy"),
                number(json, "learningRate"),
                number(json, "imagesPerSecond"),
                ConfusionMatrix.of(counts));
    }

    private static TrainingEvent.Controlled controlled(JsonNode json, long time) {
        String name = text(json, "action");
        TrainingEvent.Controlled.Action action = Stream.of(TrainingEvent.Controlled.Action.values())
                .filter(known -> shortName(known).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no action " + name + "."));
        JsonNode value = json.path(valueName(action));
        return new TrainingEvent.Controlled(
                time,
                integer(json, "epoch"),
                integer(json, "batch"),
                action,
                value.isTextual() ? OptionalDouble.empty() : optional(json, valueName(action)),
                value.isTextual() ? Optional.of(value.asText()) : Optional.empty());
    }

    /** The field that holds the value of an action. */
    private static String valueName(TrainingEvent.Controlled.Action action) {
        return switch (action) {
            case LEARNING_RATE -> "learningRate";
            case PAUSED, CONTINUED, EPOCHS, PATIENCE, AUGMENTATION -> shortName(action);
        };
    }

    private static String shortName(TrainingEvent.Controlled.Action action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Earlier versions wrote the sentence alone. */
    private static TrainingEvent.Warning warning(JsonNode json, long time) {
        String topic = json.path("topic").asText();
        return new TrainingEvent.Warning(
                time,
                sentence(json),
                Stream.of(TrainingEvent.Warning.Topic.values())
                        .filter(known -> known.name().equalsIgnoreCase(topic))
                        .findFirst()
                        .orElse(TrainingEvent.Warning.Topic.OTHER),
                json.path("count").asInt(1));
    }

    private static void finished(ObjectNode json, TrainingEvent.Finished e) {
        json.put("outcome", e.outcome().name().toLowerCase(Locale.ROOT));
        json.put("epochs", e.epochs());
        json.put("bestEpoch", e.bestEpoch());
        e.bestValidationAccuracy().ifPresent(accuracy -> number(json, "bestValidationAccuracy", accuracy));
        e.testAccuracy().ifPresent(accuracy -> number(json, "testAccuracy", accuracy));
        e.recall().validation().ifPresent(recall -> number(json, "meanRecall", recall));
        e.recall().test().ifPresent(recall -> number(json, "testMeanRecall", recall));
        json.put("model", e.model());
        number(json, "seconds", e.seconds());
        json.put("endedEarly", e.endedEarly());
    }

    private static TrainingEvent.Finished finished(JsonNode json, long time) {
        return new TrainingEvent.Finished(
                time,
                TrainingEvent.Outcome.valueOf(text(json, "outcome").toUpperCase(Locale.ROOT)),
                integer(json, "epochs"),
                integer(json, "bestEpoch"),
                optional(json, "bestValidationAccuracy"),
                optional(json, "testAccuracy"),
                new TrainingEvent.MeanRecall(optional(json, "meanRecall"), optional(json, "testMeanRecall")),
                text(json, "model"),
                number(json, "seconds"),
                json.path("endedEarly").asBoolean());
    }

    /** In English for those who read the file, and by key for those who say it in another language. */
    private static void sentence(ObjectNode json, Sentence message) {
        json.put("message", message.english());
        json.set("sentence", SentenceJson.toTree(message));
    }

    /** Former versions wrote the English alone, and later ones may say what this one has no text for. */
    private static Sentence sentence(JsonNode json) {
        String english = text(json, "message");
        return SentenceJson.read(json.path("sentence")).orElseGet(() -> Sentence.inWords(english));
    }

    private static void number(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }

    private static double number(JsonNode json, String name) {
        JsonNode value = field(json, name);
        return value.isNull() ? Double.NaN : value.asDouble();
    }

    /** A number that may be missing. */
    static OptionalDouble optional(JsonNode json, String name) {
        return json.hasNonNull(name) ? OptionalDouble.of(json.get(name).asDouble()) : OptionalDouble.empty();
    }

    private static int integer(JsonNode json, String name) {
        return field(json, name).asInt();
    }

    private static String text(JsonNode json, String name) {
        return field(json, name).asText();
    }

    private static JsonNode field(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The event " + json.get("event") + " has no field " + name + ".");
        }
        return value;
    }
}
