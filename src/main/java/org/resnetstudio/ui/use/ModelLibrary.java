package org.resnetstudio.ui.use;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.resnetstudio.network.Variants;
import org.resnetstudio.project.Project;
import org.resnetstudio.training.RunFolder;
import org.resnetstudio.training.RunSummary;
import org.resnetstudio.training.TrainingException;
import org.resnetstudio.ui.shell.StudioContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models at hand: the runs of the open project that have one, newest first, and model files that were opened. Used on
 * the FX thread.
 */
public final class ModelLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(ModelLibrary.class);
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT);

    private final StudioContext context;
    private final ClassifierCache classifiers;
    private final ObservableList<StudioModel> models = FXCollections.observableArrayList();
    private final List<StudioModel> openedFiles = new ArrayList<>();
    private final ObjectProperty<StudioModel> selected = new SimpleObjectProperty<>(this, "selected");

    /**
     * Follows the open project.
     *
     * @param classifiers keeps the selected model open
     */
    public ModelLibrary(StudioContext context, ClassifierCache classifiers) {
        this.context = context;
        this.classifiers = classifiers;
        context.project().projectProperty().addListener((o, before, now) -> {
            models.clear();
            selected.set(null);
            refresh();
        });
        refresh();
    }

    /** Models to choose from, newest run first, then opened files. */
    public ObservableList<StudioModel> models() {
        return FXCollections.unmodifiableObservableList(models);
    }

    /** The model in use; null if there is none. */
    public ObjectProperty<StudioModel> selectedProperty() {
        return selected;
    }

    /** Keeps models open for those who classify. */
    public ClassifierCache classifiers() {
        return classifiers;
    }

    /** Looks for runs that got a model since. The newest one is selected unless one is selected already. */
    public void refresh() {
        Optional<Path> runs = context.project().project().map(Project::runsFolder);
        if (runs.isEmpty()) {
            show(List.of());
            return;
        }
        Path folder = runs.get();
        context.jobs()
                .job(context.messages().text("use.job.models"), progress -> runsWithModel(folder))
                .onSuccess(found -> {
                    if (context.project().project().map(Project::runsFolder).equals(runs)) {
                        show(found);
                    }
                })
                .start();
    }

    /** Selects the model of a run, which may be newer than the list. */
    public void select(Path runFolder) {
        models.stream()
                .filter(model -> model.location().equals(runFolder))
                .findFirst()
                .ifPresentOrElse(selected::set, () -> {
                    selected.set(null);
                    refresh();
                });
    }

    /** Opens a bundle or an ONNX file and selects it; a file that is no model of the studio gives a message. */
    public void open(Path file) {
        context.jobs()
                .job(context.messages().text("use.job.open", file.getFileName()), progress -> {
                    classifiers.acquire(file).close();
                    return new StudioModel(
                            file, file.getFileName().toString(), java.util.OptionalDouble.empty(), false);
                })
                .onSuccess(model -> {
                    openedFiles.removeIf(other -> other.location().equals(file));
                    models.removeIf(other -> other.location().equals(file));
                    openedFiles.add(model);
                    models.add(model);
                    selected.set(model);
                })
                .start();
    }

    private void show(List<StudioModel> runs) {
        Path keep = selected.get() == null ? null : selected.get().location();
        List<StudioModel> all = new ArrayList<>(runs);
        all.addAll(openedFiles);
        if (!models.equals(all)) {
            models.setAll(all);
        }
        selected.set(all.stream()
                .filter(model -> model.location().equals(keep))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.get(0)));
    }

    private static List<StudioModel> runsWithModel(Path folder) throws IOException {
        List<RunSummary> summaries = new ArrayList<>();
        for (Path path : RunFolder.runsIn(folder)) {
            if (Files.isRegularFile(path.resolve("model.onnx"))) {
                try {
                    summaries.add(RunFolder.open(path).summary());
                } catch (IOException | IllegalArgumentException | TrainingException e) {
                    LOG.warn("The run in {} cannot be read and is left out of the list", path, e);
                }
            }
        }
        summaries.sort(Comparator.comparingLong((RunSummary s) -> s.record().createdMillis())
                .reversed());
        return summaries.stream().map(ModelLibrary::model).toList();
    }

    private static StudioModel model(RunSummary run) {
        String when =
                WHEN.format(Instant.ofEpochMilli(run.record().createdMillis()).atZone(ZoneId.systemDefault()));
        String network = Variants.title(run.record().network());
        return new StudioModel(run.folder(), network + ", " + when, run.bestValidationAccuracy(), true);
    }
}
