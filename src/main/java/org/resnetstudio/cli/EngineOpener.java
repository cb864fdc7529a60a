package org.resnetstudio.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.resnetstudio.benchmark.EngineRates;
import org.resnetstudio.benchmark.EngineSelection;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;

/** Loads the engine that a network is trained with, once it has proved itself here. */
final class EngineOpener {
    private final Consumer<TrainingEvent> listener;
    private final BooleanSupplier stopRequested;
    private final PrintWriter err;
    private final List<Sentence> notes = new ArrayList<>();

    /**
     * For one training.
     *
     * @param listener hears which engine is tried
     * @param stopRequested asked often while engines are tried
     * @param err told what was chosen where the choice was left to the studio
     */
    EngineOpener(Consumer<TrainingEvent> listener, BooleanSupplier stopRequested, PrintWriter err) {
        this.listener = listener;
        this.stopRequested = stopRequested;
        this.err = err;
    }

    /** What people should know about the engine that was opened, a sentence each. */
    List<Sentence> notes() {
        return List.copyOf(notes);
    }

    /** A run that goes on keeps its engine and its device unless others are asked for, because then it goes on bit for bit. */
    Engine openAgain(RunFolder run, EngineChoice engine, DeviceChoice device)
            throws TrainingException, EngineException, IOException, InterruptedException {
        EngineChoice wanted = engine.isAuto() ? engineOf(run) : engine;
        DeviceChoice on = device == DeviceChoice.AUTO ? KeptConditions.device(run) : device;
        try {
            return open(
                    wanted, on, run.record().network(), run.record().config().batchSize());
        } catch (TrainingException e) {
            if (device != DeviceChoice.AUTO || on != DeviceChoice.CUDA) {
                throw e;
            }
            throw new TrainingException(Sentence.of("problem.cli.other-card", run.path(), wanted.title()), e);
        }
    }

    private static EngineChoice engineOf(RunFolder run) throws TrainingException {
        String name = run.record().engine();
        return EngineChoice.find(name)
                .orElseThrow(() -> new TrainingException(Sentence.of(
                        "problem.cli.other-engine",
                        run.path(),
                        name,
                        EngineChoice.home().shortName())));
    }

    /** The engine for a network; with {@link EngineChoice#AUTO} the fastest one that computes it right. */
    Engine open(EngineChoice wanted, DeviceChoice on, ResNetSpec network, int batchSize)
            throws TrainingException, EngineException, IOException, InterruptedException {
        if (on == DeviceChoice.CUDA) {
            return EngineLoader.open(wanted.isAuto() ? EngineLoader.builtForCuda() : wanted, on);
        }
        EngineRates.Progress progress = new EngineRates.Progress() {
            @Override
            public void measuring(EngineChoice measured) {
                listener.accept(new TrainingEvent.Measuring(System.currentTimeMillis(), measured));
            }

            @Override
            public boolean isCancelled() {
                return stopRequested.getAsBoolean();
            }
        };
        try {
            EngineSelection selection = EngineLoader.rates(on).choose(network, batchSize, wanted, progress);
            if (wanted.isAuto()) {
                err.println(selection.sentence());
            }
            notes.addAll(selection.notes());
            return EngineLoader.open(selection.engine(), on, selection.way());
        } catch (CancellationException e) {
            // the trainer sees the request to stop before it trains anything
            return EngineLoader.open(wanted.isAuto() ? EngineLoader.anyInstalled() : wanted, on);
        }
    }
}
