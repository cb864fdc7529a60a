package org.resnetstudio.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.evaluation.ConfusionMatrix;

class RunStoreTest {
    @TempDir
    private Path folder;

    private final RunStore store = new RunStore();

    private RunFolder run(String name, TrainingEvent... events) throws Exception {
        RunFolder run = RunFolder.create(folder.resolve("runs").resolve(name), TestRuns.RECORD);
        log(run, events);
        return run;
    }

    private static void log(RunFolder run, TrainingEvent... events) throws Exception {
        try (EventLog.Appender log = run.eventLog().append()) {
            for (TrainingEvent event : events) {
                log.write(event);
            }
        }
    }

    private static TrainingEvent.Started started(int firstEpoch) {
        return new TrainingEvent.Started(1, "mini", List.of("a", "b"), 4, 2, 9, 2, firstEpoch, "e", "d", 7);
    }

    private static TrainingEvent.EpochDone epoch(int epoch, double accuracy, double loss) {
        return new TrainingEvent.EpochDone(
                epoch, epoch, 0.5, 0.5, loss, accuracy, 0.1, 3, ConfusionMatrix.of(new int[][] {{3, 1}, {2, 2}}));
    }

    private static TrainingEvent.Finished finished(TrainingEvent.Outcome outcome) {
        return new TrainingEvent.Finished(
                99,
                outcome,
                1,
                1,
                OptionalDouble.of(0.5),
                OptionalDouble.empty(),
                TrainingEvent.MeanRecall.NONE,
                "run",
                1,
                false);
    }

    private List<String> names() throws Exception {
        return store.in(folder.resolve("runs")).stream()
                .map(run -> run.folder().getFileName().toString())
                .toList();
    }

    @Test
    void aFolderThatIsNotThereHasNoRuns() throws Exception {
        assertThat(store.in(folder.resolve("runs"))).isEmpty();
    }

    @Test
    void runsThatComeGoAndGrowAreNoticed() throws Exception {
        RunFolder first = run("one", started(1), epoch(1, 0.5, 1));
        assertThat(names()).containsExactly("one");

        log(first, epoch(2, 0.75, 1));
        run("two", started(1));
        assertThat(names()).containsExactlyInAnyOrder("one", "two");
        RunSummary grown = store.in(folder.resolve("runs")).stream()
                .filter(run -> run.folder().equals(first.path()))
                .findFirst()
                .orElseThrow();
        assertThat(grown.epochs()).isEqualTo(2);
        assertThat(grown.bestValidationAccuracy()).hasValue(0.75);

        Files.delete(folder.resolve("runs/two/run.json"));
        assertThat(names()).containsExactly("one");
        Files.writeString(folder.resolve("runs/one/run.json"), "{ \"format\": 1,");
        assertThat(names()).isEmpty();
    }

    /** What has not changed is not read: a log of the same size and time that says something else is not noticed. */
    @Test
    void whatHasNotChangedIsNotReadAgain() throws Exception {
        RunFolder run = run("one", started(1), epoch(1, 0.25, 1));
        Path log = run.eventLog().file();
        FileTime time = Files.getLastModifiedTime(log);
        assertThat(store.in(folder.resolve("runs")).get(0).bestValidationAccuracy())
                .hasValue(0.25);

        Files.writeString(log, Files.readString(log).replace("0.25", "0.75"));
        Files.setLastModifiedTime(log, time);

        assertThat(store.in(folder.resolve("runs")).get(0).bestValidationAccuracy())
                .hasValue(0.25);
        assertThat(new RunStore().in(folder.resolve("runs")).get(0).bestValidationAccuracy())
                .hasValue(0.75);
    }

    /** That a trainer was killed changes no file. */
    @Test
    void whetherATrainerIsAtWorkIsAskedEachTime() throws Exception {
        RunFolder run = run("one", started(1), epoch(1, 0.5, 1));
        run.process().claim();
        assertThat(store.in(folder.resolve("runs")).get(0).status()).isEqualTo(RunSummary.Status.RUNNING);

        run.process().release();

        assertThat(store.in(folder.resolve("runs")).get(0).status()).isEqualTo(RunSummary.Status.FAILED);
    }

    @Test
    void theBestRunIsTheMostAccurateThatWentToItsEnd() throws Exception {
        run("stopped", started(1), epoch(1, 0.9, 1), finished(TrainingEvent.Outcome.STOPPED));
        assertThat(best()).hasValue("stopped");
        run("weak", started(1), epoch(1, 0.25, 1), finished(TrainingEvent.Outcome.COMPLETED));
        assertThat(best()).hasValue("weak");
        run("strong", started(1), epoch(1, 0.5, 1), finished(TrainingEvent.Outcome.COMPLETED));
        assertThat(best()).hasValue("strong");
        assertThat(RunStore.best(List.of())).isEmpty();
    }

    private Optional<String> best() throws Exception {
        return RunStore.best(store.in(folder.resolve("runs")))
                .map(run -> run.folder().getFileName().toString());
    }

    /** The way without matrices comes to what reading everything comes to, also for logs of versions that kept no mean recall. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void outlinesAreWhatAllEventsComeTo(boolean withMeanRecall) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RunFolder run = run("one");
        List<TrainingEvent> events = new ArrayList<>();
        for (int start = 1; start < 12; start = 1 + random.nextInt(14)) {
            events.add(started(start));
            for (int i = start; i < start + random.nextInt(6); i++) {
                int[][] counts = new int[2][2];
                for (int[] row : counts) {
                    row[0] = random.nextInt(3);
                    row[1] = random.nextInt(3);
                }
                double accuracy = random.nextInt(8) == 0 ? Double.NaN : random.nextInt(4) / 4.0;
                events.add(new TrainingEvent.EpochDone(
                        i, i, 0.5, 0.5, random.nextInt(4), accuracy, 0.1, 3, ConfusionMatrix.of(counts)));
            }
        }
        log(run, events.toArray(TrainingEvent[]::new));
        Path log = run.eventLog().file();
        if (!withMeanRecall) {
            String lines = Files.readString(log).replaceAll("\"meanRecall\":[^,]*,", "");
            Files.writeString(log, lines);
        }
        Files.writeString(log, "{\"event\":\"epoch\",\"epoch\":3}\n{\"event\":\"epo", StandardOpenOption.APPEND);

        RunOutline.Collector all = new RunOutline.Collector();
        run.eventLog().read().forEach(all::event);

        assertThat(RunOutline.read(run.eventLog())).as("seed %d", seed).isEqualTo(RunOutline.of(all));
    }
}
