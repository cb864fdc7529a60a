package org.resnetstudio.ui.shell;

import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Work in the background, with what follows its end. Made by {@link JobRunner#job}; say what follows, then
 * {@link #start}. Progress may be read on any thread; whatever follows the end runs on the FX thread, and exactly one of
 * success, failure and cancel is called, then {@code onEnd}.
 *
 * @param <T> what the work gives
 */
public final class Job<T> {
    private record Fraction(long done, long total) {}

    private final JobRunner runner;
    private final String title;
    private final JobWork<T> work;
    private final AtomicReference<Fraction> fraction = new AtomicReference<>(new Fraction(0, 0));
    private volatile String message = "";
    private volatile boolean cancelRequested;
    private Consumer<T> onSuccess = value -> {};
    private Consumer<Throwable> onFailure;
    private Runnable onCancel = () -> {};
    private Runnable onEnd = () -> {};

    Job(JobRunner runner, String title, JobWork<T> work) {
        this.runner = runner;
        this.title = title;
        this.work = work;
        this.onFailure = error -> runner.reportFailure(title, error);
    }

    /** What to do with the result. */
    public Job<T> onSuccess(Consumer<T> next) {
        onSuccess = next;
        return this;
    }

    /** What to do when the work throws, in place of showing its message at the bottom of the window. */
    public Job<T> onFailure(Consumer<Throwable> next) {
        onFailure = next;
        return this;
    }

    /** What to do when the work was cancelled and gives no result. */
    public Job<T> onCancel(Runnable next) {
        onCancel = next;
        return this;
    }

    /** What to do in the end, however it ended. */
    public Job<T> onEnd(Runnable next) {
        onEnd = next;
        return this;
    }

    /** Starts it, from the FX thread. */
    public Job<T> start() {
        runner.started(this);
        try {
            runner.execute(this::work);
        } catch (RejectedExecutionException e) {
            finish(onCancel);
        }
        return this;
    }

    /** Asks the work to stop; it ends when it next looks. May be called on any thread, and more than once. */
    public void cancel() {
        cancelRequested = true;
    }

    /** Whether somebody has asked to stop. */
    public boolean isCancelRequested() {
        return cancelRequested;
    }

    /** What it is, for people. */
    public String title() {
        return title;
    }

    /** What it is doing now, for people; may be empty. */
    public String message() {
        return message;
    }

    /** How far it is, from 0 to 1; -1 while that is not known. */
    public double progress() {
        Fraction now = fraction.get();
        return now.total() <= 0 ? -1 : Math.min(1, (double) now.done() / now.total());
    }

    @SuppressWarnings("CatchingUnchecked") // whatever the work throws must end the job
    private void work() {
        try {
            T value = work.run(new Progress());
            runner.later(() -> finish(() -> onSuccess.accept(value)));
        } catch (CancellationException | InterruptedException e) {
            runner.later(() -> finish(onCancel));
        } catch (Throwable e) {
            runner.later(() -> finish(() -> onFailure.accept(e)));
        }
    }

    private void finish(Runnable end) {
        try {
            runner.ended(this);
            end.run();
        } finally {
            onEnd.run();
        }
    }

    private final class Progress implements JobProgress {
        @Override
        public void report(long done, long total) {
            fraction.set(new Fraction(done, total));
        }

        @Override
        public void message(String text) {
            message = text;
        }

        @Override
        public boolean isCancelled() {
            return cancelRequested;
        }
    }
}
