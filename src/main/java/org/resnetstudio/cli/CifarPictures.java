package org.resnetstudio.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.resnetstudio.dataset.CifarBinary;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.image.ImageHash;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingException;

/** CIFAR-10 as folders of pictures, which it may have to be made into first. */
final class CifarPictures {
    private static final int FINGERPRINT_DIGITS = 16;
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
            PassingLine line = new PassingLine(err);
            binary.get()
                    .writePictures(
                            folder.resolve("pictures"),
                            done -> line.show("Writing pictures: " + done + " of " + all),
                            () -> false);
            line.clear();
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
        StringBuilder hashes = new StringBuilder();
        for (Path file : binary.files()) {
            hashes.append(ImageHash.sha256(Files.readAllBytes(file)));
        }
        return ImageHash.sha256(hashes.toString().getBytes(StandardCharsets.US_ASCII))
                .substring(0, FINGERPRINT_DIGITS);
    }
}
