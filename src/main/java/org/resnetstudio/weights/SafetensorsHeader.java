package org.resnetstudio.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON at the start of a safetensors file (format of github.com/huggingface/safetensors): where each tensor lies. Whoever wrote
 * the file is not trusted: after {@link #parse} every entry lies within the file, none overlap, and lengths fit shapes.
 *
 * @param entries in the order of the header
 * @param metadata free text by key
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final long MAX_ELEMENTS = 1 << 30;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Where one tensor lies: bytes {@code begin} to {@code end}, exclusive, after the header. */
    record Entry(String name, ElementType type, List<Integer> shape, long begin, long end) {
        int elements() {
            return Math.toIntExact((end - begin) / type.bytes());
        }
    }

    /** What is wrong with a header; becomes a sentence that names the file. */
    static final class Flaw extends Exception {
        private static final long serialVersionUID = 1L;

        Flaw(String message) {
            super(message);
        }

        Flaw(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The header of float32 tensors that lie one after another; padded so that the data starts at a multiple of 8. */
    static byte[] format(Weights weights, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long offset = 0;
            for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
                if (entry.getKey().equals(METADATA)) {
                    throw new IllegalArgumentException("A tensor must not be named " + METADATA + ": rename it.");
                }
                long end = offset + 4L * entry.getValue().values().length;
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("dtype", "F32");
                json.writeArrayFieldStart("shape");
                for (int size : entry.getValue().shape()) {
                    json.writeNumber(size);
                }
                json.writeEndArray();
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {offset, end}, 0, 2);
                json.writeEndObject();
                offset = end;
            }
            json.writeEndObject();
        }
        while (bytes.size() % 8 != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    /**
     * Reads and checks a header.
     *
     * @param json the header's bytes
     * @param dataBytes bytes of the file after the header
     */
    static SafetensorsHeader parse(byte[] json, long dataBytes) throws Flaw {
        if (json.length == 0 || json[0] != '{') {
            throw new Flaw("its header is not JSON");
        }
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (Reader reader =
                        new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
                JsonParser parser = JSON.createParser(reader)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                require(parser.nextToken() == JsonToken.START_OBJECT, "the entry " + name + " is not an object");
                if (name.equals(METADATA)) {
                    readMetadata(parser, metadata);
                } else {
                    entries.add(readEntry(parser, name));
                }
            }
            require(parser.nextToken() == null, "its header goes on after its end");
        } catch (JsonProcessingException e) {
            throw new Flaw("its header is not valid JSON (" + e.getOriginalMessage() + ")", e);
        } catch (CharacterCodingException e) {
            throw new Flaw("its header is not UTF-8", e);
        } catch (IOException e) {
            throw new Flaw("its header cannot be read", e);
        }
        checkCoverage(entries, dataBytes);
        return new SafetensorsHeader(List.copyOf(entries), metadata);
    }

    private static void readMetadata(JsonParser parser, Map<String, String> metadata) throws IOException, Flaw {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            require(parser.nextToken() == JsonToken.VALUE_STRING, "the metadata " + key + " is not text");
            metadata.put(key, parser.getText());
        }
    }

    private static Entry readEntry(JsonParser parser, String name) throws IOException, Flaw {
        String type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "dtype" -> {
                    require(value == JsonToken.VALUE_STRING, "the dtype of " + name + " is not text");
                    type = parser.getText();
                }
                case "shape" -> shape = readNumbers(parser, "shape of " + name);
                case "data_offsets" -> offsets = readNumbers(parser, "offsets of " + name);
                default -> parser.skipChildren();
            }
        }
        require(type != null && shape != null && offsets != null, "the entry " + name + " is incomplete");
        require(offsets.size() == 2, name + " has " + offsets.size() + " offsets instead of 2");
        String unknown = "the element type " + type + " of " + name + " cannot be turned into float32";
        ElementType elementType = ElementType.named(type).orElseThrow(() -> new Flaw(unknown));
        return entry(name, elementType, shape, offsets.get(0), offsets.get(1));
    }

    private static Entry entry(String name, ElementType type, List<Long> shape, long begin, long end) throws Flaw {
        List<Integer> sizes = new ArrayList<>();
        long elements = 1;
        for (long size : shape) {
            require(size <= MAX_ELEMENTS, "the shape " + shape + " of " + name + " is too large");
            sizes.add((int) size);
            // Both factors are at most 2^30, so the product does not overflow before it is checked.
            elements *= size;
            require(elements <= MAX_ELEMENTS, "the shape " + shape + " of " + name + " is too large");
        }
        require(begin <= end, "the offsets of " + name + " run backwards");
        require(
                end - begin == elements * type.bytes(),
                name + " has " + (end - begin) + " bytes, but its shape " + shape + " needs "
                        + elements * type.bytes());
        return new Entry(name, type, List.copyOf(sizes), begin, end);
    }

    private static List<Long> readNumbers(JsonParser parser, String what) throws IOException, Flaw {
        require(parser.currentToken() == JsonToken.START_ARRAY, "the " + what + " are not a list");
        List<Long> numbers = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            require(token == JsonToken.VALUE_NUMBER_INT, "the " + what + " are not whole numbers");
            long number = parser.getLongValue();
            require(number >= 0, "the " + what + " are negative");
            require(numbers.size() < 16, "the " + what + " are more than 16 numbers");
            numbers.add(number);
        }
        return numbers;
    }

    /** The format allows no holes, no overlaps and nothing behind the last tensor. */
    private static void checkCoverage(List<Entry> entries, long dataBytes) throws Flaw {
        long covered = 0;
        for (Entry entry : inFileOrder(entries)) {
            require(entry.end() <= dataBytes, "the file ends before " + entry.name() + " does");
            require(entry.begin() >= covered, entry.name() + " overlaps another tensor");
            require(entry.begin() == covered, "there is a hole before " + entry.name());
            covered = entry.end();
        }
        require(covered == dataBytes, "it has " + (dataBytes - covered) + " bytes that belong to no tensor");
    }

    static List<Entry> inFileOrder(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
    }

    private static void require(boolean condition, String flaw) throws Flaw {
        if (!condition) {
            throw new Flaw(flaw);
        }
    }
}
