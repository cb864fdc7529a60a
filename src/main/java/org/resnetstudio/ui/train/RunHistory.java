package org.resnetstudio.ui.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.resnetstudio.project.Project;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.ui.shell.JobRunner;
import org.resnetstudio.ui.shell.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of the project, latest first, read from their folders in the background. Used on the FX thread. */
public final class RunHistory {
    private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);

    private final JobRunner jobs;
    private final Messages messages;
    private final ObservableList<RunSummary> runs = FXCollections.observableArrayList();
    /** One view for everybody, and held here: views know their list weakly, so that listeners of a passing one are lost. */
    private final ObservableList<RunSummary> view = FXCollections.unmodifiableObservableList(runs);

    private RunNames names;
    private long wanted;

    /** No runs at first. */
    public RunHistory(JobRunner jobs, Messages messages) {
        this.jobs = jobs;
        this.messages = messages;
        names = new RunNames(List.of(), messages);
    }

    /** The runs, latest first. */
    public ObservableList<RunSummary> runs() {
        return view;
    }

    /** What the runs are called. */
    RunNames names() {
        return names;
    }

    /** Forgets all runs, because no project is open. */
    void clear() {
        wanted++;
        set(List.of());
    }

    /** Reads the runs again; {@code next} follows when they are there. */
    void refresh(Project project, Runnable next) {
        long request = ++wanted;
        jobs.job(messages.text("train.runs.reading"), progress -> read(project.runFolders()))
                .onSuccess(found -> {
                    if (request == wanted) {
                        if (!runs.equals(found)) {
                            set(found);
                        }
                        next.run();
                    }
                })
                .start();
    }

    /** Whoever hears of other runs may ask for their names at once. */
    private void set(List<RunSummary> found) {
        names = new RunNames(found, messages);
        runs.setAll(found);
    }

    /** The runs in these folders, the newest first; what is no run, and what cannot be read, is left out. */
    public static List<RunSummary> read(List<Path> folders) {
        List<RunSummary> found = new ArrayList<>();
        for (Path folder : folders) {
            if (!RunFolder.isRun(folder)) {
                continue;
            }
            try {
                found.add(RunFolder.open(folder).summary());
            } catch (IOException | IllegalArgumentException | TrainingException e) {
                LOG.warn("The run in {} cannot be read and is left out of the list", folder, e);
            }
        }
        found.sort(Comparator.comparingLong((RunSummary run) -> run.record().createdMillis())
                .reversed());
        return found;
    }
}
