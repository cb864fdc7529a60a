package org.resnetstudio.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.LabelFile;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.problem.Sentence;

/**
 * The pictures of a run with their classes and splits, in {@code samples.csv}: what makes a resumed run go on with the very same
 * pictures, and tells later which ones it never saw.
 */
public final class RunSamples {
    private RunSamples() {}

    /** The dataset without the samples that do not take part; the others keep their order. */
    public static Dataset takingPart(Dataset dataset) {
        return new Dataset(
                dataset.classes(),
                dataset.samples().stream().filter(Sample::takesPart).toList());
    }

    /** Writes the file; all of the samples must take part, because whatever is in the file is trained on when the run goes on. */
    public static void write(Dataset dataset, Path file) throws IOException {
        LabelFile.write(dataset, file.toAbsolutePath().getParent(), file);
    }

    /**
     * Reads the file.
     *
     * @param classNames in the order of the network's outputs
     * @throws TrainingException if it is missing or damaged
     */
    static Dataset read(Path file, List<String> classNames) throws TrainingException {
        LabelFile.Contents contents = LabelFile.read(file);
        if (!contents.problems().isEmpty()) {
            throw new TrainingException(Sentence.of(
                    "problem.runs.samples-damaged",
                    file,
                    contents.problems().get(0).reason()));
        }
        Path base = file.toAbsolutePath().getParent();
        List<String> names = classNames.stream().map(String::strip).toList(); // as files of labels hold them
        List<Sample> samples = new ArrayList<>();
        for (LabelFile.Row row : contents.rows()) {
            int label = row.className().map(names::indexOf).orElse(-1);
            samples.add(new Sample(
                    samples.size() + 1L,
                    base.resolve(row.file()),
                    label < 0 ? OptionalInt.empty() : OptionalInt.of(label),
                    row.split(),
                    false));
        }
        return new Dataset(classNames.stream().map(ImageClass::new).toList(), samples);
    }
}
