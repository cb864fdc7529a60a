package org.resnetstudio.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.resnetstudio.problem.Sentence;

/**
 * The rule for older files: a document says its format, a whole number from 1; each step brings a document of one format to the next, and
 * only the newest one is read. Steps are never changed once released, only added; a default that changes is written out by a step, so
 * that older files keep what they meant.
 *
 * @param field that holds the number
 * @param steps the first brings format 1 to 2
 */
public record FileVersions(String field, List<UnaryOperator<ObjectNode>> steps) {
    public FileVersions {
        steps = List.copyOf(steps);
    }

    /** The format that is written. */
    public int newest() {
        return steps.size() + 1;
    }

    /** An empty document of the newest format. */
    public ObjectNode create() {
        return StudioJson.MAPPER.createObjectNode().put(field, newest());
    }

    /** As {@link #upgraded(JsonNode, Sentence)}, of what every language calls by the same words, such as the name of a file. */
    public ObjectNode upgraded(JsonNode document, String what) throws MalformedJsonException, NewerFormatException {
        return upgraded(document, Sentence.inWords(what));
    }

    /**
     * A document in the newest format, without its number.
     *
     * @param what it is, for the message: "the job"
     * @throws NewerFormatException if it was written by a newer studio
     * @throws MalformedJsonException if it is no such document
     */
    public ObjectNode upgraded(JsonNode document, Sentence what) throws MalformedJsonException, NewerFormatException {
        if (!(document instanceof ObjectNode) || !document.path(field).isInt()) {
            throw new MalformedJsonException(Sentence.of("problem.codec.no-version", what, field), null);
        }
        int format = document.get(field).asInt();
        if (format > newest()) {
            throw new NewerFormatException(format);
        }
        if (format < 1) {
            throw new MalformedJsonException(Sentence.of("problem.codec.wrong-version", what, field, format), null);
        }
        ObjectNode upgraded = document.deepCopy();
        upgraded.remove(field);
        for (UnaryOperator<ObjectNode> step : steps.subList(format - 1, steps.size())) {
            upgraded = step.apply(upgraded);
        }
        return upgraded;
    }
}
