package org.resnetstudio.ui.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.resnetstudio.dataset.Csv;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.dataset.LeftOut;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.image.ImageFormats;
import org.resnetstudio.project.ImportSummary;
import org.resnetstudio.project.Project;
import org.resnetstudio.ui.shell.FilePickers.FileKind;
import org.resnetstudio.ui.shell.JobProgress;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.PictureImport;
import org.resnetstudio.ui.shell.ProjectOpener;
import org.resnetstudio.ui.shell.StudioContext;

/** Takes pictures into the project, and keeps the list of what could not be taken. Used on the FX thread. */
public final class ImportModel implements PictureImport {
    private static final String PURPOSE = "import";

    private final StudioContext context;
    private final ProjectOpener opener;
    private final ReadOnlyObjectWrapper<List<ImportProblem>> problems =
            new ReadOnlyObjectWrapper<>(this, "problems", List.of());
    private int leftOut;
    private int warnings;

    /**
     * Imports into the project that is open.
     *
     * @param opener makes a project where none is open
     */
    public ImportModel(StudioContext context, ProjectOpener opener) {
        this.context = context;
        this.opener = opener;
        context.project().projectProperty().addListener((property, before, now) -> problems.set(List.of()));
    }

    /** What to look at after the last import, with the reasons: what may be meant otherwise, then what could not be taken. */
    public ReadOnlyObjectProperty<List<ImportProblem>> problemsProperty() {
        return problems.getReadOnlyProperty();
    }

    /** What one of the {@link #problemsProperty list} says, for people. */
    public String reason(ImportProblem problem) {
        return context.messages().text(problem.reason());
    }

    /** What stands above the {@link #problemsProperty list}, for people. */
    public String reportTitle() {
        return context.messages().text("data.report.title", leftOut, warnings);
    }

    /** Asks for a folder and imports it. */
    public void chooseFolder() {
        context.files()
                .folder(PURPOSE, context.messages().text("data.import.choose-folder"))
                .ifPresent(folder -> start(List.of(folder)));
    }

    /** Asks for pictures and imports them. */
    public void choosePictures() {
        FileKind pictures = new FileKind(
                context.messages().text("data.import.kind"),
                Stream.concat(ImageFormats.EXTENSIONS.stream(), Stream.of("csv", "tsv", "json"))
                        .map(extension -> "*." + extension)
                        .toList());
        List<Path> chosen =
                context.files().files(PURPOSE, context.messages().text("data.import.choose-pictures"), pictures);
        if (!chosen.isEmpty()) {
            start(chosen);
        }
    }

    /** Opens the project on the sample pictures. */
    public void openSample() {
        opener.openSample();
    }

    /** Whether there are sample pictures. */
    public boolean hasSample() {
        return opener.hasSample();
    }

    @Override
    public void start(List<Path> sources) {
        if (sources.isEmpty()) {
            return;
        }
        Optional<Project> project = context.project().project();
        if (project.isEmpty()) {
            opener.create(projectName(sources), () -> start(sources));
            return;
        }
        Messages messages = context.messages();
        String title = sources.size() == 1
                ? messages.text(
                        "data.import.one",
                        name(sources.get(0)).orElse(sources.get(0).toString()))
                : messages.text("data.import.many", sources.size());
        context.jobs()
                .job(title, progress -> project.get().importSources(sources, listener(progress), progress::isCancelled))
                .onSuccess(this::tell)
                .start();
    }

    /** The name of the only folder, otherwise of the folder that the sources lie in; a drive has none. */
    private String projectName(List<Path> sources) {
        Path first = sources.get(0).toAbsolutePath().normalize();
        Path folder = sources.size() == 1 && Files.isDirectory(first) ? first : first.getParent();
        return Optional.ofNullable(folder).flatMap(ImportModel::name).orElseGet(() -> context.messages()
                .text("data.import.project-name"));
    }

    private static Optional<String> name(Path path) {
        return Optional.ofNullable(path.getFileName()).map(Path::toString);
    }

    /** Writes the list of problems to a file that is asked for. */
    public void exportProblems() {
        List<ImportProblem> list = problems.get();
        context.files()
                .save(
                        "report",
                        context.messages().text("data.report.export.title"),
                        "import-problems.csv",
                        new FileKind("CSV", List.of("*.csv")))
                .ifPresent(file -> context.jobs()
                        .job(context.messages().text("data.report.export.title"), progress -> {
                            AtomicFile.write(file, csv(list).getBytes(StandardCharsets.UTF_8));
                            return file;
                        })
                        .onSuccess(written ->
                                context.notifier().info(context.messages().text("data.report.exported", written)))
                        .start());
    }

    /** Forgets the list of problems. */
    public void closeReport() {
        problems.set(List.of());
    }

    private ImportListener listener(JobProgress progress) {
        Messages messages = context.messages();
        return (phase, done, total) -> {
            progress.report(done, total);
            progress.message(
                    switch (phase) {
                        case FINDING -> messages.text("data.import.finding", done);
                        case CHECKING -> messages.text("data.import.checking", done, total);
                        case STORING -> messages.text("data.import.storing", total);
                    });
        };
    }

    private void tell(ImportSummary summary) {
        Messages messages = context.messages();
        if (summary.cancelled()) {
            context.notifier().info(messages.text("data.import.cancelled"));
            return;
        }
        leftOut =
                summary.leftOut().values().stream().mapToInt(Integer::intValue).sum();
        warnings = summary.warnings().size();
        problems.set(Stream.concat(summary.warnings().stream(), summary.problems().stream())
                .toList());
        if (summary.added() > 0 || summary.skipped() > 0) {
            context.notifier()
                    .info(messages.text(
                                    "data.import.done",
                                    summary.added(),
                                    summary.classesAdded(),
                                    summary.skipped(),
                                    leftOut,
                                    warnings)
                            + otherFormats(summary));
        } else if (summary.problems().isEmpty()) {
            context.notifier().error(messages.text("data.import.nothing"));
        } else {
            ImportProblem first = summary.problems().get(0);
            context.notifier()
                    .error(messages.text("data.import.nothing-because", leftOut, first.file(), reason(first))
                            + otherFormats(summary));
        }
    }

    /** How many pictures there were of each format that cannot be read; empty if there was none. */
    private String otherFormats(ImportSummary summary) {
        String counts = Stream.of(LeftOut.RAW, LeftOut.OTHER_FORMAT)
                .filter(summary.leftOut()::containsKey)
                .map(kind -> context.messages()
                        .text(
                                "data.left-out." + kind.name().toLowerCase(Locale.ROOT),
                                summary.leftOut().get(kind)))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : " " + context.messages().text("data.import.formats", counts);
    }

    static String csv(List<ImportProblem> problems) {
        return Csv.text(Stream.concat(
                Stream.of(List.of("file", "reason")),
                problems.stream()
                        .map(problem -> List.of(
                                problem.file().toString(), problem.reason().english()))));
    }
}
