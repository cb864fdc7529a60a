package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.dataset.LeftOut;
import org.resnetstudio.project.ImportSummary;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes pictures into a project. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        description =
                "Takes pictures into a project, which is made if it does not exist. The pictures stay where they are.")
final class ImportCommand implements Callable<Integer> {
    @Option(names = "--project", required = true, paramLabel = "DIR", description = "The project's folder.")
    private Path project;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Parameters(
            arity = "1..*",
            paramLabel = "SOURCE",
            description = {
                "Folders with a sub-folder per class, or with train, validation and test that hold such folders; folders of"
                        + " pictures; pictures; CSV or JSON manifests.",
                "Of several folders named together, each one that holds pictures itself is a class."
            })
    private List<Path> sources;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ProjectException {
        ImportSummary summary;
        try (Project opened = Project.openOrCreate(project)) {
            summary = opened.importSources(sources, ImportListener.NONE, () -> false);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode object = Json.object().put("added", summary.added()).put("skipped", summary.skipped());
            list(object.putArray("unreadable"), summary.problems());
            list(object.putArray("warnings"), summary.warnings());
            ObjectNode counts = object.putObject("leftOut");
            new TreeMap<>(summary.leftOut())
                    .forEach((kind, count) -> counts.put(kind.name().toLowerCase(Locale.ROOT), count));
            out.println(object);
        } else {
            out.println(summary.added() + " pictures added, " + summary.skipped() + " were there already."
                    + (summary.leftOut().isEmpty() ? "" : " Left out: " + LeftOut.counted(summary.leftOut()) + "."));
            PrintWriter err = spec.commandLine().getErr();
            summary.problems().forEach(problem -> err.println(problem.file() + ": " + problem.reason()));
            summary.warnings().forEach(warning -> err.println("Warning: " + warning.file() + ": " + warning.reason()));
        }
        return importedAll(summary) ? 0 : Main.FAILED;
    }

    private static void list(ArrayNode array, List<ImportProblem> problems) {
        for (ImportProblem problem : problems) {
            array.addObject()
                    .put("file", problem.file().toString())
                    .put("reason", problem.reason().english());
        }
    }

    /** Single files that cannot be read are usual; a source that is not there, or gives no picture at all, is a mistake. */
    private boolean importedAll(ImportSummary summary) {
        boolean nothing = summary.added() + summary.skipped() == 0;
        if (nothing && summary.problems().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("There is no picture in "
                            + sources.stream().map(Path::toString).collect(Collectors.joining(", "))
                            + ": name pictures, or folders of pictures.");
        }
        return !nothing && sources.stream().allMatch(Files::exists);
    }
}
