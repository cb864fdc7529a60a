package org.resnetstudio.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an engine leave the processor to other programs while they need it. Closing ends that. On systems other than Linux nothing is
 * watched.
 */
public final class LoadWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadWatch.class);
    private static final long INTERVAL_MILLIS = 500;

    private final Consumer<Boolean> yielding;
    private final Decision decision;
    private final Thread thread;

    /**
     * Whether the machine is busy, with some patience, so that it does not change at every turn.
     *
     * <p>Used by one thread.
     */
    static final class Decision {
        /** Processors that others keep busy, beyond those that are left over. */
        private static final double BUSY = 0.3;

        private static final double QUIET = 0.15;
        private static final int TURNS_TO_YIELD = 2;
        private static final int TURNS_TO_RETURN = 6;

        private final double leftOver;
        private boolean busy;
        private int turns;

        /** With processors that the engine does not compute on. */
        Decision(int leftOver) {
            this.leftOver = Math.max(0, leftOver);
        }

        /**
         * Takes a measurement.
         *
         * @param others processors that other programs kept busy
         * @return whether to yield now
         */
        boolean after(double others) {
            boolean against = busy ? others < leftOver + QUIET : others > leftOver + BUSY;
            turns = against ? turns + 1 : 0;
            if (turns >= (busy ? TURNS_TO_RETURN : TURNS_TO_YIELD)) {
                busy = !busy;
                turns = 0;
            }
            return busy;
        }
    }

    /** For an engine; one on a graphics card needs none of this. */
    public LoadWatch(Engine engine) {
        this(Hardware.computingThreads(), yielding -> {
            if (engine.device().kind() == Device.Kind.CPU) {
                engine.setYielding(yielding);
            }
        });
    }

    /**
     * Watches once it was started.
     *
     * @param threads that the engine computes with
     * @param yielding told what to do, on a thread of its own
     */
    LoadWatch(int threads, Consumer<Boolean> yielding) {
        this.yielding = yielding;
        this.decision = new Decision(Runtime.getRuntime().availableProcessors() - threads);
        this.thread = new Thread(this::watch, "load-watch");
        thread.setDaemon(true);
    }

    /** Watches from now on. */
    public void start() {
        thread.start();
    }

    private void watch() {
        try {
            OtherPrograms others = new OtherPrograms(Path.of("/proc"));
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(INTERVAL_MILLIS);
                yielding.accept(decision.after(others.busySinceLastAsked()));
            }
        } catch (IOException e) {
            LOG.debug("Other programs are not watched on this system", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(); // or it could turn on again what is turned off here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        yielding.accept(false);
    }
}
