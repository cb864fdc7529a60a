package org.resnetstudio.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;

/**
 * A {@link ResNetSpec} as JSON: an object with the fields of the records. A network is compiled from its spec alone, so this is
 * enough to build the same layers again.
 */
public final class SpecJson {
    private SpecJson() {}

    /** The spec as one line of JSON. */
    public static String write(ResNetSpec spec) {
        return Json.write(spec);
    }

    /** The spec as a tree, to be put into a larger document. */
    public static JsonNode toTree(ResNetSpec spec) {
        return Json.MAPPER.valueToTree(spec);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws ModelException if the text is not JSON, has missing or unknown fields, or no network can be built from it
     */
    public static ResNetSpec read(String json) throws ModelException {
        return read(Json.parse(json, "the network"));
    }

    /** Reads what {@link #toTree} gave. */
    public static ResNetSpec read(JsonNode json) throws ModelException {
        return Json.read(completed(json), ResNetSpec.class, "the network");
    }

    /** Settings that earlier versions did not write had the values that they take here. */
    private static JsonNode completed(JsonNode json) {
        if (json == null
                || !(json.path("body") instanceof ObjectNode)
                || !(json.path("layers") instanceof ObjectNode)
                || !(json.path("head") instanceof ObjectNode)) {
            return json;
        }
        JsonNode complete = json.deepCopy();
        putIfAbsent(complete, "body", "details", BlockDetails.STANDARD);
        if (complete.get("body").get("details") instanceof ObjectNode details) {
            details.putIfAbsent("squeezeRatio", Json.MAPPER.valueToTree(0));
        }
        putIfAbsent(complete, "layers", "zeroLastGamma", false);
        putIfAbsent(complete, "head", "pooling", Head.Pooling.AVERAGE);
        putIfAbsent(complete, "head", "dropout", 0.0);
        return complete;
    }

    private static void putIfAbsent(JsonNode spec, String part, String field, Object value) {
        ((ObjectNode) spec.get(part)).putIfAbsent(field, Json.MAPPER.valueToTree(value));
    }

    /** Compiles a spec that came from a file. */
    static NetworkGraph compile(ResNetSpec spec) throws ModelException {
        try {
            return NetworkGraph.compile(spec);
        } catch (IllegalArgumentException e) {
            throw new ModelException("it is damaged, because no network can be built from it: " + e.getMessage(), e);
        }
    }
}
