package org.resnetstudio.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much memory another process has. */
final class ProcessMemory {
    private ProcessMemory() {}

    /** The most resident memory that a living process has had so far; empty where the system does not tell (Linux does). */
    static OptionalLong peakBytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        try {
            return peakBytes(Files.readAllLines(status, StandardCharsets.UTF_8));
        } catch (IOException gone) {
            return OptionalLong.empty(); // ended between the two questions
        }
    }

    static OptionalLong peakBytes(List<String> statusLines) {
        return statusLines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }
}
