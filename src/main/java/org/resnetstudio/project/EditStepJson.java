package org.resnetstudio.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.json.JsonMappers;
import org.resnetstudio.json.SentenceJson;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.EditStep.Field;

/**
 * How the journal writes the steps of an edit, and in the first of them what it says of the edit: former versions pass that
 * over, and show the words that the journal has beside it.
 */
final class EditStepJson {
    private static final JsonMapper MAPPER = JsonMappers.LENIENT;
    private static final String DESCRIPTION = "description";
    /** Keys of other texts say nothing of an edit. */
    private static final String KEYS = "edit.";

    private EditStepJson() {}

    /** @param description of an edit, its arguments texts and whole numbers */
    static String write(Sentence description, List<EditStep> changes) {
        ArrayNode array = MAPPER.createArrayNode();
        for (EditStep change : changes) {
            ObjectNode node = array.addObject();
            if (change instanceof EditStep.Samples samples) {
                node.put("field", samples.field().name());
                node.put("before", samples.before());
                node.put("after", samples.after());
                node.put("ids", samples.ids().toString());
            } else if (change instanceof EditStep.Classes classes) {
                writeClasses(node.putArray("classesBefore"), classes.before());
                writeClasses(node.putArray("classesAfter"), classes.after());
            }
        }
        ((ObjectNode) array.get(0)).set(DESCRIPTION, SentenceJson.toTree(description));
        return array.toString();
    }

    /** Reads the steps that {@link #write} wrote. Throws {@link IllegalArgumentException} when it is something else. */
    static List<EditStep> read(String json) {
        List<EditStep> changes = new ArrayList<>();
        for (JsonNode node : entries(json)) {
            if (node.has("field")) {
                changes.add(new EditStep.Samples(
                        Field.valueOf(node.path("field").asText()),
                        textOrNull(node.path("before")),
                        textOrNull(node.path("after")),
                        IdSet.parse(node.path("ids").asText())));
            } else {
                changes.add(new EditStep.Classes(
                        readClasses(node.path("classesBefore")), readClasses(node.path("classesAfter"))));
            }
        }
        return changes;
    }

    /** What {@link #write} was told of the edit; empty where a former version wrote it, or a later one in texts of its own. */
    static Optional<Sentence> description(String json) {
        try {
            return SentenceJson.read(entries(json).get(0).path(DESCRIPTION))
                    .filter(description -> description.key().startsWith(KEYS));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JsonNode entries(String json) {
        try {
            JsonNode array = MAPPER.readTree(json);
            if (!array.isArray() || array.isEmpty()) {
                throw new IllegalArgumentException("This is not the journal entry of an edit: " + json);
            }
            return array;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is not the journal entry of an edit: " + json, e);
        }
    }

    private static void writeClasses(ArrayNode array, List<StoredClass> classes) {
        for (StoredClass stored : classes) {
            array.addObject().put("id", stored.id()).put("name", stored.name());
        }
    }

    private static List<StoredClass> readClasses(JsonNode array) {
        List<StoredClass> classes = new ArrayList<>();
        for (JsonNode node : array) {
            classes.add(
                    new StoredClass(node.path("id").asLong(), node.path("name").asText()));
        }
        return classes;
    }

    private static String textOrNull(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : node.asText();
    }
}
