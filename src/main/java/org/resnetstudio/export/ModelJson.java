package org.resnetstudio.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.resnetstudio.codec.FileVersions;
import org.resnetstudio.codec.MalformedJsonException;
import org.resnetstudio.codec.NetworkJson;
import org.resnetstudio.codec.NewerFormatException;
import org.resnetstudio.codec.StudioJson;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.Sentence;

/** {@code model.json} of a bundle: everything about a model but its weights. */
final class ModelJson {
    private static final FileVersions VERSIONS = new FileVersions("version", List.of());

    private ModelJson() {}

    /** What {@code model.json} says. */
    record Description(NetworkGraph network, ModelMetadata metadata) {}

    static String write(NetworkGraph network, ModelMetadata metadata) {
        ObjectNode json = StudioJson.MAPPER.createObjectNode();
        json.put("format", "resnet-studio-model");
        json.put("version", VERSIONS.newest());
        json.put("parameters", network.trainableParameters());
        json.set("network", NetworkJson.toTree(network.spec()));
        ObjectNode preprocessing = json.putObject("preprocessing");
        preprocessing.put("imageSizePx", metadata.imageSizePx());
        preprocessing.put("resize", metadata.resizeName());
        preprocessing.set("normalization", StudioJson.MAPPER.valueToTree(metadata.normalization()));
        json.set("classes", StudioJson.MAPPER.valueToTree(metadata.classes()));
        json.set("provenance", StudioJson.MAPPER.valueToTree(metadata.provenance()));
        try {
            return StudioJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always valid JSON.", e);
        }
    }

    static Description read(String text) throws ModelException {
        ObjectNode json = upgraded(Json.parse(text, Sentence.of("problem.export.its-description-file")));
        JsonNode preprocessing = json.path("preprocessing");
        ModelMetadata metadata = ModelMetadata.checked(
                Json.read(json.get("classes"), String[].class, Sentence.of("problem.export.its-class-list")),
                Json.read(
                        preprocessing.get("imageSizePx"), Integer.class, Sentence.of("problem.export.its-image-size")),
                Json.read(preprocessing.get("resize"), String.class, Sentence.of("problem.export.its-resize")),
                Json.read(
                        preprocessing.get("normalization"),
                        Normalization.class,
                        Sentence.of("problem.export.its-normalisation")),
                json.path("provenance"));
        NetworkGraph network =
                compile(Json.read(json.get("network"), ResNetSpec.class, Sentence.of("problem.codec.the-network")));
        return new Description(network, metadata);
    }

    private static ObjectNode upgraded(JsonNode json) throws ModelException {
        try {
            return VERSIONS.upgraded(json, Sentence.of("problem.export.its-description"));
        } catch (NewerFormatException e) {
            throw new ModelException(Sentence.of("problem.export.newer"), e);
        } catch (MalformedJsonException e) {
            throw Json.damaged(e);
        }
    }

    /** Compiles a spec that came from a file. */
    private static NetworkGraph compile(ResNetSpec spec) throws ModelException {
        try {
            return NetworkGraph.compile(spec);
        } catch (IllegalArgumentException e) {
            throw new ModelException(Sentence.of("problem.export.no-network", Sentence.of(e)), e);
        }
    }
}
