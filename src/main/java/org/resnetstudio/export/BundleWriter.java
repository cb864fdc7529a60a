package org.resnetstudio.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.TemporaryFolder;

/**
 * Writes a model bundle, a {@code .zip} with {@code model.onnx}, {@code weights.safetensors}, {@code model-dl4j.zip},
 * {@code labels.txt}, {@code model.json}, {@code model-card.html}, a Python and a Java program that classify a picture, and, where the file was compared with the trained network, {@code
 * certificate.json}. Weights hardly shrink, so they are stored as they are.
 */
public final class BundleWriter {
    static final String ONNX = "model.onnx";
    static final String SAFETENSORS = "weights.safetensors";
    static final String LABELS = "labels.txt";
    static final String DESCRIPTION = "model.json";
    static final String CARD = "model-card.html";
    static final String CERTIFICATE = "certificate.json";
    /**
     * They classify pictures without the studio, beside the unpacked files: the same ones for every model, whose properties they read
     * from its files. They prepare pictures as {@link org.resnetstudio.image.ImageDecoder} does.
     */
    static final List<String> PROGRAMS = List.of("classify.py", "Classify.java");

    private BundleWriter() {}

    /**
     * Writes a bundle: whole or not at all.
     *
     * @param formats that it holds, each under its name in bundles
     * @throws IOException if it cannot be written, or one of the formats cannot be made
     */
    static void write(Path file, Exported exported, List<ExportFormat> formats) throws IOException {
        List<Path> parts = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            for (ExportFormat format : formats) {
                Path part = folder.resolve(format.nameInBundle().orElseThrow());
                parts.add(part);
                format.write(exported, part);
            }
            AtomicFile.write(
                    file,
                    channel -> writeParts(
                            new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16),
                            exported,
                            formats,
                            parts));
        }
    }

    /** The text of {@code labels.txt}: one class a line in the order of the outputs; line breaks in names become spaces. */
    public static String labels(ModelMetadata metadata) {
        return metadata.classes().stream()
                .map(name -> name.replaceAll("\\R", " ") + "\n")
                .collect(Collectors.joining());
    }

    private static void writeParts(OutputStream stream, Exported exported, List<ExportFormat> formats, List<Path> parts)
            throws IOException {
        SavedModel model = exported.model();
        CardDetails card = exported.card();
        ZipOutputStream zip = new ZipOutputStream(stream, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
        text(zip, CARD, ModelCard.html(model.network(), model.metadata(), card, formats));
        text(zip, DESCRIPTION, ModelJson.write(model.network(), model.metadata()));
        text(zip, LABELS, labels(model.metadata()));
        for (String program : PROGRAMS) {
            zip.putNextEntry(new ZipEntry(program));
            zip.write(OwnFiles.bytes(program));
        }
        if (card.certificate().isPresent()) {
            text(zip, CERTIFICATE, Json.write(card.certificate().get()) + "\n");
        }
        zip.setLevel(Deflater.NO_COMPRESSION);
        for (Path part : parts) {
            zip.putNextEntry(new ZipEntry(part.getFileName().toString()));
            Files.copy(part, zip);
        }
        zip.finish();
        stream.flush();
    }

    private static void text(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
