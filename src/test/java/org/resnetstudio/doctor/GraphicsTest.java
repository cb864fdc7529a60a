package org.resnetstudio.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.engine.NvidiaSmi;

class GraphicsTest {
    private static final NvidiaSmi.Answer NOTHING = new NvidiaSmi.Answer(List.of(), false, "");

    @TempDir
    Path root;

    @Test
    void aCardIsSeenInItsSlotAndItsDriverInTheKernel() throws Exception {
        slot("0000:00:1f.0", "0x10de", "0x040300");
        slot("0000:00:02.0", "0x8086", "0x030000");
        assertThat(Graphics.look(NOTHING, root, "Linux")).isEqualTo(new Graphics(NOTHING, false, false, false));

        slot("0000:01:00.0", "0x10de", "0x030200");
        Path version = root.resolve("proc/driver/nvidia/version");
        Files.createDirectories(version.getParent());
        Files.writeString(version, "NVRM version: 550.54.14\n");
        assertThat(Graphics.look(NOTHING, root, "Linux")).isEqualTo(new Graphics(NOTHING, true, true, false));
    }

    @Test
    void otherSystemsShowNoSlots() {
        assertThat(Graphics.look(NOTHING, root, "Windows 11")).isEqualTo(new Graphics(NOTHING, false, false, true));
    }

    private void slot(String address, String vendor, String type) throws Exception {
        Path slot = Files.createDirectories(root.resolve("sys/bus/pci/devices").resolve(address));
        Files.writeString(slot.resolve("vendor"), vendor + "\n");
        Files.writeString(slot.resolve("class"), type + "\n");
    }
}
