package org.resnetstudio.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.files.Folders;
import org.resnetstudio.project.ImportSummary;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.shell.JobProgress;

/**
 * The project on the pictures that come with the studio: ten classes of clothing, dealt out to training, validation and
 * test, and some pictures without a label to try labelling on.
 */
final class SampleProject {
    private static final double VALIDATION_FRACTION = 0.2;
    private static final long SEED = 1;

    private final Path folder;
    private final Path sampleData;

    /**
     * A sample project.
     *
     * @param folder where the project lives
     * @param sampleData where the pictures are; they stay there
     */
    SampleProject(Path folder, Path sampleData) {
        this.folder = folder;
        this.sampleData = sampleData;
    }

    /**
     * One of the pictures that come with the studio.
     *
     * @return empty if it was installed without them, or they cannot be read
     */
    static Optional<Path> firstPicture(Optional<Path> sampleData) {
        try {
            Optional<Path> at =
                    sampleData.map(folder -> folder.resolve("fashion-mnist")).filter(Files::isDirectory);
            while (at.isPresent() && Files.isDirectory(at.get())) {
                at = Folders.entries(at.get()).stream().findFirst();
            }
            return at;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Opens the project; one that holds no pictures yet is filled first. */
    Project open(JobProgress progress) throws ProjectException {
        Project project = Project.openOrCreate(folder);
        boolean ready = !project.dataset().samples().isEmpty();
        try {
            if (!ready) {
                fill(project, progress);
                ready = true;
            }
            return project;
        } finally {
            if (!ready) {
                project.close();
            }
        }
    }

    private void fill(Project project, JobProgress progress) throws ProjectException {
        take(project, "fashion-mnist", progress);
        project.completeSplits(VALIDATION_FRACTION, SEED);
        take(project, "unlabelled", progress);
    }

    private void take(Project project, String source, JobProgress progress) throws ProjectException {
        ImportListener listener = (phase, done, total) -> progress.report(done, total);
        ImportSummary summary =
                project.importSources(List.of(sampleData.resolve(source)), listener, progress::isCancelled);
        if (summary.cancelled()) {
            throw new CancellationException();
        }
    }
}
