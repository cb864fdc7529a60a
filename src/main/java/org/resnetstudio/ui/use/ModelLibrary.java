package org.resnetstudio.ui.use;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.resnetstudio.runs.RunStore;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.shell.StudioContext;
import org.resnetstudio.ui.train.RunHistory;
import org.resnetstudio.ui.train.TrainModel;

/**
 * The models at hand: the runs of the open project that have one, newest first, and model files that were opened. As long as
 * nobody has chosen, the run that is marked for use is selected, or else the best one that went to its end. Used on the FX thread.
 */
public final class ModelLibrary {
    private final StudioContext context;
    private final RunHistory history;
    private final ClassifierCache classifiers;
    private final ObservableList<StudioModel> models = FXCollections.observableArrayList();
    /** Held here, because a view hears its list only as long as somebody holds the view. */
    private final ObservableList<StudioModel> view = FXCollections.unmodifiableObservableList(models);

    private final List<StudioModel> openedFiles = new ArrayList<>();
    private final ObjectProperty<StudioModel> selected = new SimpleObjectProperty<>(this, "selected");
    private Optional<Path> asked = Optional.empty();
    private boolean showing;

    /**
     * Follows the open project.
     *
     * @param history its runs
     * @param classifiers keeps the selected model open
     */
    public ModelLibrary(StudioContext context, RunHistory history, ClassifierCache classifiers) {
        this.context = context;
        this.history = history;
        this.classifiers = classifiers;
        selected.addListener((o, before, now) -> {
            if (!showing && now != null) {
                asked = Optional.of(now.location());
            }
        });
        context.project().projectProperty().addListener((o, before, now) -> {
            asked = Optional.empty();
            show();
        });
        history.runs().addListener((ListChangeListener<RunSummary>) change -> show());
        show();
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
        history.refresh(() -> {
            show();
            next.run();
        });
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

    private void show() {
        List<RunSummary> runs =
                history.runs().stream().filter(RunSummary::hasModel).toList();
        List<StudioModel> all = new ArrayList<>(runs.stream().map(this::model).toList());
        all.addAll(openedFiles);
        showing = true;
        if (!models.equals(all)) {
            models.setAll(all);
        }
        selected.set(asked.flatMap(this::find)
                .or(() -> marked().flatMap(this::find))
                .or(() -> RunStore.best(runs).map(RunSummary::folder).flatMap(this::find))
                .or(() -> all.stream().findFirst())
                .orElse(null));
        showing = false;
    }

    /** The folder of the run that is marked for use, whether it has a model or not. */
    private Optional<Path> marked() {
        return context.settings()
                .value(TrainModel.USED_MODEL)
                .filter(name -> !name.isEmpty())
                .flatMap(name -> context.project().project().map(open -> open.runsFolder()
                        .resolve(name)));
    }

    private StudioModel model(RunSummary run) {
        return new StudioModel(run.folder(), history.names().of(run), run.bestValidationAccuracy(), true);
    }
}
