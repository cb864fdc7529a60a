package org.resnetstudio.runs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;

/**
 * What a trainer says while it works; one JSON object a line on standard output and in {@code events.jsonl}. The field
 * {@code event} holds the name in lower case: {@code measuring}, {@code preparing}, {@code started}, {@code batch}, {@code epoch},
 * {@code checkpoint}, {@code controlled}, {@code warning}, {@code finished}, {@code failed}. {@code timeMillis} is the wall clock in milliseconds since 1970.
 */
public sealed interface TrainingEvent {
    /** Wall clock, milliseconds since 1970. */
    long timeMillis();

    /**
     * An engine is measured, because it is not known which one is faster here; takes some seconds for each engine, once. Comes
     * first of all.
     *
     * @param engine that is measured
     */
    record Measuring(long timeMillis, EngineChoice engine) implements TrainingEvent {}

    /**
     * Pictures are read and made small; comes before {@link Started}, a few times a second.
     *
     * @param done pictures so far
     * @param total pictures in all
     */
    record Preparing(long timeMillis, int done, int total) implements TrainingEvent {}

    /**
     * Training begins.
     *
     * @param epochs of the whole run
     * @param batchesPerEpoch at least 1
     * @param firstEpoch 1, or later when resumed
     * @param engine name and version of the deep-learning library
     * @param device as shown to people
     * @param parameters learned values of the network, without those of a part that stays as it is
     */
    record Started(
            long timeMillis,
            String variant,
            List<String> classes,
            int trainSamples,
            int validationSamples,
            int epochs,
            int batchesPerEpoch,
            int firstEpoch,
            String engine,
            String device,
            long parameters)
            implements TrainingEvent {
        public Started {
            classes = List.copyOf(classes);
        }

        /** The same run with another number of epochs. */
        public Started withEpochs(int number) {
            return new Started(
                    timeMillis,
                    variant,
                    classes,
                    trainSamples,
                    validationSamples,
                    number,
                    batchesPerEpoch,
                    firstEpoch,
                    engine,
                    device,
                    parameters);
        }
    }

    /**
     * One update.
     *
     * @param epoch 1-based
     * @param batch 1-based within the epoch
     * @param loss of this batch
     * @param accuracy of this batch, 0 to 1
     * @param imagesPerSecond of this epoch so far
     */
    record BatchDone(
            long timeMillis,
            int epoch,
            int batch,
            double loss,
            double accuracy,
            double learningRate,
            double imagesPerSecond)
            implements TrainingEvent {}

    /**
     * An epoch with its validation.
     *
     * @param epoch 1-based
     * @param trainLoss mean over the epoch's pictures, each seen before the update that it took part in
     * @param validationLoss mean over the validation samples; NaN without any
     * @param validationAccuracy 0 to 1; NaN without validation samples
     * @param learningRate of the epoch's last update
     * @param imagesPerSecond trained on, validation left out
     * @param confusionMatrix of the validation samples; rows actual, columns predicted
     */
    record EpochDone(
            long timeMillis,
            int epoch,
            double trainLoss,
            double trainAccuracy,
            double validationLoss,
            double validationAccuracy,
            double learningRate,
            double imagesPerSecond,
            ConfusionMatrix confusionMatrix)
            implements TrainingEvent {}

    /**
     * A checkpoint is safely on disk.
     *
     * @param kind {@code last} or {@code best}
     */
    record CheckpointSaved(long timeMillis, int epoch, String kind, String path) implements TrainingEvent {}

    /**
     * Something that was asked for from outside has taken effect.
     *
     * @param epoch 1-based, that of the next batch
     * @param batch number of finished batches of that epoch
     * @param action what was asked for
     * @param value that was set; empty for what has none
     * @param text that was set where it is no number, such as {@code flip,crop=2}; else empty
     */
    record Controlled(long timeMillis, int epoch, int batch, Action action, OptionalDouble value, Optional<String> text)
            implements TrainingEvent {
        /** Of what is no text. */
        public Controlled(long timeMillis, int epoch, int batch, Action action, OptionalDouble value) {
            this(timeMillis, epoch, batch, action, value, Optional.empty());
        }

        /** What can be asked for. */
        public enum Action {
            PAUSED,
            CONTINUED,
            /** Of the next batch. */
            LEARNING_RATE,
            /** Of the whole run. */
            EPOCHS,
            /** Epochs without a better value after which the run ends; 0 for never. */
            PATIENCE,
            /** Of the next batch, as a text. */
            AUGMENTATION
        }
    }

    /**
     * Something people should know; training goes on.
     *
     * @param message one sentence
     * @param topic what it is about
     * @param count how many pictures or classes it stands for, at least 1
     */
    record Warning(long timeMillis, Sentence message, Topic topic, int count) implements TrainingEvent {
        /** What a warning is about. */
        public enum Topic {
            /** Pictures that are left out. */
            PICTURES,
            /** Classes with too few pictures. */
            CLASSES,
            OTHER
        }

        /** A warning about neither pictures nor classes. */
        public Warning(long timeMillis, Sentence message) {
            this(timeMillis, message, Topic.OTHER, 1);
        }

        /** A warning, now, about so many pictures. */
        public static Warning ofPictures(int count, Sentence message) {
            return new Warning(System.currentTimeMillis(), message, Topic.PICTURES, count);
        }
    }

    /**
     * The end.
     *
     * @param outcome how it ended
     * @param epochs that were finished in all
     * @param bestEpoch 1-based; 0 if there was none
     * @param bestValidationAccuracy 0 to 1; empty if no epoch was finished
     * @param testAccuracy of the best checkpoint on the test split, 0 to 1; empty without test samples
     * @param recall of the best epoch, mean over the classes
     * @param model path of the run
     * @param seconds of wall-clock time since the trainer started
     * @param endedEarly whether it is complete before all of its epochs, because it had stopped learning
     */
    record Finished(
            long timeMillis,
            Outcome outcome,
            int epochs,
            int bestEpoch,
            OptionalDouble bestValidationAccuracy,
            OptionalDouble testAccuracy,
            MeanRecall recall,
            String model,
            double seconds,
            boolean endedEarly)
            implements TrainingEvent {}

    /**
     * The share of right answers, averaged over the classes, so that each counts the same however many pictures it has.
     *
     * @param validation of the best epoch, 0 to 1; empty without validation samples
     * @param test of the best checkpoint, 0 to 1; empty without test samples
     */
    record MeanRecall(OptionalDouble validation, OptionalDouble test) {
        /** Where nothing was measured. */
        public static final MeanRecall NONE = new MeanRecall(OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * The end of a run that cannot go on; its last checkpoint stays usable.
     *
     * @param message one sentence: what happened and what to do
     */
    record Failed(long timeMillis, Sentence message) implements TrainingEvent {}

    /** How a run ended that did not fail. */
    enum Outcome {
        COMPLETED,
        STOPPED
    }
}
