package org.resnetstudio.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Another program that keeps one processor busy, as a browser may: a process of its own. Closing ends it. */
final class BusyProgram implements AutoCloseable {
    private final Process process;

    private BusyProgram(Process process) {
        this.process = process;
    }

    static BusyProgram start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BusyProgram.class.getName());
        return new BusyProgram(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Counts until its standard input is closed, be it by the end of whoever started it. */
    public static void main(String[] arguments) throws IOException {
        AtomicBoolean wanted = new AtomicBoolean(true);
        Thread counter = new Thread(() -> count(wanted), "counter");
        counter.setDaemon(true);
        counter.start();
        System.in.transferTo(OutputStream.nullOutputStream());
        wanted.set(false);
    }

    private static void count(AtomicBoolean wanted) {
        long counted = 0;
        while (wanted.getPlain() || wanted.get()) {
            counted++;
        }
        System.out.println(counted);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
