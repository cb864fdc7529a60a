package org.resnetstudio.export;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.WeightsFileException;

/**
 * Reads a model bundle. Bundles come from anywhere: parts are read by their fixed names and nothing is unpacked to the disk, no part
 * may be larger than the network it describes needs, and names that point out of the bundle or occur twice are refused.
 */
public final class BundleReader {
    private static final int MAX_TEXT_BYTES = 16 << 20;
    private static final int MAX_ENTRIES = 1000;

    private BundleReader() {}

    @FunctionalInterface
    private interface Reading<T> {
        T from(ZipFile zip, ModelJson.Description description) throws IOException;
    }

    /**
     * The model of a bundle.
     *
     * @throws ModelException if the bundle is missing, damaged or not the studio's
     */
    public static SavedModel read(Path bundle) throws ModelException {
        return read(bundle, (zip, description) -> {
            ZipEntry entry = part(zip, BundleWriter.SAFETENSORS, largestPart(description.network()));
            try (InputStream in = zip.getInputStream(entry)) {
                Safetensors.Content content = Safetensors.read(
                        Channels.newChannel(in),
                        entry.getSize(),
                        Sentence.of("problem.export.in-bundle", BundleWriter.SAFETENSORS));
                return new SavedModel(description.network(), content.weights(), description.metadata());
            }
        });
    }

    /**
     * The ONNX file in a bundle.
     *
     * @throws ModelException if the bundle is missing, damaged or not the studio's
     */
    public static byte[] readOnnx(Path bundle) throws ModelException {
        return read(bundle, (zip, description) -> bytes(zip, BundleWriter.ONNX, largestPart(description.network())));
    }

    private static <T> T read(Path bundle, Reading<T> reading) throws ModelException {
        if (!Files.isRegularFile(bundle)) {
            throw new ModelException(Sentence.of("problem.export.no-model", bundle));
        }
        try (ZipFile zip = new ZipFile(bundle.toFile(), StandardCharsets.UTF_8)) {
            checkNames(zip);
            String description =
                    new String(bytes(zip, BundleWriter.DESCRIPTION, MAX_TEXT_BYTES), StandardCharsets.UTF_8);
            return reading.from(zip, ModelJson.read(description));
        } catch (ZipException | EOFException e) {
            throw new ModelException(Sentence.of("problem.export.not-zip", bundle), e);
        } catch (ModelException | WeightsFileException | IllegalArgumentException e) {
            throw new ModelException(Sentence.of("problem.export.unusable-bundle", bundle, Sentence.of(e)), e);
        } catch (IOException e) {
            throw new ModelException(Sentence.of("problem.export.unreadable-bundle", bundle), e);
        }
    }

    private static void checkNames(ZipFile zip) throws ModelException {
        if (zip.size() > MAX_ENTRIES) {
            throw new ModelException(Sentence.of("problem.export.many-parts", zip.size()));
        }
        Set<String> names = new HashSet<>();
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            boolean leadsOut = name.startsWith("/")
                    || name.contains(":")
                    || List.of(name.split("[/\\\\]", -1)).contains("..");
            if (leadsOut || !names.add(name)) {
                throw new ModelException(
                        Sentence.of(leadsOut ? "problem.export.part-leads-out" : "problem.export.part-twice", name));
            }
        }
    }

    /** Weights, and for each tensor and layer some description. */
    private static long largestPart(NetworkGraph network) {
        return 4 * network.allParameters() + 4096L * network.nodes().size() + MAX_TEXT_BYTES;
    }

    private static byte[] bytes(ZipFile zip, String name, long maxBytes) throws IOException {
        ZipEntry entry = part(zip, name, maxBytes);
        int size = Math.toIntExact(entry.getSize());
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(size);
            if (bytes.length < size || in.read() >= 0) {
                throw new ModelException(Sentence.of("problem.export.part-damaged", name));
            }
            return bytes;
        }
    }

    private static ZipEntry part(ZipFile zip, String name, long maxBytes) throws ModelException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ModelException(Sentence.of("problem.export.no-part", name));
        }
        if (entry.getSize() < 0 || entry.getSize() > Math.min(maxBytes, Integer.MAX_VALUE - 8)) {
            throw new ModelException(Sentence.of("problem.export.part-too-large", name));
        }
        return entry;
    }
}
