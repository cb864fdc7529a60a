package org.resnetstudio.engine;

import java.io.IOException;
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
        String generic = System.getProperty("os.arch") + " processor";
        Path cpuInfo = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(cpuInfo)) {
            return generic;
        }
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            Optional<String> model =
                    lines.filter(line -> line.startsWith("model name")).findFirst();
            return model.map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(generic);
        } catch (IOException unreadable) {
            return generic; // a name for people: nothing depends on it
        }
    }
}
