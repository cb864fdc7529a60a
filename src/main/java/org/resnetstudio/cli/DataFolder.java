package org.resnetstudio.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.resnetstudio.dataset.ClassNames;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.FolderScanner;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.dataset.LeftOut;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.ScanResult;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingException;

/** Reads labelled pictures from a folder, and tells of those that cannot be read without giving up. */
final class DataFolder {
    private static final int PROBLEMS_IN_FULL = 20;

    private DataFolder() {}

    /**
     * What a folder holds.
     *
     * @param dataset its pictures with their classes and splits
     * @param warnings one sentence for each file or folder that was left out; of many, the first and their number
     */
    record Contents(Dataset dataset, List<Sentence> warnings) {
        /** Prints the warnings. */
        Contents warnOn(PrintWriter err) {
            warnings.forEach(warning -> err.println("Warning: " + warning.english()));
            return this;
        }
    }

    /**
     * Looks through a folder with one sub-folder per class, or with {@code train}, {@code validation} and {@code test} holding such
     * folders, as an import does, see {@link FolderScanner}; or reads a manifest.
     *
     * @throws TrainingException if it is not there or holds no labelled picture
     */
    static Contents read(Path folder) throws TrainingException {
        if (!Files.exists(folder)) {
            throw new TrainingException(Sentence.inWords("There is no folder " + folder + ": check the path."));
        }
        ScanResult scan = new FolderScanner().scan(List.of(folder));
        List<Sentence> problems = sentences(scan.problems());
        if (scan.classes().isEmpty()) {
            String why = Stream.concat(sentences(scan.warnings()).stream(), problems.stream())
                    .findFirst()
                    .map(sentence -> " (" + sentence + ")")
                    .orElse("");
            throw new TrainingException(Sentence.inWords("There are no labelled pictures in " + folder + why
                    + ": put the pictures of each class into a sub-folder that is named like the class."));
        }
        List<Sentence> warnings = new ArrayList<>(sentences(scan.warnings()));
        warnings.addAll(shortened(problems));
        if (!scan.leftOut().isEmpty()) {
            warnings.add(Sentence.inWords("Left out of " + folder + ": " + LeftOut.counted(scan.leftOut()) + "."));
        }
        return new Contents(scan.toDataset(), warnings);
    }

    private static List<Sentence> sentences(List<ImportProblem> problems) {
        return problems.stream()
                .map(problem -> Sentence.of("problem.training.of-file", problem.file(), problem.reason()))
                .toList();
    }

    /**
     * The same pictures with other classes in another order; pictures of a class that is not among them are excluded, and there is a
     * warning for each such class.
     */
    static Contents withClasses(Contents contents, List<String> classNames) {
        Dataset dataset = contents.dataset();
        List<Sentence> warnings = new ArrayList<>(contents.warnings());
        int[] places = ClassNames.match(classNames, dataset.classNames());
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                warnings.add(
                        Sentence.inWords("The class \"" + dataset.classNames().get(i)
                                + "\" is not among the classes of the model, so that its pictures are left out."));
            }
        }
        List<Sample> samples = new ArrayList<>();
        for (Sample s : dataset.samples()) {
            int place = s.classIndex().isPresent() ? places[s.classIndex().getAsInt()] : -1;
            samples.add(new Sample(
                    s.id(),
                    s.file(),
                    place < 0 ? OptionalInt.empty() : OptionalInt.of(place),
                    s.split(),
                    s.excluded()));
        }
        return new Contents(new Dataset(classNames.stream().map(ImageClass::new).toList(), samples), warnings);
    }

    private static List<Sentence> shortened(List<Sentence> problems) {
        if (problems.size() <= PROBLEMS_IN_FULL) {
            return problems;
        }
        List<Sentence> shortened = new ArrayList<>(problems.subList(0, PROBLEMS_IN_FULL));
        shortened.add(
                Sentence.inWords((problems.size() - PROBLEMS_IN_FULL) + " more files and folders were left out."));
        return shortened;
    }
}
