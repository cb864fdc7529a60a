package org.resnetstudio.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.resnetstudio.engine.Way;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/** Runs trials of engines. */
@FunctionalInterface
public interface Trials {
    /**
     * One trial of one engine.
     *
     * @param engine not {@link EngineChoice#AUTO}
     * @param order what is tried
     * @param folder for the weights that it computes
     * @param cancelled asked often; true ends it
     * @throws Failure if the engine does not work here in this way
     * @throws CancellationException if it was cancelled
     */
    TrialResult run(EngineChoice engine, Order order, Path folder, BooleanSupplier cancelled)
            throws IOException, InterruptedException;

    /**
     * What is tried.
     *
     * @param way how to compute
     * @param work the network
     * @param family short work whose rate is measured as well, because it stands for all networks like this one
     */
    record Order(Way way, TrialWork work, Workload family) {}

    /** An engine failed in a trial. The message completes "PyTorch cannot be used: it …", or is a sentence of the engine's. */
    final class Failure extends UserIOException {
        private static final long serialVersionUID = 1L;

        private final boolean lasting;

        /**
         * A failure.
         *
         * @param lasting whether it will fail again, as one that crashes, hangs or computes wrong numbers; otherwise it is tried again at
         *     the next opportunity, because the cause, such as a full disk, may be gone
         */
        public Failure(Sentence sentence, boolean lasting) {
            super(sentence);
            this.lasting = lasting;
        }

        /** Whether it will fail again. */
        public boolean isLasting() {
            return lasting;
        }
    }
}
