package org.resnetstudio.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.resnetstudio.dataset.CifarBinary;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingException;

/** CIFAR-10 as folders of pictures, which it may have to be made into first. */
final class CifarPictures {
    private static final int FINGERPRINT_BYTES = 8;
    /** Beside the pictures once they are all written. */
    private static final String COMPLETE = "complete";

    private CifarPictures() {}

    /**
     * A folder with {@code train} and {@code test}, each with a folder for every class.
     *
     * @param data the binary version, or such a folder
     * @param cache where the pictures of the binary version are kept
     * @throws TrainingException if it is neither
     * @throws IOException if it cannot be read, or the pictures cannot be written
     */
    static Path in(Path data, Path cache, PrintWriter err) throws IOException, TrainingException {
        if (!Files.isDirectory(data)) {
            throw new TrainingException(Sentence.inWords("There is no folder " + data
                    + ": give the unpacked binary version of CIFAR-10, or a folder with train and test."));
        }
        Optional<CifarBinary> binary = CifarBinary.find(data);
        if (binary.isEmpty()) {
            requireFolders(data);
            return data;
        }
        Path folder = cache.resolve("cifar-10-" + fingerprint(binary.get()));
        if (!Files.exists(folder.resolve(COMPLETE))) {
            int all = binary.get().pictures();
            boolean live = Terminal.is(Terminal.ERROR);
            binary.get()
                    .writePictures(
                            folder.resolve("pictures"),
                            done -> {
                                if (live) {
                                    err.print("\r\u001b[KWriting pictures: " + done + " of " + all);
                                    err.flush();
                                }
                            },
                            () -> false);
            if (live) {
                err.print("\r\u001b[K");
            }
            AtomicFile.write(folder.resolve(COMPLETE), new byte[0]);
        }
        return folder.resolve("pictures");
    }

    private static void requireFolders(Path data) throws TrainingException {
        DataFolder.Contents contents = DataFolder.read(data);
        Set<String> classes = new TreeSet<>();
        contents.dataset().classes().stream().map(ImageClass::name).forEach(classes::add);
        boolean tested = contents.dataset().samples().stream()
                .anyMatch(sample -> sample.split().equals(Optional.of(Split.TEST)));
        if (classes.size() != CifarBinary.CLASSES.size() || !tested) {
            throw new TrainingException(Sentence.inWords("The folder " + data + " holds "
                    + (classes.size() == CifarBinary.CLASSES.size() ? "no test pictures" : classes.size() + " classes")
                    + ": give the unpacked binary version of CIFAR-10 (data_batch_1.bin and so on), or a folder with train"
                    + " and test that each hold its ten classes."));
        }
    }

    private static String fingerprint(CifarBinary binary) throws IOException {
        MessageDigest digest = sha256();
        for (Path file : binary.files()) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every one has to have.", e);
        }
    }
}
