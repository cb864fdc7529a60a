package org.resnetstudio.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/** How many of the processors that this process may use are kept busy by other programs, or by other virtual machines; on Linux. */
final class OtherPrograms {
    /** Of a line of {@code /proc/stat}: user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final List<Integer> BUSY = List.of(1, 2, 3, 6, 7, 8);

    private static final int FIELDS = 9;
    private static final int OWN_USER_TIME = 11;
    private static final int OWN_SYSTEM_TIME = 12;

    private final Path proc;
    private Reading last;

    /**
     * Begins to watch.
     *
     * @param proc {@code /proc}
     * @throws IOException if the system does not tell
     */
    OtherPrograms(Path proc) throws IOException {
        this.proc = proc;
        this.last = read();
    }

    /**
     * Clock ticks since the machine started.
     *
     * @param all of the processors, idle or not
     * @param busy of them
     * @param own of this process
     */
    private record Reading(long all, long busy, long own, int processors) {}

    /** Processors that others kept busy since the last call; 0 if too little time has passed. */
    double busySinceLastAsked() throws IOException {
        Reading now = read();
        double elapsed = (now.all() - last.all()) / (double) Math.max(1, now.processors());
        double others = now.busy() - last.busy() - (now.own() - last.own());
        last = now;
        return elapsed > 0 ? Math.max(0, others / elapsed) : 0;
    }

    private Reading read() throws IOException {
        BitSet allowed = allowed(Files.readAllLines(proc.resolve("self/status"), StandardCharsets.UTF_8));
        long all = 0;
        long busy = 0;
        int processors = 0;
        for (String line : Files.readAllLines(proc.resolve("stat"), StandardCharsets.UTF_8)) {
            String[] fields = line.split(" +", -1);
            if (!fields[0].matches("cpu\\d+")
                    || fields.length < FIELDS
                    || !allowed.get(Integer.parseInt(fields[0].substring(3)))) {
                continue;
            }
            processors++;
            for (int i = 1; i < FIELDS; i++) {
                long ticks = Long.parseLong(fields[i]);
                all += ticks;
                busy += BUSY.contains(i) ? ticks : 0;
            }
        }
        if (processors == 0) {
            throw new UserIOException(Sentence.of("problem.training.no-processors"));
        }
        String stat = Files.readString(proc.resolve("self/stat"), StandardCharsets.UTF_8);
        // the name of the program, in parentheses, may hold anything
        String[] own = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Reading(
                all, busy, Long.parseLong(own[OWN_USER_TIME]) + Long.parseLong(own[OWN_SYSTEM_TIME]), processors);
    }

    /** Reads {@code Cpus_allowed_list: 0-3,7}; all of them if it is not told. */
    static BitSet allowed(List<String> status) {
        BitSet processors = new BitSet();
        for (String line : status) {
            if (line.startsWith("Cpus_allowed_list:")) {
                for (String range :
                        line.substring(line.indexOf(':') + 1).strip().split(",", -1)) {
                    String[] ends = range.split("-", -1);
                    processors.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
                }
                return processors;
            }
        }
        processors.set(0, Integer.MAX_VALUE);
        return processors;
    }
}
