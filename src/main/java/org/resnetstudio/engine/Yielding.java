package org.resnetstudio.engine;

import java.util.concurrent.CountDownLatch;

/**
 * Makes the threads of GNU's OpenMP, with which the engines' libraries compute on Linux, sleep soon when they wait for each other, or wait
 * busily again. Busy waiting is the faster one on a quiet machine, and takes most of the speed away where another program has one of the
 * cores: a thread that spins keeps the core from the one that it waits for.
 *
 * <p>The library decides by itself: with more threads than processors it waits only briefly (see {@code GOMP_SPINCOUNT} in its manual). So a
 * thread that does nothing but own some of its threads turns that on, and its end turns it off. How the work is shared out stays as it is, and
 * with it every bit of the results.
 */
public final class Yielding {
    private final String name;
    private final Runnable parallelWork;
    private Thread owner;
    private CountDownLatch end;

    /**
     * For one library, at first off.
     *
     * @param name of its engine
     * @param parallelWork short work that the library shares out to its threads
     */
    public Yielding(String name, Runnable parallelWork) {
        this.name = name;
        this.parallelWork = parallelWork;
    }

    /** Turns it on or off; takes effect within a moment. */
    public synchronized void set(boolean on) {
        if (on == (owner != null)) {
            return;
        }
        if (on) {
            CountDownLatch until = new CountDownLatch(1);
            end = until;
            owner = new Thread(() -> own(until), name + "-yielding");
            owner.setDaemon(true);
            owner.start();
        } else {
            end.countDown();
            owner = null;
        }
    }

    private void own(CountDownLatch until) {
        parallelWork.run();
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
