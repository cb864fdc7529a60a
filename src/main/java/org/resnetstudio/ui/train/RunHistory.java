package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.resnetstudio.project.Project;
import org.resnetstudio.runs.RunStore;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.shell.StudioContext;

/** The runs of the open project, latest first, for all screens; read in the background. Used on the FX thread. */
public final class RunHistory {
    private final StudioContext context;
    private final RunStore store = new RunStore();
    private final ObservableList<RunSummary> runs = FXCollections.observableArrayList();
    /** One view for everybody, and held here: views know their list weakly, so that listeners of a passing one are lost. */
    private final ObservableList<RunSummary> view = FXCollections.unmodifiableObservableList(runs);

    private final List<Runnable> waiting = new ArrayList<>();
    private Optional<Project> followed = Optional.empty();
    private RunNames names;
    private Optional<Reading> reading = Optional.empty();

    /** One reading of the folders, and whether it looks at them already. */
    private static final class Reading {
        private final AtomicBoolean begun = new AtomicBoolean();
    }

    /** Follows the open project. */
    public RunHistory(StudioContext context) {
        this.context = context;
        names = new RunNames(List.of(), context.messages());
        context.project().projectProperty().addListener(o -> refresh(() -> {}));
        refresh(() -> {});
    }

    /** The runs, latest first. */
    public ObservableList<RunSummary> runs() {
        return view;
    }

    /** What the runs are called. */
    public RunNames names() {
        return names;
    }

    /** Reads the runs again; {@code next} follows when they are there, unless another project was opened since. */
    public void refresh(Runnable next) {
        followProject();
        Optional<Path> folder = context.project().project().map(Project::runsFolder);
        if (folder.isEmpty()) {
            next.run();
            return;
        }
        waiting.add(next);
        if (reading.filter(read -> !read.begun.get()).isPresent()) {
            return; // what it is about to read is no older than this wish
        }
        Reading read = new Reading();
        reading = Optional.of(read);
        context.jobs()
                .job(context.messages().text("train.runs.reading"), progress -> {
                    read.begun.set(true);
                    return store.in(folder.get());
                })
                .onSuccess(found -> ended(read, waited -> {
                    if (!runs.equals(found)) {
                        set(found);
                    }
                    waited.forEach(Runnable::run);
                }))
                .onFailure(error -> ended(read, waited -> context.notifier()
                        .error(context.messages().sentence(error))))
                .start();
    }

    /** A reading that a later one has overtaken is heard by nobody; those who wait for one that fails wait no longer. */
    private void ended(Reading read, Consumer<List<Runnable>> heard) {
        if (reading.filter(read::equals).isPresent()) {
            List<Runnable> now = List.copyOf(waiting);
            waiting.clear();
            heard.accept(now);
        }
    }

    /** Whoever hears of another project first asks for its runs; nobody waits for those of the former one any more. */
    private void followProject() {
        Optional<Project> now = context.project().project();
        if (!now.equals(followed)) {
            followed = now;
            waiting.clear();
            reading = Optional.empty();
            set(List.of());
        }
    }

    /** Whoever hears of other runs may ask for their names at once. */
    private void set(List<RunSummary> found) {
        names = new RunNames(found, context.messages());
        runs.setAll(found);
    }
}
