package org.resnetstudio.ui.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRecord;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.runs.TrainingException;

/** How a run that is trained goes on to vary its pictures: its trainer is asked when that is accepted. */
final class TrainedRunAugmentation implements AugmentationSubject {
    private final Read read;
    private final Consumer<RunRequest> trainer;
    private Augmentations chosen;

    /**
     * What the files of a run say.
     *
     * @param now how it varies its pictures
     * @param keepsVariants whether that cannot change, because it learns from kept variants
     */
    record Read(RunRecord record, Augmentations now, boolean keepsVariants) {}

    TrainedRunAugmentation(Read read, Consumer<RunRequest> trainer) {
        this.read = read;
        this.trainer = trainer;
        this.chosen = read.now();
    }

    /** Reads them, on a worker thread. */
    static Read read(Path folder) throws IOException, TrainingException {
        RunFolder run = RunFolder.open(folder);
        TrainingConfig config = run.record().config();
        Checkpoint.Position position = run.checkpoints().isEmpty()
                ? Checkpoint.Position.START
                : run.checkpoints().readPosition(Checkpoints.Kind.LAST);
        return new Read(
                run.record(),
                position.changes().augmentations(config),
                config.transfer().keepsVariants(position.epoch()));
    }

    @Override
    public Sight sight() {
        return new Sight(
                read.record().network().input().imageSizePx(),
                read.record().config().preparation().resize(),
                read.record().normalization().mean(),
                read.record().config().seed());
    }

    @Override
    public Augmentations get() {
        return chosen;
    }

    @Override
    public void set(Augmentations augmentations) {
        chosen = augmentations;
    }

    /** Nobody else changes it here. */
    @Override
    public Runnable listen(Runnable changed) {
        return () -> {};
    }

    @Override
    public void accept() {
        if (!chosen.equals(read.now())) {
            trainer.accept(new RunRequest.Augment(chosen.cliText()));
        }
    }

    @Override
    public boolean isTrained() {
        return true;
    }
}
