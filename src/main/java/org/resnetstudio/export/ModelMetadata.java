package org.resnetstudio.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * What has to be known about a model besides its layers and weights: stored in the ONNX file and in bundles.
 *
 * @param classes names in the order of the outputs, at least 2
 * @param imageSizePx width and height of the square pictures that the model takes
 * @param resize how other pictures become square
 * @param normalization what the model does to pictures of 0 to 1 before its first layer; inside the ONNX graph
 * @param provenance where the model comes from, in the order to be shown: variant, dataset, dataset hash, seed, engine, date …
 */
public record ModelMetadata(
        List<String> classes,
        int imageSizePx,
        ResizeMode resize,
        Normalization normalization,
        Map<String, String> provenance) {
    private static final String CLASSES = "classes";
    private static final String RESIZE = "resize";
    private static final String NORMALIZATION = "normalization";
    private static final String PROVENANCE = "provenance";

    public ModelMetadata {
        classes = List.copyOf(classes);
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        if (classes.size() < 2) {
            throw new InvalidValueException(Sentence.of("problem.export.classes", classes.size()));
        }
        if (imageSizePx < 1) {
            throw new InvalidValueException(Sentence.of("problem.export.image-size", imageSizePx));
        }
    }

    /** The {@code metadata_props} of an ONNX file: {@code classes}, {@code resize}, {@code normalization}, {@code provenance}. */
    public Map<String, String> toProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(CLASSES, Json.writeAscii(classes));
        properties.put(RESIZE, resizeName());
        properties.put(NORMALIZATION, Json.writeAscii(normalization));
        properties.put(PROVENANCE, Json.writeAscii(provenance));
        return properties;
    }

    /**
     * Reads what {@link #toProperties} wrote.
     *
     * @param imageSizePx as the model's input says
     * @throws ModelException if something is missing or damaged
     */
    public static ModelMetadata fromProperties(Map<String, String> properties, int imageSizePx) throws ModelException {
        String[] classes =
                Json.read(json(properties, CLASSES), String[].class, Sentence.of("problem.export.its-class-list"));
        Normalization normalization = Json.read(
                json(properties, NORMALIZATION), Normalization.class, Sentence.of("problem.export.its-normalisation"));
        return checked(classes, imageSizePx, required(properties, RESIZE), normalization, json(properties, PROVENANCE));
    }

    /** {@code squash}, {@code crop} or {@code pad}. */
    public String resizeName() {
        return resize.name().toLowerCase(Locale.ROOT);
    }

    static ModelMetadata checked(
            String[] classes, int imageSizePx, String resize, Normalization normalization, JsonNode provenance)
            throws ModelException {
        ResizeMode mode = Arrays.stream(ResizeMode.values())
                .filter(m -> m.name().toLowerCase(Locale.ROOT).equals(resize))
                .findFirst()
                .orElseThrow(() -> new ModelException(Sentence.of("problem.export.resize-mode", resize)));
        if (Arrays.asList(classes).contains(null)) {
            throw new ModelException(Sentence.of("problem.export.no-class-name"));
        }
        Map<String, String> origin = new LinkedHashMap<>();
        provenance.properties().forEach(p -> origin.put(p.getKey(), p.getValue().asText()));
        try {
            return new ModelMetadata(Arrays.asList(classes), imageSizePx, mode, normalization, origin);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    Sentence.of("problem.export.damaged-values", Sentence.of(e).clause()), e);
        }
    }

    private static JsonNode json(Map<String, String> properties, String key) throws ModelException {
        return Json.parse(required(properties, key), Sentence.of("problem.export.its-entry", key));
    }

    private static String required(Map<String, String> properties, String key) throws ModelException {
        String value = properties.get(key);
        if (value == null) {
            throw new ModelException(Sentence.of("problem.export.no-entry", key));
        }
        return value;
    }
}
