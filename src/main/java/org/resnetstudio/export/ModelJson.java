package org.resnetstudio.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.network.NetworkGraph;

/** {@code model.json} of a bundle: everything about a model but its weights. */
final class ModelJson {
    private static final int VERSION = 1;

    private ModelJson() {}

    /** What {@code model.json} says. */
    record Description(NetworkGraph network, ModelMetadata metadata) {}

    static String write(NetworkGraph network, ModelMetadata metadata) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("format", "resnet-studio-model");
        json.put("version", VERSION);
        json.put("parameters", network.trainableParameters());
        json.set("network", SpecJson.toTree(network.spec()));
        ObjectNode preprocessing = json.putObject("preprocessing");
        preprocessing.put("imageSizePx", metadata.imageSizePx());
        preprocessing.put("resize", metadata.resizeName());
        preprocessing.set("normalization", Json.MAPPER.valueToTree(metadata.normalization()));
        json.set("classes", Json.MAPPER.valueToTree(metadata.classes()));
        json.set("provenance", Json.MAPPER.valueToTree(metadata.provenance()));
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always valid JSON.", e);
        }
    }

    static Description read(String text) throws ModelException {
        JsonNode json = Json.parse(text, "its description model.json");
        int version = Json.read(json.get("version"), Integer.class, "the version of its description");
        if (version > VERSION) {
            throw new ModelException("it was written by a newer version of ResNet Studio: update the studio.");
        }
        JsonNode preprocessing = json.path("preprocessing");
        ModelMetadata metadata = ModelMetadata.checked(
                Json.read(json.get("classes"), String[].class, "its list of classes"),
                Json.read(preprocessing.get("imageSizePx"), Integer.class, "its image size"),
                Json.read(preprocessing.get("resize"), String.class, "its resize mode"),
                Json.read(preprocessing.get("normalization"), Normalization.class, "its normalisation"),
                json.path("provenance"));
        NetworkGraph network =
                SpecJson.compile(SpecJson.read(Json.read(json.get("network"), JsonNode.class, "the network")));
        return new Description(network, metadata);
    }
}
