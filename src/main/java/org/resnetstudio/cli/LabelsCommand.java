package org.resnetstudio.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.LabelFile;
import org.resnetstudio.project.LabelSummary;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a project's labels to a file, or reads them from one. */
@Command(
        name = "labels",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        description =
                "Writes a project's labels to a CSV file, or sets them from a CSV or JSON file (file,class,split). Labels stay"
                        + " where the file has no class column, splits where it has no split; an empty class takes the label"
                        + " away.")
final class LabelsCommand implements Callable<Integer> {
    /** What to do. */
    enum Direction {
        EXPORT,
        IMPORT
    }

    @Option(names = "--project", required = true, paramLabel = "DIR", description = "The project's folder.")
    private Path project;

    @Parameters(index = "0", paramLabel = "export|import", description = "Write the file, or read it.")
    private Direction direction;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ProjectException, IOException {
        return direction == Direction.EXPORT ? exportLabels() : importLabels();
    }

    /** Only reads the project, so that it may be write-protected or open elsewhere. */
    private int exportLabels() throws ProjectException, IOException {
        Dataset dataset = Project.readDataset(project);
        LabelFile.write(dataset, project, file);
        spec.commandLine()
                .getOut()
                .println("The labels of " + dataset.samples().size() + " pictures are in " + file + ".");
        return 0;
    }

    private int importLabels() throws ProjectException {
        LabelSummary summary;
        try (Project opened = Project.open(project)) {
            summary = opened.importLabels(file);
        }
        PrintWriter err = spec.commandLine().getErr();
        summary.unmatched().forEach(row -> err.println(row.file() + ": " + row.reason()));
        if (summary.matched() == 0 && !summary.unmatched().isEmpty()) {
            return Main.FAILED;
        }
        spec.commandLine()
                .getOut()
                .println(summary.matched() + " pictures are in the file, "
                        + summary.edit().changed() + " of them were changed."
                        + (summary.namesClasses() ? "" : " It has no column \"class\", so their labels stay."));
        return 0;
    }
}
