package org.resnetstudio.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** This machine's processor as a device. */
public final class Processor {
    private Processor() {}

    /**
     * The processor with the memory that an engine may use.
     *
     * @param limitBytes of the engine; 0 or less for none
     */
    public static Device device(long limitBytes) {
        long memory = Long.MAX_VALUE;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os) {
            memory = os.getTotalMemorySize();
        }
        return new Device(Device.Kind.CPU, name(), limitBytes > 0 ? Math.min(limitBytes, memory) : memory);
    }

    private static String name() {
        // a name for people: nothing depends on it
        return told(Path.of("/"), "model name").orElse(System.getProperty("os.arch") + " processor");
    }

    /**
     * What Linux' list of processors says of the first one.
     *
     * @param root of the file system
     * @param key such as {@code vendor_id}
     * @return empty on other systems, in containers without the list, and for what the processor does not tell
     */
    public static Optional<String> told(Path root, String key) {
        try (Stream<String> lines = Files.lines(root.resolve("proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException | UncheckedIOException notTold) {
            return Optional.empty();
        }
    }

    /** Whether Linux knows the sizes of the processor's caches; some virtual machines hide them. */
    public static boolean tellsCaches(Path root) {
        return Files.isDirectory(root.resolve("sys/devices/system/cpu/cpu0/cache/index0"));
    }
}
