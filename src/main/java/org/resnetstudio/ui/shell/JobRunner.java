package org.resnetstudio.ui.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in the background and shows it in the status bar. The worker publishes its progress to atomics; the status
 * bar reads it on the {@link Pulse}.
 */
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final Executor workers;
    private final Executor fxThread;
    private final Notifier notifier;
    private final Messages messages;
    private final Map<String, Notifier.Notification> failures = new HashMap<>();
    private final ObservableList<Job<?>> running = FXCollections.observableArrayList();
    /** Held here, because a view hears its list only as long as somebody holds the view. */
    private final ObservableList<Job<?>> view = FXCollections.unmodifiableObservableList(running);

    /**
     * @param workers where work runs
     * @param fxThread where results are handed over
     */
    public JobRunner(Executor workers, Executor fxThread, Notifier notifier, Messages messages) {
        this.workers = workers;
        this.fxThread = fxThread;
        this.notifier = notifier;
        this.messages = messages;
    }

    /**
     * Prepares work; {@link Job#start} starts it.
     *
     * @param title what it is, for people, such as “Importing 3 folders”
     */
    public <T> Job<T> job(String title, JobWork<T> work) {
        return new Job<>(this, title, work);
    }

    /** What runs now, oldest first; changes on the FX thread. */
    public ObservableList<Job<?>> running() {
        return view;
    }

    /** Asks everything to stop. */
    public void cancelAll() {
        running.forEach(Job::cancel);
    }

    /** A job that is tried again overtakes the message that it failed. */
    void started(Job<?> job) {
        Notifier.Notification overtaken = failures.remove(job.title());
        if (overtaken != null) {
            notifier.withdraw(overtaken);
        }
        running.add(job);
    }

    void ended(Job<?> job) {
        running.remove(job);
    }

    void execute(Runnable work) {
        workers.execute(work);
    }

    void later(Runnable next) {
        fxThread.execute(next);
    }

    void reportFailure(String title, Throwable error) {
        LOG.warn("{} failed", title, error);
        Notifier.Notification told = new Notifier.Notification(
                Notifier.Kind.PROBLEM, messages.text("job.failed", title, messages.sentence(error)), Optional.empty());
        failures.put(title, told);
        notifier.show(told);
    }
}
