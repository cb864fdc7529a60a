package org.resnetstudio.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.resnetstudio.augmentation.Augmentation;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.augmentation.Parameter;
import org.resnetstudio.json.JsonMappers;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.Causes;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * The one way in which records become JSON and are read again: strictly, see {@link
 * JsonMappers#STRICT}; what files of former versions lack, {@link NetworkJson} and {@link FileVersions}
 * put in.
 */
public final class StudioJson {
    /** For trees; records are read by {@link #read}. */
    public static final JsonMapper MAPPER = JsonMappers.STRICT
            .rebuild()
            .addModule(new SimpleModule()
                    .addDeserializer(ResNetSpec.class, new NetworkReader())
                    .addSerializer(Augmentations.class, new AugmentationsWriter())
                    .addDeserializer(Augmentations.class, new AugmentationsReader()))
            .build();

    private StudioJson() {}

    /** As {@link #parse(String, Sentence)}, of what every language calls by the same words, such as the name of a file. */
    public static JsonNode parse(String json, String what) throws MalformedJsonException {
        return parse(json, Sentence.inWords(what));
    }

    /** As {@link #read(JsonNode, Class, Sentence)}, of what every language calls by the same words, such as the name of a file. */
    public static <T> T read(JsonNode json, Class<T> type, String what) throws MalformedJsonException {
        return read(json, type, Sentence.inWords(what));
    }

    /**
     * Reads text that holds one JSON value.
     *
     * @param what it is, for the message: "the network"
     */
    public static JsonNode parse(String json, Sentence what) throws MalformedJsonException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(Sentence.of("problem.codec.not-json", what), e);
        }
    }

    /**
     * Reads one value.
     *
     * @param what it is, for the message: "the model's classes"
     */
    public static <T> T read(JsonNode json, Class<T> type, Sentence what) throws MalformedJsonException {
        try {
            T value = json == null ? null : MAPPER.treeToValue(json, type);
            if (value == null) {
                throw new MalformedJsonException(Sentence.of("problem.codec.missing", what), null);
            }
            return value;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new MalformedJsonException(Sentence.of("problem.codec.not-understood", what, cause(e)), e);
        }
    }

    /** The sentence of a record's constructor where there is one, without its full stop. */
    private static Sentence cause(Exception e) {
        Throwable root = Causes.first(e);
        return root instanceof JsonProcessingException json
                ? Sentence.inWords(String.valueOf(json.getOriginalMessage())).clause()
                : Sentence.of(root).clause();
    }

    /** Puts in what files of former versions lack. */
    private static final class NetworkReader extends StdDeserializer<ResNetSpec> {
        private static final long serialVersionUID = 1L;

        NetworkReader() {
            super(ResNetSpec.class);
        }

        @Override
        public ResNetSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            // without this reader, which would call itself
            return JsonMappers.STRICT.treeToValue(NetworkJson.completed(context.readTree(parser)), ResNetSpec.class);
        }
    }

    /** A list of objects, each with the name and its parameters: {@code [{"name":"rotation","angle":15.0}]}. */
    private static final class AugmentationsWriter extends StdSerializer<Augmentations> {
        private static final long serialVersionUID = 1L;

        AugmentationsWriter() {
            super(Augmentations.class);
        }

        @Override
        public void serialize(Augmentations augmentations, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartArray();
            for (Augmentations.Chosen one : augmentations.chosen()) {
                json.writeStartObject();
                json.writeStringField("name", one.kind().name());
                for (int i = 0; i < one.values().size(); i++) {
                    json.writeNumberField(
                            one.kind().parameters().get(i).name(), one.values().get(i));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static final class AugmentationsReader extends StdDeserializer<Augmentations> {
        private static final long serialVersionUID = 1L;

        AugmentationsReader() {
            super(Augmentations.class);
        }

        @Override
        public Augmentations deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode list = context.readTree(parser);
            if (!list.isArray()) {
                throw new InvalidValueException(Sentence.of("problem.codec.augmentations"));
            }
            List<Augmentations.Chosen> chosen = new ArrayList<>();
            for (JsonNode one : list) {
                Augmentation kind = Augmentations.named(one.path("name").asText());
                Optional<List<Double>> former = kind.former(numbers(one));
                if (former.isPresent()) {
                    chosen.add(new Augmentations.Chosen(kind, former.get()));
                    continue;
                }
                List<String> names =
                        kind.parameters().stream().map(Parameter::name).toList();
                for (Entry<String, JsonNode> field : one.properties()) {
                    if (!field.getKey().equals("name") && !names.contains(field.getKey())) {
                        throw new InvalidValueException(
                                Sentence.of("problem.codec.augmentation-field", kind.name(), field.getKey()));
                    }
                }
                List<Double> values = new ArrayList<>();
                for (String name : names) {
                    if (!one.path(name).isNumber()) {
                        throw new InvalidValueException(
                                Sentence.of("problem.codec.augmentation-number", kind.name(), name));
                    }
                    values.add(one.get(name).asDouble());
                }
                chosen.add(new Augmentations.Chosen(kind, values));
            }
            return new Augmentations(chosen);
        }

        /** Its fields that are numbers. */
        private static Map<String, Double> numbers(JsonNode one) {
            Map<String, Double> numbers = new HashMap<>();
            for (Entry<String, JsonNode> field : one.properties()) {
                if (field.getValue().isNumber()) {
                    numbers.put(field.getKey(), field.getValue().asDouble());
                }
            }
            return numbers;
        }
    }
}
