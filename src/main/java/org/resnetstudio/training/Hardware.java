package org.resnetstudio.training;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.resnetstudio.engine.SystemCommand;

/** The machine's size, as far as starting a trainer needs it. */
public final class Hardware {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static int physicalCores;

    private Hardware() {}

    /**
     * Processor cores that this process may use, hyper-threads not counted twice: the best number of threads for convolutions. At
     * least 1. Asked of the system once.
     */
    public static synchronized int physicalCores() {
        if (physicalCores == 0) {
            physicalCores = countPhysicalCores();
        }
        return physicalCores;
    }

    /** How many threads both engines compute with on a processor: what the user has set, or else one for each core. */
    public static int computingThreads() {
        String variable = System.getenv().getOrDefault("OMP_NUM_THREADS", "");
        return variable.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(variable) : physicalCores();
    }

    private static int countPhysicalCores() {
        int usable = Runtime.getRuntime().availableProcessors();
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        int physical;
        if (system.contains("linux")) {
            physical = linuxCores(Path.of("/proc/cpuinfo"));
        } else if (system.contains("mac")) {
            physical = answer(List.of("sysctl", "-n", "hw.physicalcpu"), LIMIT);
        } else {
            List<String> question = List.of(
                    "powershell",
                    "-NoProfile",
                    "-Command",
                    "(Get-CimInstance Win32_Processor | Measure-Object NumberOfCores -Sum).Sum");
            physical = answer(question, LIMIT);
        }
        return physical > 0 ? Math.min(physical, usable) : usable;
    }

    /** Memory of the machine, or of the container that it runs in, in bytes. */
    public static long memoryBytes() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }

    /** Different pairs of socket and core in Linux' list of processors; 0 if it does not tell them (as on ARM). */
    static int linuxCores(Path cpuinfo) {
        Set<String> cores = new HashSet<>();
        String socket = "";
        try {
            for (String line : Files.readAllLines(cpuinfo, StandardCharsets.UTF_8)) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (line.startsWith("physical id")) {
                    socket = value;
                } else if (line.startsWith("core id")) {
                    cores.add(socket + "/" + value);
                }
            }
        } catch (IOException e) {
            // No such list here: the caller goes by the number of usable processors.
            return 0;
        }
        return cores.size();
    }

    /** The number that a command prints; 0 if it cannot be run, hangs or says something else. */
    static int answer(List<String> command, Duration limit) {
        try {
            SystemCommand.Output output = SystemCommand.run(command, limit, false);
            String text = output.text().strip();
            return output.exitCode() == 0 && text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        } catch (IOException e) {
            // The command does not exist here: the caller goes by the number of usable processors.
            return 0;
        }
    }
}
