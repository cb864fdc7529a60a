package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerProcessTest {
    private final BlockingQueue<TrainingEvent> events = new LinkedBlockingQueue<>();

    @Test
    void eventsArriveAndTheEndWithoutAFailure() throws Exception {
        assertThat(start("finish").exit().get(60, TimeUnit.SECONDS)).isEmpty();

        assertThat(events).containsExactly(new TrainingEvent.Preparing(1, 0, 1));
    }

    @Test
    void aFailureIsTheLastLineThatTheTrainerSaid() throws Exception {
        assertThat(start("fail").exit().get(60, TimeUnit.SECONDS)).contains("The disk is full: free some space.");
    }

    @Test
    void aCrashIsToldWithItsCode() throws Exception {
        assertThat(start("crash").exit().get(60, TimeUnit.SECONDS).orElseThrow())
                .contains("exit code 134")
                .contains("SIGSEGV")
                .contains("resume");
    }

    @Test
    void aStopReachesTheTrainer() throws Exception {
        TrainerProcess trainer = start("wait");
        assertThat(events.poll(60, TimeUnit.SECONDS)).isInstanceOf(TrainingEvent.Preparing.class);

        trainer.stop();

        assertThat(trainer.exit().get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(events).containsExactly(new TrainingEvent.Warning(2, "heard stop"));
        assertThat(trainer.isAlive()).isFalse();
        trainer.stop();
    }

    @Test
    void aKilledTrainerSaysSo() throws Exception {
        TrainerProcess trainer = start("wait");
        assertThat(events.poll(60, TimeUnit.SECONDS)).isInstanceOf(TrainingEvent.Preparing.class);

        trainer.kill();

        assertThat(trainer.exit().get(60, TimeUnit.SECONDS).orElseThrow()).startsWith("The trainer was killed");
    }

    @Test
    void theTrainersCommandHasWhatOnlyTheStartOfAProcessCanSet() {
        TrainerCommand command = TrainerCommand.train(List.of("--data", "pictures"));

        assertThat(command.command())
                .contains("-Dorg.eclipse.deeplearning4j.helpers.disable=false", "org.resnetstudio.cli.Main")
                .containsSubsequence("train", "--data", "pictures", "--supervised", "--json");
        assertThat(command.command().get(command.command().indexOf("-cp") + 1))
                .contains(Path.of("target", "classes").toAbsolutePath().toString());
        if (!System.getenv().containsKey("OMP_NUM_THREADS")) {
            assertThat(command.environment())
                    .containsEntry("OMP_NUM_THREADS", Integer.toString(Machine.physicalCores()));
        }
    }

    @Test
    void memoryIsSharedBetweenHeapAndNativeLibraries() {
        assertThat(TrainerCommand.virtualMachineOptions(8L << 30, 17))
                .contains("-Xmx2048m", "-Xmn32m", "-XX:+UseSerialGC", "-Dorg.bytedeco.javacpp.maxphysicalbytes=6963m")
                .doesNotContain("--enable-native-access=ALL-UNNAMED");
        assertThat(TrainerCommand.virtualMachineOptions(128L << 30, 25))
                .contains("-Xmx4096m", "--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void hyperThreadsAreNotCountedTwice(@TempDir Path folder) throws Exception {
        Path cpuinfo = folder.resolve("cpuinfo");
        Files.writeString(cpuinfo, """
                processor\t: 0
                physical id\t: 0
                core id\t\t: 0
                processor\t: 1
                physical id\t: 0
                core id\t\t: 1
                processor\t: 2
                physical id\t: 0
                core id\t\t: 0
                processor\t: 3
                physical id\t: 1
                core id\t\t: 0
                """);

        assertThat(Machine.linuxCores(cpuinfo)).isEqualTo(3);
        assertThat(Machine.linuxCores(folder.resolve("none"))).isZero();
        assertThat(Machine.physicalCores()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    private TrainerProcess start(String behaviour) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PretendTrainer.class.getName(),
                behaviour);
        return TrainerProcess.start(new TrainerCommand(command, Map.of()), new TrainerProcess.Listener() {
            @Override
            public void onEvent(TrainingEvent event) {
                events.add(event);
            }

            @Override
            public void onExit(Optional<String> failure) {
                assertThat(failure).isNotNull();
            }
        });
    }
}
