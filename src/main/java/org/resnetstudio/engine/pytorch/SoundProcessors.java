package org.resnetstudio.engine.pytorch;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.resnetstudio.engine.Processor;
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
        String vendor = Processor.told(root, "vendor_id").orElse("").toLowerCase(Locale.ROOT);
        return new SoundProcessors(AMD.contains(vendor), !Processor.tellsCaches(root));
    }

    Way firstWay() {
        return amd && cachesHidden ? Way.MATRIX_PRODUCTS : Way.DIRECT;
    }
}
