package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.training.Drawings;

/** A few kills; {@link KilledRuns} on its own makes as many as one likes. */
class KilledRunsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "dl4j"})
    void aRunThatIsKilledAndResumedEndsAsIfNothingHadBeen(String engine) throws Exception {
        Drawings.write(folder.resolve("pictures"), 24, "red", "green");
        Path project = folder.resolve("project");
        KilledRuns.importPictures(project, folder.resolve("pictures").toString());
        KilledRuns.exclude(project, 5);
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        KilledRuns runs = new KilledRuns(
                folder,
                project,
                engine,
                List.of(
                        "--epochs", "40",
                        "--variant", "resnet20",
                        "--image-size", "16",
                        "--batch-size", "4",
                        "--checkpoint-minutes", "0.001",
                        "--keep-every", "15"),
                seed);

        int kills = runs.killed(3);

        assertThat(runs.differences()).as("seed %d, %d kills", seed, kills).isEmpty();
        assertThat(kills).isPositive();
    }
}
