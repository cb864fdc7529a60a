package org.resnetstudio.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.FolderScanner;
import org.resnetstudio.dataset.StratifiedSplitter;
import org.resnetstudio.job.Job;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.TrainingException;

/** Finds the pictures of a job, and deals out those that have no part yet. */
final class JobPictures {
    private JobPictures() {}

    /**
     * The pictures with their classes and splits.
     *
     * @param seed of the validation split
     * @param warnings takes what people should know about them, a sentence each
     * @throws TrainingException if there are fewer than two classes, or the place is missing
     */
    static Dataset read(Job.Data data, long seed, List<Sentence> warnings)
            throws TrainingException, ProjectException, IOException {
        DataFolder.Contents contents = data.source() == Job.Source.FOLDER
                ? DataFolder.read(data.path())
                : new DataFolder.Contents(Project.readDataset(data.path()), List.of());
        if (data.classesFrom().isPresent()) {
            contents = DataFolder.withClasses(
                    contents, classNames(data.classesFrom().get()));
        }
        if (contents.dataset().classes().size() < 2) {
            throw new TrainingException(contents.warnings().stream()
                    .findFirst()
                    .map(warning -> Sentence.of("problem.cli.one-class-because", data.path(), warning))
                    .orElseGet(() -> Sentence.of("problem.cli.one-class", data.path())));
        }
        warnings.addAll(contents.warnings());
        return StratifiedSplitter.forTraining(contents.dataset(), data.validationFraction(), seed)
                .apply(contents.dataset());
    }

    private static List<String> classNames(Path folder) throws TrainingException {
        if (RunFolder.isRun(folder)) {
            return RunFolder.open(folder).record().classes();
        }
        if (!Files.isDirectory(folder)) {
            throw new TrainingException(
                    Sentence.inWords("There is no folder " + folder + ": check the path of --classes-from."));
        }
        return FolderScanner.classNames(folder);
    }
}
