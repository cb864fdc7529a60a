package org.resnetstudio.training;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resnetstudio.engine.EngineLibraries;
import org.resnetstudio.engine.EngineProvider;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.UnwritableFileException;
import org.resnetstudio.files.UserCache;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.TrainerEnding;
import org.resnetstudio.runs.TrainingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a trainer process is started: this Java, this class path, and the settings that only the start of a process can make.
 *
 * @param command program and arguments
 * @param environment variables to set, beside those of this process
 */
public record TrainerCommand(List<String> command, Map<String, String> environment) {
    /** The field of the object that holds the sentence by key. */
    public static final String FAILURE = "failure";

    private static final Logger LOG = LoggerFactory.getLogger(TrainerCommand.class);
    private static final String FAILURES = "RESNET_STUDIO_FAILURES";
    private static final String FAILURES_BY_KEY = "by-key";
    private static final long MEBIBYTE = 1L << 20;
    /** Windows takes 32,767 characters in all. */
    private static final int LONGEST_ON_COMMAND_LINE = 24_000;

    public TrainerCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * {@code studio train} with these arguments, in a process of its own.
     *
     * @param arguments of {@code studio train}, without {@code train}; {@code --json --supervised} are added
     */
    public static TrainerCommand train(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("train"));
        command.addAll(arguments);
        command.add("--supervised");
        TrainerCommand trainer = json(command);
        return trainer.run()
                .map(run -> trainer.reportingCrashesTo(TrainerEnding.report(run)))
                .orElse(trainer);
    }

    /**
     * Starts the process: every command of the studio in a process of its own begins here.
     *
     * @throws IOException if that is impossible
     */
    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The folder of the run that it trains; empty if it does not say. */
    Optional<Path> run() {
        return value(command, "--resume").or(() -> value(command, "--out")).map(Path::of);
    }

    /**
     * Any command of the studio that may load an engine, in a process of its own; of one that names an engine, the class path has no
     * libraries of others.
     *
     * @param arguments the command and its arguments; {@code --json} is added
     */
    public static TrainerCommand json(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(virtualMachineOptions(
                Hardware.memoryBytes(), Runtime.version().feature(), userOptions(System.getenv("STUDIO_JAVA_OPTS"))));
        for (String inherited : List.of("org.bytedeco.javacpp.cachedir", "studio.home", "studio.launcher")) {
            String value = System.getProperty(inherited);
            if (value != null) {
                command.add("-D" + inherited + "=" + value);
            }
        }
        command.addAll(classPath(libraries(arguments), UserCache.folder(), LONGEST_ON_COMMAND_LINE));
        command.add("org.resnetstudio.cli.Main");
        command.addAll(arguments);
        command.add("--json");
        return new TrainerCommand(command, environment(Hardware.physicalCores()));
    }

    /**
     * The same, with a crash told in a file instead of in the folder that the studio was started from, and without a core.
     *
     * @param file of the report; its folder should exist when the process crashes. {@code %p} stands for the process number
     */
    public TrainerCommand reportingCrashesTo(Path file) {
        List<String> quiet = new ArrayList<>(command);
        quiet.addAll(1, List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + file.toAbsolutePath()));
        return new TrainerCommand(quiet, environment);
    }

    /** The same, so that what it fails of is also an object {@link #FAILURE} on standard output, for a caller that speaks another language. */
    TrainerCommand tellingFailuresByKey() {
        Map<String, String> telling = new HashMap<>(environment);
        telling.put(FAILURES, FAILURES_BY_KEY);
        return new TrainerCommand(command, telling);
    }

    /** Whether this process was started to tell its failures by key. */
    public static boolean tellsFailuresByKey() {
        return FAILURES_BY_KEY.equals(System.getenv(FAILURES));
    }

    /**
     * Options of the virtual machine. Pictures and networks live outside of the Java heap, so that the heap gets a quarter of the
     * memory at most, and the whole process stays below what the machine has: swapping would be slower than failing. What a step
     * leaves in the heap is collected soon by one thread, in a few milliseconds: with the parallel default the heap of a long run
     * grows to its bound first, and takes twice the memory.
     *
     * @param user options of the user's, which come last and so win; with any, the collector of garbage is theirs to choose, because
     *     two cannot be named
     */
    static List<String> virtualMachineOptions(long memoryBytes, int javaVersion, List<String> user) {
        long heapMebibytes = Math.max(512, Math.min(4096, memoryBytes / 4 / MEBIBYTE));
        long processMebibytes = Math.max(1024, memoryBytes / 100 * 85 / MEBIBYTE);
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + heapMebibytes + "m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + processMebibytes + "m",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true"));
        if (javaVersion >= 22) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        if (user.isEmpty()) {
            options.addAll(List.of("-Xms64m", "-Xmn32m", "-XX:+UseSerialGC"));
        }
        options.addAll(user);
        return options;
    }

    /** What {@code STUDIO_JAVA_OPTS} says, as the launcher splits it. */
    static List<String> userOptions(String variable) {
        return variable == null || variable.isBlank()
                ? List.of()
                : List.of(variable.strip().split("\\s+"));
    }

    /**
     * Memory is kept instead of given back and faulted in again at every step, in huge pages where the system has them: about 1.4
     * times the speed. What the user has set stays.
     */
    private static Map<String, String> environment(int physicalCores) {
        Map<String, String> wanted = Map.of(
                // graphics cards in the order in which the driver's own program lists them
                "CUDA_DEVICE_ORDER", "PCI_BUS_ID",
                "MALLOC_TRIM_THRESHOLD_", "4294967296",
                "MALLOC_TOP_PAD_", "268435456",
                "MALLOC_MMAP_MAX_", "0",
                "MALLOC_ARENA_MAX", "1",
                "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1",
                "OMP_NUM_THREADS", Integer.toString(physicalCores));
        Map<String, String> missing = new TreeMap<>(wanted);
        missing.keySet().removeAll(System.getenv().keySet());
        return missing;
    }

    /** What a command needs: one whose arguments name an engine, or a run to go on with, loads no other one. */
    static EngineLibraries libraries(List<String> arguments) {
        Engines engines = Engines.ofThisProgram();
        Optional<EngineProvider> named = Stream.of("--engine", "--probe")
                .flatMap(option -> value(arguments, option).stream())
                .findFirst()
                .or(() -> value(arguments, "--resume").flatMap(TrainerCommand::engineOf))
                .flatMap(engines::find);
        return EngineLibraries.ofThisProcess().forEngine(named, engines);
    }

    /** Of a run that cannot be read, the trainer itself says why. */
    private static Optional<String> engineOf(String run) {
        try {
            return Optional.of(RunFolder.open(Path.of(run)).record().engine());
        } catch (TrainingException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> value(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        return at >= 0 && at + 1 < arguments.size() ? Optional.of(arguments.get(at + 1)) : Optional.empty();
    }

    /**
     * The options that name the class path, and what was left out of it: long ones are written to a file, because the length of a command
     * is limited.
     *
     * @param folder for the file, which has the name of its content
     */
    static List<String> classPath(EngineLibraries libraries, Path folder, int longest) {
        List<String> options = new ArrayList<>();
        if (!libraries.leftOut().isEmpty()) {
            options.add("-D" + EngineLibraries.LEFT_OUT + "=" + String.join(File.pathSeparator, libraries.leftOut()));
        }
        options.add("-cp");
        options.add(String.join(File.pathSeparator, libraries.present()));
        if (options.stream().mapToInt(String::length).sum() <= longest) {
            return options;
        }
        String text = options.stream()
                .map(option -> "\"" + option.replace("\\", "\\\\") + "\"\n")
                .collect(Collectors.joining());
        Path file = folder.resolve("class-path-" + Integer.toHexString(text.hashCode()) + ".args");
        try {
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
            return List.of("@" + file.toAbsolutePath());
        } catch (UnwritableFileException e) {
            LOG.warn("The class path is given on the command line. {}", e.getMessage());
            return options;
        }
    }
}
