package org.resnetstudio.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A fingerprint of a dataset for the provenance of a run: SHA-256 over what is learnt from, sorted, so that neither the
 * order of the samples nor the place of their common folder matters. Classes count with their order, and so do files,
 * labels and splits; excluded samples do not. 64 lower-case hexadecimal digits.
 */
public final class DatasetHash {
    private DatasetHash() {}

    /** Tells files apart by path below the common folder and by size: quick, reads no contents. */
    public static String byPathAndSize(Dataset dataset) throws IOException {
        Optional<Path> root = CommonFolder.of(dataset.samples());
        return hash(dataset, file -> CommonFolder.relative(root, file) + "\t" + Files.size(file));
    }

    /** Tells files apart by their bytes alone: survives renaming, reads everything. */
    public static String byContent(Dataset dataset) throws IOException {
        return hash(dataset, DatasetHash::contentHash);
    }

    @FunctionalInterface
    private interface FileKey {
        String of(Path file) throws IOException;
    }

    private static String hash(Dataset dataset, FileKey key) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Sample sample : dataset.samples()) {
            if (!sample.excluded()) {
                String label = sample.classIndex().isPresent()
                        ? Integer.toString(sample.classIndex().getAsInt())
                        : "";
                lines.add(label + "\t" + sample.split().map(Split::name).orElse("") + "\t" + key.of(sample.file()));
            }
        }
        Collections.sort(lines);
        MessageDigest digest = sha256();
        for (String name : dataset.classNames()) {
            update(digest, "class\t" + name);
        }
        for (String line : lines) {
            update(digest, "sample\t" + line);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static String contentHash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every one has to have.", e);
        }
    }
}
