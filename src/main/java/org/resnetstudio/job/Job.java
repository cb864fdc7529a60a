package org.resnetstudio.job;

import java.nio.file.Path;
import java.util.Optional;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * What is to be trained, on what, and how, with everything spelled out: the flags of {@code studio train} and the forms of the desktop make
 * one, {@code studio train --job} reads one, and a run keeps its own. See {@link JobJson} for its form in files.
 *
 * @param network what to train; tells as many classes apart as the data has
 * @param training the hyper-parameters, and the weights to begin with
 * @param data where the pictures come from
 * @param engine short name of the deep-learning library, or {@code auto}
 * @param device what to compute on
 */
public record Job(ResNetSpec network, TrainingConfig training, Data data, String engine, DeviceChoice device) {
    /** Where pictures come from. */
    public enum Source {
        /** A folder with a sub-folder for each class, or for each part of the data. */
        FOLDER,
        /** A project of the studio. */
        PROJECT
    }

    /**
     * The pictures.
     *
     * @param source which kind of place
     * @param path the place
     * @param classesFrom a run, or a folder, whose classes they have and in which order; empty for their own
     * @param validationFraction share of each class that is taken out of training where the data has no validation part, 0 to below 1
     */
    public record Data(Source source, Path path, Optional<Path> classesFrom, double validationFraction) {
        public Data {
            if (!(validationFraction >= 0 && validationFraction < 1)) {
                throw new InvalidValueException(Sentence.of("problem.job.validation-fraction", validationFraction));
            }
        }
    }

    /** The same on another engine and device. */
    public Job on(EngineChoice otherEngine, DeviceChoice otherDevice) {
        return new Job(network, training, data, otherEngine.shortName(), otherDevice);
    }
}
