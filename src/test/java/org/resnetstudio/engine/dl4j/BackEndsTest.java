package org.resnetstudio.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.engine.ComputeCapability;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.engine.NvidiaSmi;

class BackEndsTest {
    @TempDir
    Path folder;

    @Test
    void theCudaBackEndCanBeHiddenWhileTheOthersStay() throws Exception {
        try (URLClassLoader both = new URLClassLoader(
                new URL[] {
                    services("cpu", "org.nd4j.linalg.cpu.nativecpu.CpuBackend"),
                    services("cuda", "org.nd4j.linalg.jcublas.JCublasBackend")
                },
                null)) {
            assertThat(BackEnds.cudaSeenBy(both)).isTrue();

            ClassLoader without = BackEnds.withoutCuda(both);

            assertThat(BackEnds.cudaSeenBy(without)).isFalse();
            assertThat(Collections.list(without.getResources(BackEnds.SERVICE)))
                    .singleElement()
                    .asString()
                    .contains("/cpu/");
        }
    }

    @Test
    void onlyACardThatTheBackEndHasCodeForIsUsed() {
        assertThat(BackEnds.cardFits(answer("8.6"))).isTrue();
        assertThat(BackEnds.cardFits(answer("9.0"))).isFalse();
        assertThat(BackEnds.cardFits(new NvidiaSmi.Answer(List.of(), true, ""))).isFalse();
    }

    private static NvidiaSmi.Answer answer(String capability) {
        Optional<ComputeCapability> parsed = ComputeCapability.parse(capability);
        return new NvidiaSmi.Answer(List.of(new GraphicsCard("card", 8L << 30, parsed, "570.86.15")), true, "");
    }

    private URL services(String name, String backEnd) throws Exception {
        Path root = folder.resolve(name);
        Path file = root.resolve(BackEnds.SERVICE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, backEnd + "\n");
        return root.toUri().toURL();
    }
}
