package org.resnetstudio.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * A fingerprint of a dataset for the provenance of a run: SHA-256 over what is learnt from, sorted, so that neither the order of the
 * samples nor their names and places matter. Classes count with their order, and so do the contents, labels and splits of the samples
 * that take part; all others do not. 64 lower-case hexadecimal digits.
 */
public final class DatasetHash {
    private DatasetHash() {}

    /**
     * Knows the contents of a dataset's files.
     *
     * @param <E> why one cannot be known
     */
    @FunctionalInterface
    public interface Contents<E extends Exception> {
        /** The hash of the bytes of a sample's file. */
        String hash(Sample sample) throws E;
    }

    /** The fingerprint of the samples that take part. */
    public static <E extends Exception> String of(Dataset dataset, Contents<E> contents) throws E {
        return hash(dataset, Sample::takesPart, contents);
    }

    /**
     * The fingerprint as former versions made it: samples without label or split count, too, unless they are excluded. Only to be
     * compared with fingerprints of theirs.
     */
    public static <E extends Exception> String withUnassigned(Dataset dataset, Contents<E> contents) throws E {
        return hash(dataset, sample -> !sample.excluded(), contents);
    }

    private static <E extends Exception> String hash(Dataset dataset, Predicate<Sample> counts, Contents<E> contents)
            throws E {
        List<String> lines = new ArrayList<>();
        for (Sample sample : dataset.samples()) {
            if (counts.test(sample)) {
                String label = sample.classIndex().isPresent()
                        ? Integer.toString(sample.classIndex().getAsInt())
                        : "";
                lines.add(label + "\t" + sample.split().map(Split::name).orElse("") + "\t" + contents.hash(sample));
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every one has to have.", e);
        }
    }
}
