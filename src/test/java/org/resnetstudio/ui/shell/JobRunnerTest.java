package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class JobRunnerTest {
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Notifier.Notification> told = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final JobRunner jobs = new JobRunner(work::add, Runnable::run, told::add, Messages.of(Language.english()));

    private Job<String> job(JobWork<String> what) {
        return jobs.job("Counting", what)
                .onSuccess(value -> ends.add("success " + value))
                .onFailure(error -> ends.add("failure " + error.getMessage()))
                .onCancel(() -> ends.add("cancel"))
                .onEnd(() -> ends.add("end"));
    }

    private void runWork() {
        work.remove().run();
    }

    @Test
    void successHandsOverTheResultAndCleansUp() {
        Job<String> job = job(progress -> "42").start();
        assertThat(jobs.running()).hasSize(1);
        runWork();
        assertThat(ends).containsExactly("success 42", "end");
        assertThat(jobs.running()).isEmpty();
        assertThat(job.title()).isEqualTo("Counting");
    }

    @Test
    void failureIsHandedOverAndCleansUp() {
        job(progress -> {
                    throw new IOException("The disk is full.");
                })
                .start();
        runWork();
        assertThat(ends).containsExactly("failure The disk is full.", "end");
        assertThat(jobs.running()).isEmpty();
    }

    @Test
    void failureThatNobodyHandlesIsToldAtTheBottomOfTheWindow() {
        jobs.job("Counting", progress -> {
                    throw new IOException("The disk is full.");
                })
                .start();
        runWork();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).kind()).isEqualTo(Notifier.Kind.PROBLEM);
        assertThat(told.get(0).text()).contains("Counting").contains("The disk is full.");
    }

    @Test
    void cancelledWorkThatGivesUpCleansUp() {
        Job<String> job = job(progress -> {
                    progress.checkCancelled();
                    return "never";
                })
                .start();
        job.cancel();
        runWork();
        assertThat(ends).containsExactly("cancel", "end");
        assertThat(jobs.running()).isEmpty();
    }

    @Test
    void cancelledWorkThatHasAResultMayGiveIt() {
        Job<String> job =
                job(progress -> progress.isCancelled() ? "half" : "whole").start();
        jobs.cancelAll();
        assertThat(job.isCancelRequested()).isTrue();
        runWork();
        assertThat(ends).containsExactly("success half", "end");
    }

    @Test
    void anErrorOfTheVirtualMachineEndsTheJobToo() {
        job(progress -> {
                    throw new OutOfMemoryError("Java heap space");
                })
                .start();
        runWork();
        assertThat(ends).containsExactly("failure Java heap space", "end");
    }

    @Test
    void progressIsPublishedFromTheWorker() {
        Job<String> job = job(progress -> {
            progress.report(1, 4);
            progress.message("one of four");
            return "";
        });
        assertThat(job.progress()).isEqualTo(-1);
        job.start();
        runWork();
        assertThat(job.progress()).isEqualTo(0.25);
        assertThat(job.message()).isEqualTo("one of four");
    }

    @Test
    void aJobThatIsStartedWhileTheStudioClosesCountsAsCancelled() {
        JobRunner closed = new JobRunner(
                task -> {
                    throw new RejectedExecutionException();
                },
                Runnable::run,
                told::add,
                Messages.of(Language.english()));
        closed.job("Late", progress -> "")
                .onCancel(() -> ends.add("cancel"))
                .onEnd(() -> ends.add("end"))
                .start();
        assertThat(ends).containsExactly("cancel", "end");
        assertThat(closed.running()).isEmpty();
    }

    @Test
    void cancellationIsTheExceptionThatStopsWork() {
        job(progress -> {
                    throw new CancellationException();
                })
                .start();
        runWork();
        assertThat(ends).containsExactly("cancel", "end");
    }
}
