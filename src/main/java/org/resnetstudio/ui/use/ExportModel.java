package org.resnetstudio.ui.use;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.resnetstudio.export.ExportFormat;
import org.resnetstudio.training.StudioCommand;
import org.resnetstudio.ui.control.Quantities;
import org.resnetstudio.ui.shell.FilePickers;
import org.resnetstudio.ui.shell.Job;
import org.resnetstudio.ui.shell.StudioContext;

/** Exports a run's model in a format, and checks the exported file on the project's pictures. Used on the FX thread. */
public final class ExportModel {
    private final StudioContext context;
    private final ModelLibrary library;
    private final ObjectProperty<ExportFormat> format =
            new SimpleObjectProperty<>(this, "format", ExportFormat.all().get(0));
    private final BooleanProperty verify = new SimpleBooleanProperty(this, "verify", true);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper(this, "outcome", "");
    private Job<?> job;

    /** Exports the selected model of a library. */
    public ExportModel(StudioContext context, ModelLibrary library) {
        this.context = context;
        this.library = library;
    }

    /** The chosen format. */
    public ObjectProperty<ExportFormat> formatProperty() {
        return format;
    }

    /** Whether the exported file is checked against the trainer's own network. */
    public BooleanProperty verifyProperty() {
        return verify;
    }

    /** Whether an export is under way. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What came of the last export, in a sentence; empty before the first. */
    public ReadOnlyStringProperty outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /** The model that would be exported: the selected one, if it is a run. */
    public Optional<StudioModel> exportable() {
        return Optional.ofNullable(library.selectedProperty().get()).filter(StudioModel::run);
    }

    /** Asks for a file, and exports to it. */
    public void chooseAndExport() {
        StudioModel model = exportable().orElseThrow();
        String title = context.messages().text("export.save-title");
        String name = context.project().name() + "-" + model.location().getFileName() + "."
                + format.get().extension();
        FilePickers.FileKind kind = new FilePickers.FileKind(
                context.messages().find("export.format." + format.get().name()).orElseGet(format.get()::title),
                List.of("*." + format.get().extension()));
        context.files().save("export", title, name.replace(' ', '-'), kind).ifPresent(this::export);
    }

    /** Exports the selected run's model to a file. */
    public void export(Path file) {
        StudioModel model = exportable().orElseThrow();
        List<String> arguments = new ArrayList<>(List.of(
                "export",
                "--model",
                model.location().toString(),
                "--format",
                format.get().name(),
                "--out",
                file.toString()));
        boolean checked = verify.get()
                && context.project().isOpen()
                && format.get().opener().isPresent();
        if (checked) {
            arguments.addAll(List.of(
                    "--verify",
                    context.project().project().orElseThrow().folder().toString()));
        }
        busy.set(true);
        outcome.set("");
        job = context.jobs()
                .job(context.messages().text("export.job", file.getFileName()), progress -> {
                    JsonNode answer = StudioCommand.run(arguments, progress::isCancelled);
                    if (answer == null) {
                        throw new CancellationException();
                    }
                    return answer;
                })
                .onSuccess(answer -> exported(file, answer, checked))
                .onFailure(error -> outcome.set(context.messages().sentence(error)))
                .onCancel(() -> outcome.set(context.messages().text("export.cancelled")))
                .onEnd(() -> busy.set(false));
        job.start();
    }

    /** Stops the export; no half file stays. */
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    private void exported(Path file, JsonNode answer, boolean checked) {
        Quantities quantities = context.messages().quantities();
        String sentence = checked && answer.path("images").asInt() > 0
                ? context.messages()
                        .text(
                                "export.done-checked",
                                file.getFileName(),
                                answer.path("images").asInt(),
                                quantities.decimal(
                                        100 * answer.path("agreement").asDouble(), 1),
                                quantities.scientific(
                                        answer.path("maxProbabilityDifference").asDouble()))
                : context.messages().text("export.done", file.getFileName());
        outcome.set(sentence);
        context.notifier().info(sentence, context.messages().text("use.show"), () -> context.fileManager()
                .show(file));
    }
}
