package org.resnetstudio.ui.use;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.resnetstudio.project.Project;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.shell.StudioContext;
import org.resnetstudio.ui.train.RunHistory;
import org.resnetstudio.ui.train.RunNames;
import org.resnetstudio.ui.train.TrainModel;

/**
 * The models at hand: the runs of the open project that have one, newest first, and model files that were opened. As long as
 * nobody has chosen, the run that is marked for use is selected, or else the best one that went to its end. Used on the FX thread.
 */
public final class ModelLibrary {
    private final StudioContext context;
    private final ClassifierCache classifiers;
    private final ObservableList<StudioModel> models = FXCollections.observableArrayList();
    /** Held here, because a view hears its list only as long as somebody holds the view. */
    private final ObservableList<StudioModel> view = FXCollections.unmodifiableObservableList(models);

    private final List<StudioModel> openedFiles = new ArrayList<>();
    private final ObjectProperty<StudioModel> selected = new SimpleObjectProperty<>(this, "selected");
    private Optional<Path> asked = Optional.empty();
    private boolean showing;
    private long latest;

    /** The runs that have a model, newest first, and the one to take where nobody has chosen. */
    private record Found(List<StudioModel> runs, Optional<Path> best) {
        static final Found NOTHING = new Found(List.of(), Optional.empty());
    }

    /**
     * Follows the open project.
     *
     * @param classifiers keeps the selected model open
     */
    public ModelLibrary(StudioContext context, ClassifierCache classifiers) {
        this.context = context;
        this.classifiers = classifiers;
        selected.addListener((o, before, now) -> {
            if (!showing && now != null) {
                asked = Optional.of(now.location());
            }
        });
        context.project().projectProperty().addListener((o, before, now) -> {
            asked = Optional.empty();
            show(Found.NOTHING);
            refresh();
        });
        refresh();
    }

    /** Models to choose from, newest run first, then opened files. */
    public ObservableList<StudioModel> models() {
        return view;
    }

    /** The model in use; null if there is none. */
    public ObjectProperty<StudioModel> selectedProperty() {
        return selected;
    }

    /** Keeps models open for those who classify. */
    public ClassifierCache classifiers() {
        return classifiers;
    }

    /** Looks for runs that got a model since. What somebody has chosen stays selected. */
    public void refresh() {
        refresh(() -> {});
    }

    private void refresh(Runnable next) {
        long request = ++latest;
        Optional<Path> runs = context.project().project().map(Project::runsFolder);
        if (runs.isEmpty()) {
            show(Found.NOTHING);
            return;
        }
        Optional<String> marked = context.settings().value(TrainModel.USED_MODEL);
        context.jobs()
                .job(context.messages().text("use.job.models"), progress -> runsWithModel(runs.get(), marked))
                .onSuccess(found -> {
                    if (request == latest) {
                        show(found);
                        next.run();
                    }
                })
                .start();
    }

    /** Selects the model of a run, which may be newer than the list. */
    public void select(Path runFolder) {
        asked = Optional.of(runFolder);
        find(runFolder)
                .ifPresentOrElse(
                        selected::set,
                        () -> refresh(() -> {
                            if (find(runFolder).isEmpty()) {
                                asked = Optional.empty();
                                context.notifier()
                                        .error(context.messages().text("use.no-model-yet", runFolder.getFileName()));
                            }
                        }));
    }

    private Optional<StudioModel> find(Path location) {
        return models.stream()
                .filter(model -> model.location().equals(location))
                .findFirst();
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

    private void show(Found found) {
        List<StudioModel> all = new ArrayList<>(found.runs());
        all.addAll(openedFiles);
        showing = true;
        if (!models.equals(all)) {
            models.setAll(all);
        }
        selected.set(asked.flatMap(this::find)
                .or(() -> found.best().flatMap(this::find))
                .or(() -> all.stream().findFirst())
                .orElse(null));
        showing = false;
    }

    private Found runsWithModel(Path folder, Optional<String> marked) throws IOException {
        List<RunSummary> summaries = RunHistory.read(RunFolder.runsIn(folder).stream()
                .filter(run -> Files.isRegularFile(run.resolve("model.onnx")))
                .toList());
        RunNames names = new RunNames(summaries, context.messages());
        Optional<Path> usual = marked.map(folder::resolve)
                .filter(run -> summaries.stream().anyMatch(s -> s.folder().equals(run)));
        return new Found(summaries.stream().map(run -> model(run, names)).toList(), usual.or(() -> best(summaries)
                .map(RunSummary::folder)));
    }

    /** The highest accuracy among the runs that went to their end, else among those that ended; the newest among equals. */
    private static Optional<RunSummary> best(List<RunSummary> newestFirst) {
        Comparator<RunSummary> byMerit = Comparator.comparing(
                        (RunSummary run) -> run.status() == RunSummary.Status.COMPLETED)
                .thenComparing(run -> run.status() != RunSummary.Status.RUNNING)
                .thenComparingDouble(run -> run.bestValidationAccuracy().orElse(-1));
        return newestFirst.stream().reduce((best, run) -> byMerit.compare(run, best) > 0 ? run : best);
    }

    private static StudioModel model(RunSummary run, RunNames names) {
        return new StudioModel(run.folder(), names.of(run), run.bestValidationAccuracy(), true);
    }
}
