package org.resnetstudio.ui.shell;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ten times a second, on the FX thread, everybody who shows what a worker publishes takes a look. The application drives
 * it; a test calls {@link #tick}.
 */
public final class Pulse {
    /** Time between two looks. */
    public static final int INTERVAL_MILLIS = 100;

    private final List<Runnable> samplers = new CopyOnWriteArrayList<>();

    /** Looks from now on. */
    public void add(Runnable sampler) {
        samplers.add(sampler);
    }

    /** Looks no longer. */
    public void remove(Runnable sampler) {
        samplers.remove(sampler);
    }

    /** Lets everybody look once. */
    public void tick() {
        samplers.forEach(Runnable::run);
    }
}
