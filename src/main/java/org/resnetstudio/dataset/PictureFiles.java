package org.resnetstudio.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.resnetstudio.image.ImageFormats;
import org.resnetstudio.image.OtherFormat;
import org.resnetstudio.problem.Sentence;

/**
 * The pictures that files and folders name, for classification: of a folder the very files that an import would take, see
 * {@link FolderReader}; a file that is named by itself always, because its bytes say whether it is a picture.
 *
 * @param files in the order of their sources, those of a folder in the order of an import; as the source was named
 * @param unreadable folders that cannot be read, and pictures of formats that cannot be, with one sentence each
 * @param others what was passed over, with one sentence each; of many of a kind the first and their number
 */
public record PictureFiles(List<Path> files, List<ImportProblem> unreadable, List<ImportProblem> others) {
    public PictureFiles {
        files = List.copyOf(files);
        unreadable = List.copyOf(unreadable);
        others = List.copyOf(others);
    }

    /**
     * Looks for pictures.
     *
     * @param cancelled asked for every file
     * @throws CancellationException when {@code cancelled} said so
     */
    public static PictureFiles of(List<Path> sources, BooleanSupplier cancelled) {
        List<Path> files = new ArrayList<>();
        List<ImportProblem> unreadable = new ArrayList<>();
        ProblemList others = new ProblemList();
        for (Path source : sources) {
            if (!Files.isDirectory(source)) {
                files.add(source);
                continue;
            }
            Path absolute = source.toAbsolutePath().normalize();
            ProblemSink sink = (kind, file, reason) -> {
                Path named = source.resolve(absolute.relativize(file));
                if (kind == LeftOut.LINK || kind == LeftOut.NOT_A_PICTURE) {
                    others.add(kind, named, reason);
                } else {
                    unreadable.add(new ImportProblem(named, reason));
                }
            };
            new FolderReader(sink, file -> {
                        if (cancelled.getAsBoolean()) {
                            throw new CancellationException("Looking for pictures was cancelled.");
                        }
                    })
                    .read(source)
                    .ifPresent(tree -> tree.forEachFile(file -> {
                        if (isPicture(file, sink)) {
                            files.add(source.resolve(absolute.relativize(file)));
                        }
                    }));
        }
        return new PictureFiles(files, unreadable, others.toList());
    }

    /** Whether a file that a folder holds looks like a picture by its name; if not, says why it is left out. */
    static boolean isPicture(Path file, ProblemSink problems) {
        if (ImageFormats.isImageFile(file)) {
            return true;
        }
        Optional<OtherFormat> other = OtherFormat.named(file);
        problems.add(
                other.map(LeftOut::of).orElse(LeftOut.NOT_A_PICTURE),
                file,
                other.map(OtherFormat::sentence).orElse(Sentence.of("problem.dataset.entry.not-a-picture")));
        return false;
    }
}
