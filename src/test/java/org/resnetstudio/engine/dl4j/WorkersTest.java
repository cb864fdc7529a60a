package org.resnetstudio.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final int TASKS = 100;

    @Test
    void eachTaskRunsOnce() {
        AtomicIntegerArray runs = new AtomicIntegerArray(TASKS);

        Workers.forEach(TASKS, runs::incrementAndGet);

        assertThat(runs.toString()).isEqualTo(new AtomicIntegerArray(ones()).toString());
    }

    /** The caller frees the memory that the tasks work on. */
    @Test
    void whenOneTaskFailsTheOthersAreWaitedForBeforeItIsTold() {
        CountDownLatch begun = new CountDownLatch(3);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger threads = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(
                2, work -> new Thread(work, threads.getAndIncrement() == 0 ? "fails" : "lasts"));
        try {
            assertThatThrownBy(() -> Workers.forEach(pool, 3, 3, task -> {
                        begun.countDown();
                        await(begun);
                        if (Thread.currentThread().getName().equals("fails")) {
                            throw new OutOfMemoryError("as if");
                        } else if (Thread.currentThread().getName().equals("lasts")) {
                            takeALittleWhile();
                            ended.set(true);
                        }
                    }))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("as if");

            assertThat(ended).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    private static int[] ones() {
        int[] ones = new int[TASKS];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void takeALittleWhile() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
