package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.engine.EngineLibraries;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.TestRuns;
import org.resnetstudio.runs.TrainerEnding;
import org.resnetstudio.runs.TrainingEvent;

class TrainerProcessTest {
    private final BlockingQueue<TrainingEvent> events = new LinkedBlockingQueue<>();

    @Test
    void eventsArriveAndTheEndWithoutAFailure() throws Exception {
        assertThat(start("finish").exit().get(60, TimeUnit.SECONDS)).isEmpty();

        assertThat(events).containsExactly(new TrainingEvent.Preparing(1, 0, 1));
    }

    @Test
    void aFailureIsTheLastLineThatTheTrainerSaid() throws Exception {
        assertThat(start("fail").exit().get(60, TimeUnit.SECONDS))
                .contains(Sentence.inWords("The disk is full: free some space."));
    }

    /** By its key, so that the desktop can say it in its language. */
    @Test
    void aFailureThatTheTrainerExplainedIsThatSentence() throws Exception {
        assertThat(start("explain").exit().get(60, TimeUnit.SECONDS))
                .contains(Sentence.of("problem.training.disk-full"));
    }

    @Test
    void aCrashIsToldWithItsCode() throws Exception {
        assertThat(start("crash").exit().get(60, TimeUnit.SECONDS))
                .map(Sentence::english)
                .contains(
                        "The trainer crashed in a native library (signal SIGABRT, SIGSEGV): start the run again, with the"
                                + " other engine if it happens again.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            137 | The trainer was ended (signal SIGKILL), most likely because the memory ran out: close other programs or choose a smaller batch, and start the run again.
            143 | The trainer was ended from outside (signal SIGTERM), as at a shutdown: start the run again.
            136 | The trainer crashed in a native library (signal SIGFPE): start the run again, with the other engine if it happens again.
            3   | The trainer crashed in a native library (exit code 3): start the run again, with the other engine if it happens again.
            """)
    void everyWayToEndHasItsSentence(int exitCode, String sentence) throws Exception {
        assertThat(start("exit", Integer.toString(exitCode)).exit().get(60, TimeUnit.SECONDS))
                .map(Sentence::english)
                .contains(sentence);
    }

    @Test
    void aCrashIsReportedInTheRunsFolderAndToldTheSameAfterARestart(@TempDir Path folder) throws Exception {
        RunFolder run = RunFolder.create(folder.resolve("run"), TestRuns.RECORD);

        Sentence atOnce =
                startIn(run.path(), "native").exit().get(60, TimeUnit.SECONDS).orElseThrow();

        assertThat(atOnce.english())
                .matches("The trainer crashed in a native library \\((signal SIGSEGV|EXCEPTION_ACCESS_VIOLATION).*\\):"
                        + " start the run again, with the other engine if it happens again\\.");
        assertThat(RunFolder.open(run.path()).summary().failure()).contains(atOnce);
        try (Stream<Path> files = Files.list(run.path())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.matches("crash-\\d+\\.log"));
        }
        try (Stream<Path> files = Files.list(Path.of(""))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("hs_err"));
        }
    }

    @Test
    void aCrashThatNobodySawIsToldFromItsReport(@TempDir Path folder) throws Exception {
        RunFolder run = RunFolder.create(folder.resolve("run"), TestRuns.RECORD);
        assertThat(run.summary().failure().orElseThrow().english()).startsWith("The trainer ended without a word");
        Files.writeString(run.path().resolve("crash-77.log"), """
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGFPE (0x8) at pc=0x00007f65f486937c, pid=9783, tid=9802
                #
                # Problematic frame:
                # C  [libtorch_cpu.so+0x1166937c]  dnnl::impl::cpu::x64::brg_blocking_t::est_eff_1x1()+0xa5c
                """);
        assertThat(run.summary().failure())
                .map(Sentence::english)
                .contains(
                        "The trainer crashed in a native library (signal SIGFPE in libtorch_cpu.so): start the run again,"
                                + " with the other engine if it happens again.");
    }

    @Test
    void aListenerThatFailsDoesNotStopTheReading() throws Exception {
        List<RuntimeException> faults =
                List.of(new IllegalArgumentException("not a line"), new IllegalStateException());
        for (RuntimeException fault : faults) {
            TrainerProcess trainer = TrainerProcess.start(command("talk"), new TrainerProcess.Listener() {
                @Override
                public void onEvent(TrainingEvent event) {
                    events.add(event);
                    throw fault;
                }

                @Override
                public void onExit(Optional<Sentence> failure) {
                    assertThat(failure).isEmpty();
                }
            });
            assertThat(trainer.exit().get(120, TimeUnit.SECONDS)).isEmpty();
            assertThat(events).hasSize(100_001);
            events.clear();
        }
    }

    @Test
    void theUsersOptionsForJavaReachTrainersAndWin() {
        assertThat(TrainerCommand.userOptions("  -Xmx8g   -Dx=1 ")).containsExactly("-Xmx8g", "-Dx=1");
        assertThat(TrainerCommand.userOptions(null)).isEmpty();
        assertThat(TrainerCommand.virtualMachineOptions(8L << 30, 17, List.of("-Xmx8g", "-XX:+UseG1GC")))
                .containsSubsequence("-Xmx2048m", "-Xmx8g", "-XX:+UseG1GC")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void aStopReachesTheTrainer() throws Exception {
        TrainerProcess trainer = start("wait");
        assertThat(events.poll(60, TimeUnit.SECONDS)).isInstanceOf(TrainingEvent.Preparing.class);

        trainer.stop();

        assertThat(trainer.exit().get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(events).containsExactly(new TrainingEvent.Warning(2, Sentence.inWords("heard stop")));
        assertThat(trainer.isAlive()).isFalse();
        trainer.stop();
    }

    @Test
    void aKilledTrainerSaysSo() throws Exception {
        TrainerProcess trainer = start("wait");
        assertThat(events.poll(60, TimeUnit.SECONDS)).isInstanceOf(TrainingEvent.Preparing.class);

        trainer.kill();

        assertThat(trainer.exit().get(60, TimeUnit.SECONDS).orElseThrow().english())
                .startsWith("The trainer was killed");
    }

    @Test
    void theTrainersCommandHasWhatOnlyTheStartOfAProcessCanSet() {
        TrainerCommand command = TrainerCommand.train(List.of("--data", "pictures"));

        assertThat(command.command())
                .contains("-Djava.awt.headless=true", "org.resnetstudio.cli.Main")
                .containsSubsequence("train", "--data", "pictures", "--supervised", "--json");
        assertThat(command.command().get(command.command().indexOf("-cp") + 1))
                .contains(Path.of("target", "classes").toAbsolutePath().toString());
        if (!System.getenv().containsKey("OMP_NUM_THREADS")) {
            assertThat(command.environment())
                    .containsEntry("OMP_NUM_THREADS", Integer.toString(Hardware.physicalCores()));
        }
    }

    @Test
    void aCommandThatNamesAnEngineHasTheLibrariesOfNoOther(@TempDir Path folder) throws Exception {
        Path run = folder.resolve("run");
        RunFolder.create(run, TestRuns.RECORD);
        for (List<String> arguments : List.of(
                List.of("train", "--engine", "dl4j", "--data", "pictures"),
                List.of("doctor", "--probe", "dl4j"),
                List.of("train", "--resume", run.toString()))) {
            EngineLibraries libraries = TrainerCommand.libraries(arguments);
            assertThat(libraries.leftOut()).as(arguments.toString()).anyMatch(jar -> jar.contains("pytorch-engine"));
            assertThat(libraries.present()).noneMatch(jar -> jar.contains("pytorch-engine"));
            assertThat(TrainerCommand.json(arguments).command())
                    .anyMatch(option -> option.startsWith("-D" + EngineLibraries.LEFT_OUT) || option.startsWith("@"));
        }
        for (List<String> arguments : List.of(
                List.of("train", "--engine", "auto"),
                List.of("train", "--engine", "unknown"),
                List.of("train", "--resume", folder.toString()),
                List.of("export", "--model", run.toString()))) {
            assertThat(TrainerCommand.libraries(arguments).leftOut())
                    .as(arguments.toString())
                    .isEmpty();
        }
        assertThat(TrainerCommand.libraries(List.of("train", "--resume", run.toString(), "--engine", "pytorch"))
                        .leftOut())
                .anyMatch(jar -> jar.contains("deeplearning4j-nn"));
    }

    @Test
    void aLongClassPathGoesThroughAFile(@TempDir Path folder) throws Exception {
        EngineLibraries all = EngineLibraries.ofThisProcess();
        String classPath = String.join(File.pathSeparator, all.present());
        assertThat(TrainerCommand.classPath(all, folder, classPath.length() + 3))
                .containsExactly("-cp", classPath);
        Path spaced = folder.resolve("a folder");
        List<String> options = TrainerCommand.classPath(all, spaced, classPath.length() - 1);
        assertThat(options).singleElement().asString().startsWith("@");

        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(PretendTrainer.class.getName(), "finish"));
        assertThat(start(new TrainerCommand(command, Map.of())).exit().get(60, TimeUnit.SECONDS))
                .isEmpty();

        Path file = Files.createFile(folder.resolve("file"));
        assertThat(TrainerCommand.classPath(all, file, 1))
                .as("where no file can be written")
                .containsExactly("-cp", classPath);
    }

    @Test
    void memoryIsSharedBetweenHeapAndNativeLibraries() {
        assertThat(TrainerCommand.virtualMachineOptions(8L << 30, 17, List.of()))
                .contains("-Xmx2048m", "-Xmn32m", "-XX:+UseSerialGC", "-Dorg.bytedeco.javacpp.maxphysicalbytes=6963m")
                .doesNotContain("--enable-native-access=ALL-UNNAMED");
        assertThat(TrainerCommand.virtualMachineOptions(128L << 30, 25, List.of()))
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

        assertThat(Hardware.linuxCores(cpuinfo)).isEqualTo(3);
        assertThat(Hardware.linuxCores(folder.resolve("none"))).isZero();
        assertThat(Hardware.physicalCores()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    private TrainerProcess start(String... behaviour) throws Exception {
        return start(command(behaviour));
    }

    private TrainerProcess startIn(Path run, String behaviour) throws Exception {
        TrainerCommand command = command(behaviour, "--out", run.toString());
        return start(command.reportingCrashesTo(TrainerEnding.report(run)));
    }

    private static TrainerCommand command(String... behaviour) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PretendTrainer.class.getName()));
        command.addAll(List.of(behaviour));
        return new TrainerCommand(command, Map.of());
    }

    private TrainerProcess start(TrainerCommand command) throws Exception {
        return TrainerProcess.start(command, new TrainerProcess.Listener() {
            @Override
            public void onEvent(TrainingEvent event) {
                events.add(event);
            }

            @Override
            public void onExit(Optional<Sentence> failure) {
                assertThat(failure).isNotNull();
            }
        });
    }
}
