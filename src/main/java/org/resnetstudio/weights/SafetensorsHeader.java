package org.resnetstudio.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
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
import org.resnetstudio.json.JsonMappers;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

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
    private static final JsonFactory JSON = JsonMappers.STRICT.getFactory();

    /** Where one tensor lies: bytes {@code begin} to {@code end}, exclusive, after the header. */
    record Entry(String name, ElementType type, List<Integer> shape, long begin, long end) {
        int elements() {
            return Math.toIntExact((end - begin) / type.bytes());
        }
    }

    /** What is wrong with a header; becomes a sentence that names the file. */
    static final class Flaw extends Exception implements UserException {
        private static final long serialVersionUID = 1L;

        private final Sentence sentence;

        Flaw(Sentence sentence) {
            this(sentence, null);
        }

        Flaw(Sentence sentence, Throwable cause) {
            super(sentence.english(), cause);
            this.sentence = sentence;
        }

        @Override
        public Sentence sentence() {
            return sentence;
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
            throw new Flaw(Sentence.of("problem.weights.header.json"));
        }
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (Reader reader =
                        new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
                JsonParser parser = JSON.createParser(reader)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                require(
                        parser.nextToken() == JsonToken.START_OBJECT,
                        Sentence.of("problem.weights.header.object", name));
                if (name.equals(METADATA)) {
                    readMetadata(parser, metadata);
                } else {
                    entries.add(readEntry(parser, name));
                }
            }
            require(parser.nextToken() == null, Sentence.of("problem.weights.header.goes-on"));
        } catch (JsonProcessingException e) {
            throw new Flaw(Sentence.of("problem.weights.header.invalid-json", e.getOriginalMessage()), e);
        } catch (CharacterCodingException e) {
            throw new Flaw(Sentence.of("problem.weights.header.utf-8"), e);
        } catch (IOException e) {
            throw new Flaw(Sentence.of("problem.weights.header.unreadable"), e);
        }
        checkCoverage(entries, dataBytes);
        return new SafetensorsHeader(List.copyOf(entries), metadata);
    }

    private static void readMetadata(JsonParser parser, Map<String, String> metadata) throws IOException, Flaw {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            require(parser.nextToken() == JsonToken.VALUE_STRING, Sentence.of("problem.weights.header.metadata", key));
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
                    require(value == JsonToken.VALUE_STRING, Sentence.of("problem.weights.header.dtype", name));
                    type = parser.getText();
                }
                case "shape" -> shape = readNumbers(parser, Sentence.of("problem.weights.header.shape-of", name));
                case "data_offsets" ->
                    offsets = readNumbers(parser, Sentence.of("problem.weights.header.offsets-of", name));
                default -> parser.skipChildren();
            }
        }
        require(
                type != null && shape != null && offsets != null,
                Sentence.of("problem.weights.header.incomplete", name));
        require(offsets.size() == 2, Sentence.of("problem.weights.header.offsets", name, offsets.size()));
        Sentence unknown = Sentence.of("problem.weights.header.element-type", type, name);
        ElementType elementType = ElementType.named(type).orElseThrow(() -> new Flaw(unknown));
        return entry(name, elementType, shape, offsets.get(0), offsets.get(1));
    }

    private static Entry entry(String name, ElementType type, List<Long> shape, long begin, long end) throws Flaw {
        List<Integer> sizes = new ArrayList<>();
        long elements = 1;
        for (long size : shape) {
            require(size <= MAX_ELEMENTS, Sentence.of("problem.weights.header.too-large", shape, name));
            sizes.add((int) size);
            // Both factors are at most 2^30, so the product does not overflow before it is checked.
            elements *= size;
            require(elements <= MAX_ELEMENTS, Sentence.of("problem.weights.header.too-large", shape, name));
        }
        require(begin <= end, Sentence.of("problem.weights.header.backwards", name));
        require(
                end - begin == elements * type.bytes(),
                Sentence.of("problem.weights.header.bytes", name, end - begin, shape, elements * type.bytes()));
        return new Entry(name, type, List.copyOf(sizes), begin, end);
    }

    private static List<Long> readNumbers(JsonParser parser, Sentence what) throws IOException, Flaw {
        require(parser.currentToken() == JsonToken.START_ARRAY, Sentence.of("problem.weights.header.no-list", what));
        List<Long> numbers = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            require(token == JsonToken.VALUE_NUMBER_INT, Sentence.of("problem.weights.header.no-whole-numbers", what));
            long number = parser.getLongValue();
            require(number >= 0, Sentence.of("problem.weights.header.negative", what));
            require(numbers.size() < 16, Sentence.of("problem.weights.header.sixteen", what));
            numbers.add(number);
        }
        return numbers;
    }

    /** The format allows no holes, no overlaps and nothing behind the last tensor. */
    private static void checkCoverage(List<Entry> entries, long dataBytes) throws Flaw {
        long covered = 0;
        for (Entry entry : inFileOrder(entries)) {
            require(entry.end() <= dataBytes, Sentence.of("problem.weights.header.ends-before", entry.name()));
            require(entry.begin() >= covered, Sentence.of("problem.weights.header.overlap", entry.name()));
            require(entry.begin() == covered, Sentence.of("problem.weights.header.hole", entry.name()));
            covered = entry.end();
        }
        require(covered == dataBytes, Sentence.of("problem.weights.header.surplus", dataBytes - covered));
    }

    static List<Entry> inFileOrder(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
    }

    private static void require(boolean condition, Sentence flaw) throws Flaw {
        if (!condition) {
            throw new Flaw(flaw);
        }
    }
}
