package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/** What commands with {@code --json} print. A class of its own, so that commands without it need not load the library. */
final class Json {
    private Json() {}

    /** An empty object, whose text is one line of JSON. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An empty array, whose text is one line of JSON. */
    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Sets a number; one that does not exist, or is not finite, becomes {@code null}. */
    static void put(ObjectNode json, String name, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            json.put(name, value.getAsDouble());
        } else {
            json.putNull(name);
        }
    }
}
