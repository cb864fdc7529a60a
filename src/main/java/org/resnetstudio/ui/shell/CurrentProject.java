package org.resnetstudio.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectChange;

/**
 * The project that is open and a snapshot of its samples, which follows every edit whoever made it. What an edit changed is told, so that
 * nobody has to look at all samples again. Used on the FX thread; edits of the project itself may be made on any thread.
 */
public final class CurrentProject {
    private static final Dataset NOTHING = new Dataset(List.of(), List.of());

    private final Executor fxThread;
    private final ReadOnlyObjectWrapper<Project> project = new ReadOnlyObjectWrapper<>(this, "project");
    private final ReadOnlyObjectWrapper<Dataset> dataset = new ReadOnlyObjectWrapper<>(this, "dataset", NOTHING);
    private final AtomicBoolean refreshPending = new AtomicBoolean();
    private final List<Consumer<Optional<Project>>> entering = new ArrayList<>();
    private final List<Consumer<ProjectChange>> followers = new ArrayList<>();
    private ChangeQueue changes = new ChangeQueue();
    private Runnable stopListening = () -> {};

    /**
     * No project at first.
     *
     * @param fxThread where the snapshot is replaced after an edit
     */
    public CurrentProject(Executor fxThread) {
        this.fxThread = fxThread;
    }

    /** The project; null while none is open. */
    public ReadOnlyObjectProperty<Project> projectProperty() {
        return project.getReadOnlyProperty();
    }

    /** Its classes and samples; empty while none is open. */
    public ReadOnlyObjectProperty<Dataset> datasetProperty() {
        return dataset.getReadOnlyProperty();
    }

    /** The project, if one is open. */
    public Optional<Project> project() {
        return Optional.ofNullable(project.get());
    }

    /** Its classes and samples; empty while none is open. */
    public Dataset dataset() {
        return dataset.get();
    }

    /** Whether a project is open. */
    public boolean isOpen() {
        return project.get() != null;
    }

    /** The name of its folder; empty while none is open. */
    public String name() {
        return project().map(Project::name).orElse("");
    }

    /** Is told which project comes, if any, before everybody who follows the project and its samples. */
    public void onEntering(Consumer<Optional<Project>> listener) {
        entering.add(listener);
    }

    /**
     * Is told what was changed, by edits or because another project is shown, after everybody who follows {@link #datasetProperty}. Several
     * edits may be told as one.
     */
    public void onChange(Consumer<ProjectChange> follower) {
        followers.add(follower);
    }

    /**
     * Shows another project, or none.
     *
     * @param next an open project, or null
     * @return the project before, which the caller closes
     */
    public Optional<Project> replace(Project next) {
        Optional<Project> before = project();
        stopListening.run();
        ChangeQueue queue = new ChangeQueue();
        changes = queue;
        stopListening = next == null ? () -> {} : next.addListener(change -> refreshSoon(queue, change));
        entering.forEach(listener -> listener.accept(Optional.ofNullable(next)));
        tell(ProjectChange.everything(dataset.get(), next == null ? NOTHING : next.dataset()));
        project.set(next);
        return before;
    }

    private void refreshSoon(ChangeQueue queue, ProjectChange change) {
        queue.add(change);
        if (refreshPending.compareAndSet(false, true)) {
            fxThread.execute(() -> {
                refreshPending.set(false);
                changes.takeFrom(dataset.get()).ifPresent(this::tell);
            });
        }
    }

    private void tell(ProjectChange change) {
        dataset.set(change.after());
        followers.forEach(follower -> follower.accept(change));
    }
}
