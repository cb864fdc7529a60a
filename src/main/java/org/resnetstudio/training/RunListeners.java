package org.resnetstudio.training;

import java.io.IOException;
import java.util.List;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.TrainingEvent;

/** What a run keeps and tells while it is trained. */
final class RunListeners {
    private RunListeners() {}

    /** All of them, in an order in which an epoch is told only when everything of it is on disk. */
    static List<LoopListener> of(RunFolder run, NetworkGraph graph, ModelWriter modelWriter, EventSink events) {
        return List.of(new BestModel(run, graph, modelWriter), new LastCheckpoint(run), new Told(run, events));
    }

    /** Keeps the best epoch: its checkpoint, and the file that is used. */
    private record BestModel(RunFolder run, NetworkGraph graph, ModelWriter writer) implements LoopListener {
        @Override
        public void epoch(EpochEnd end) throws IOException {
            if (end.best()) {
                run.checkpoints().write(Checkpoints.Kind.BEST, end.checkpoint());
                writer.write(graph, end.checkpoint().model(), run.record(), run.model());
            }
        }
    }

    /** Keeps what the run goes on from. */
    private record LastCheckpoint(RunFolder run) implements LoopListener {
        @Override
        public void epoch(EpochEnd end) throws IOException {
            run.checkpoints().write(Checkpoints.Kind.LAST, end.checkpoint());
            if (run.record().config().keeping().keeps(end.done().epoch())) {
                run.checkpoints().keepLast();
            }
        }

        @Override
        public void inside(Checkpoint checkpoint) throws IOException {
            run.checkpoints().write(Checkpoints.Kind.LAST, checkpoint);
        }
    }

    /** Tells everybody, and writes the log. */
    private record Told(RunFolder run, EventSink events) implements LoopListener {
        @Override
        public void begins(TrainingEvent.Started started) throws IOException {
            events.emit(started);
        }

        @Override
        public void batch(TrainingEvent.BatchDone done, int batchesPerEpoch) throws IOException {
            events.batch(done, batchesPerEpoch);
        }

        @Override
        public void epoch(EpochEnd end) throws IOException {
            events.emit(end.done());
            if (end.best()) {
                saved(Checkpoints.Kind.BEST, end.checkpoint());
            }
            saved(Checkpoints.Kind.LAST, end.checkpoint());
        }

        @Override
        public void inside(Checkpoint checkpoint) throws IOException {
            saved(Checkpoints.Kind.LAST, checkpoint);
        }

        @Override
        public void controlled(TrainingEvent.Controlled event) throws IOException {
            events.emit(event);
        }

        @Override
        public void refused(TrainingEvent.Warning reason) throws IOException {
            events.emit(reason);
        }

        private void saved(Checkpoints.Kind kind, Checkpoint checkpoint) throws IOException {
            events.emit(new TrainingEvent.CheckpointSaved(
                    System.currentTimeMillis(),
                    checkpoint.position().epoch(),
                    kind.fileName(),
                    run.checkpoints().folder(kind).toString()));
        }
    }
}
