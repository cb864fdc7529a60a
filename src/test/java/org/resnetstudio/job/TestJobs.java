package org.resnetstudio.job;

import java.nio.file.Path;
import java.util.Optional;
import org.resnetstudio.network.ResNetSpec;

/** Jobs on a folder called {@code drawings}. */
public final class TestJobs {
    private TestJobs() {}

    /** A job on whichever engine. */
    public static Job of(ResNetSpec network, TrainingConfig training) {
        return new Job(
                network,
                training,
                new Job.Data(Job.Source.FOLDER, Path.of("drawings"), Optional.empty(), 0.2),
                "auto",
                DeviceChoice.AUTO);
    }
}
