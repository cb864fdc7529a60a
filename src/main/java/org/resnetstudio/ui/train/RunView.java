package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.shell.JobRunner;
import org.resnetstudio.ui.shell.Messages;

/** The run that is shown, live or from the list, and the one it is compared with. Used on the FX thread. */
public final class RunView {
    /**
     * A run with what there is to show of it.
     *
     * @param resumable whether it can go on
     * @param hasModel whether it has a model to evaluate and use
     */
    public record Shown(Path folder, RunSnapshot snapshot, boolean resumable, boolean hasModel) {}

    private final JobRunner jobs;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final ReadOnlyObjectWrapper<RunCurves> compared =
            new ReadOnlyObjectWrapper<>(this, "compared", RunCurves.NONE);
    private final ReadOnlyObjectWrapper<Optional<Path>> comparedFolder =
            new ReadOnlyObjectWrapper<>(this, "comparedFolder", Optional.empty());
    private Optional<ActiveRun> active = Optional.empty();
    private Optional<Path> wanted = Optional.empty();

    RunView(JobRunner jobs, Messages messages) {
        this.jobs = jobs;
        this.messages = messages;
    }

    /** The run that is shown; empty while there is none. */
    public ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Curves of the run to compare with; {@link RunCurves#NONE} while there is none. */
    public ReadOnlyObjectProperty<RunCurves> comparedProperty() {
        return compared.getReadOnlyProperty();
    }

    /** Folder of the run to compare with. */
    public ReadOnlyObjectProperty<Optional<Path>> comparedFolderProperty() {
        return comparedFolder.getReadOnlyProperty();
    }

    /** Shows a run of the list; the one that is being trained is shown live. */
    public void show(RunSummary run) {
        Optional<ActiveRun> live = active.filter(a -> a.folder().equals(run.folder()))
                .filter(a -> a.progress().snapshot().phase().running());
        want(run.folder());
        if (live.isPresent()) {
            update(live.get(), live.get().progress().snapshot());
            return;
        }
        load(run, snapshot -> {
            if (wanted.filter(run.folder()::equals).isPresent()) {
                shown.set(Optional.of(new Shown(run.folder(), snapshot, run.resumable(), run.hasModel())));
            }
        });
    }

    /** Lays the curves of another run over those of the one that is shown. */
    public void compareWith(Optional<RunSummary> other) {
        comparedFolder.set(other.map(RunSummary::folder));
        compared.set(RunCurves.NONE);
        other.ifPresent(run -> load(run, snapshot -> {
            if (comparedFolder.get().filter(run.folder()::equals).isPresent()) {
                compared.set(snapshot.curves());
            }
        }));
    }

    private void load(RunSummary run, Consumer<RunSnapshot> next) {
        jobs.job(messages.text("train.runs.reading"), progress -> snapshot(run))
                .onSuccess(next)
                .start();
    }

    private static RunSnapshot snapshot(RunSummary run) throws Exception {
        RunProgress progress =
                RunProgress.of(RunFolder.open(run.folder()).eventLog().read());
        if (run.status() != RunSummary.Status.RUNNING) {
            progress.exited(run.failure());
        }
        return progress.snapshot();
    }

    /** A run is not compared with itself. */
    private void want(Path folder) {
        wanted = Optional.of(folder);
        if (comparedFolder.get().equals(wanted)) {
            compareWith(Optional.empty());
        }
    }

    void showActive(ActiveRun run) {
        active = Optional.of(run);
        want(run.folder());
    }

    /** What a live run looks like now; ignored while another run is shown. */
    void update(ActiveRun run, RunSnapshot snapshot) {
        if (wanted.filter(run.folder()::equals).isPresent()) {
            shown.set(Optional.of(
                    new Shown(run.folder(), snapshot, false, snapshot.best().saved())));
        }
    }

    /** After its end, what can be resumed is known from the list. */
    void refresh(ActiveRun run, List<RunSummary> runs) {
        runs.stream()
                .filter(r -> r.folder().equals(run.folder()))
                .findFirst()
                .filter(r -> wanted.filter(r.folder()::equals).isPresent())
                .ifPresent(r -> shown.get()
                        .ifPresent(now -> shown.set(
                                Optional.of(new Shown(now.folder(), now.snapshot(), r.resumable(), r.hasModel())))));
    }

    void clear() {
        active = Optional.empty();
        wanted = Optional.empty();
        shown.set(Optional.empty());
        compareWith(Optional.empty());
    }
}
