package org.resnetstudio.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;
import org.resnetstudio.problem.Sentence;

/** Sentences as JSON, so that a file or another process can keep them for any language: {@code {"key":"problem.…","arguments":[…]}}. */
public final class SentenceJson {
    private static final String KEY = "key";
    private static final String ARGUMENTS = "arguments";

    private SentenceJson() {}

    /** As JSON; whole numbers, other numbers, texts and sentences are told apart. */
    public static ObjectNode toTree(Sentence sentence) {
        ObjectNode json = JsonMappers.LENIENT.createObjectNode().put(KEY, sentence.key());
        ArrayNode arguments = json.putArray(ARGUMENTS);
        for (Object argument : sentence.arguments()) {
            arguments.add(
                    argument instanceof Sentence inner ? toTree(inner) : JsonMappers.LENIENT.valueToTree(argument));
        }
        return json;
    }

    /** Reads what {@link #toTree} wrote; empty if it is no sentence of this studio, such as a later one's. */
    public static Optional<Sentence> read(JsonNode json) {
        try {
            return Optional.of(sentence(json))
                    .filter(sentence -> !sentence.english().isEmpty());
        } catch (MissingResourceException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Sentence sentence(JsonNode json) {
        List<Object> arguments = new ArrayList<>();
        for (JsonNode argument : json.path(ARGUMENTS)) {
            if (argument.isObject()) {
                arguments.add(sentence(argument));
            } else {
                arguments.add(argument.isNumber() ? argument.numberValue() : argument.asText());
            }
        }
        if (json.path(KEY).asText().isEmpty() && arguments.size() != 1) {
            throw new IllegalArgumentException("Words are one text.");
        }
        return Sentence.of(json.path(KEY).asText(), arguments.toArray());
    }
}
