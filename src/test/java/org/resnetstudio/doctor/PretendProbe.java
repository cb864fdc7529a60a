package org.resnetstudio.doctor;

import java.lang.reflect.Field;

/** Stands in for an engine that behaves badly: crashes, hangs, runs out of memory, or complains. */
final class PretendProbe {
    private PretendProbe() {}

    /** Behaves as the first argument says. */
    public static void main(String[] arguments) throws Exception {
        System.err.println("a native library's noise");
        switch (arguments[0]) {
            case "crash" -> writeToNull();
            case "hang" -> Thread.sleep(600_000);
            case "memory" -> throw new OutOfMemoryError("Cannot allocate 4 GB");
            case "complain" -> {
                System.err.println("PyTorch needs a newer C library: train with --engine dl4j.");
                System.exit(1);
            }
            default ->
                System.out.println(
                        "Loading …\n{\"description\":\"PyTorch 2.5.1\",\"kind\":\"cuda\",\"device\":\"Tesla T4\","
                                + "\"memoryBytes\":16}\n");
        }
    }

    private static void writeToNull() throws Exception {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field instance = type.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        type.getMethod("putAddress", long.class, long.class).invoke(instance.get(null), 0L, 0L);
    }
}
