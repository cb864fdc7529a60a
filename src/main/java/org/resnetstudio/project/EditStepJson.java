package org.resnetstudio.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.project.EditStep.Field;

/** How the journal writes the steps of an edit. */
final class EditStepJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EditStepJson() {}

    static String write(List<EditStep> changes) {
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
        return array.toString();
    }

    /** Reads what {@link #write} wrote. Throws {@link IllegalArgumentException} when it is something else. */
    static List<EditStep> read(String json) {
        List<EditStep> changes = new ArrayList<>();
        try {
            JsonNode array = MAPPER.readTree(json);
            if (!array.isArray() || array.isEmpty()) {
                throw new IllegalArgumentException("This is not the journal entry of an edit: " + json);
            }
            for (JsonNode node : array) {
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
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is not the journal entry of an edit: " + json, e);
        }
        return changes;
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
