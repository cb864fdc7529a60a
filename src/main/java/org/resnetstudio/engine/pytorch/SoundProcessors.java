package org.resnetstudio.engine.pytorch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.resnetstudio.engine.Way;

/**
 * Where oneDNN 3.7.1, which is in libtorch 2.5 to 2.10, is known to be wrong: on AMD's processors in virtual machines that do not tell
 * the sizes of caches. Its kernels for 1 x 1 convolutions then divide by zero, write beyond their memory, or give wrong gradients.
 * On Intel's processors it takes sizes of its own where it finds none, and is right.
 *
 * @param amd whether the processor says that it is AMD's, or a licensee's
 * @param cachesHidden whether the system knows no cache of the processor
 */
record SoundProcessors(boolean amd, boolean cachesHidden) {
    private static final List<String> AMD = List.of("authenticamd", "hygongenuine");

    /** This machine, as Linux tells; elsewhere nothing is known against it. */
    static SoundProcessors ofThisMachine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.contains("linux") ? linux(Path.of("/")) : new SoundProcessors(false, false);
    }

    static SoundProcessors linux(Path root) {
        return new SoundProcessors(
                isAmd(root.resolve("proc/cpuinfo")),
                !Files.isDirectory(root.resolve("sys/devices/system/cpu/cpu0/cache/index0")));
    }

    private static boolean isAmd(Path cpuinfo) {
        try {
            return Files.readAllLines(cpuinfo, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("vendor_id"))
                    .anyMatch(line -> AMD.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains));
        } catch (IOException e) {
            return false; // no such list, as in some containers: the comparison with the other engine shows what is
            // wrong
        }
    }

    Way firstWay() {
        return amd && cachesHidden ? Way.MATRIX_PRODUCTS : Way.DIRECT;
    }
}
