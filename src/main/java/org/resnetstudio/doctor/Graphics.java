package org.resnetstudio.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.resnetstudio.engine.NvidiaSmi;
import org.resnetstudio.files.Folders;

/**
 * What there is to see of NVIDIA's graphics cards without an engine.
 *
 * @param answer of the driver's own program
 * @param driverLoaded whether Linux has loaded the driver
 * @param cardInSlot whether Linux sees a card, with or without a driver
 * @param windows whether this is Windows, whose drivers have other numbers
 */
public record Graphics(NvidiaSmi.Answer answer, boolean driverLoaded, boolean cardInSlot, boolean windows) {
    private static final String NVIDIA = "0x10de";
    private static final String DISPLAY = "0x03";

    /** Looks. */
    public static Graphics ofThisMachine() {
        return look(NvidiaSmi.askThisMachine(), Path.of("/"), System.getProperty("os.name"));
    }

    static Graphics look(NvidiaSmi.Answer answer, Path root, String systemName) {
        return new Graphics(
                answer,
                Files.exists(root.resolve("proc/driver/nvidia/version")),
                cardInSlot(root.resolve("sys/bus/pci/devices")),
                systemName.startsWith("Windows"));
    }

    private static boolean cardInSlot(Path devices) {
        if (!Files.isDirectory(devices)) {
            return false;
        }
        try {
            for (Path slot : Folders.entries(devices)) {
                if (line(slot.resolve("vendor")).equals(NVIDIA)
                        && line(slot.resolve("class")).startsWith(DISPLAY)) {
                    return true;
                }
            }
            return false;
        } catch (IOException unreadable) {
            // a container may hide them: then there is no card that could be used either
            return false;
        }
    }

    private static String line(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readString(file, StandardCharsets.US_ASCII).strip()
                : "";
    }
}
