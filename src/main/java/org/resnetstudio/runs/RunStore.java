package org.resnetstudio.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of a folder, for everybody who lists them. What it has read of a run is kept, and read again when its files have changed; where
 * a run stands is asked each time, because that changes without its files. Thread-safe.
 */
public final class RunStore {
    private static final Logger LOG = LoggerFactory.getLogger(RunStore.class);

    private final Map<Path, Known> known = new HashMap<>();

    /** How to tell that a file is another one than before. */
    private record Stamp(long size, FileTime modified) {
        private static final Stamp MISSING = new Stamp(-1, FileTime.fromMillis(0));

        static Stamp of(Path file) throws IOException {
            if (!Files.exists(file)) {
                return MISSING;
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        }
    }

    private record Known(Stamp recordStamp, RunFolder run, Stamp eventsStamp, RunOutline outline) {}

    /**
     * The runs in the sub-folders of a folder, the newest first; empty if there is no such folder. Of those that cannot be read the log
     * tells, and they are left out.
     *
     * @throws IOException if the folder cannot be looked into
     */
    public List<RunSummary> in(Path folder) throws IOException {
        List<Path> folders = RunFolder.runsIn(folder);
        List<RunSummary> found = new ArrayList<>();
        for (Path run : folders) {
            try {
                found.add(summary(run));
            } catch (IOException | IllegalArgumentException | TrainingException e) {
                LOG.warn("The run in {} cannot be read and is left out of the list", run, e);
            }
        }
        forgetAllBut(folder, folders);
        found.sort(Comparator.comparingLong((RunSummary run) -> run.record().createdMillis())
                .reversed());
        return found;
    }

    private synchronized void forgetAllBut(Path folder, List<Path> folders) {
        known.keySet().removeIf(run -> folder.equals(run.getParent()) && !folders.contains(run));
    }

    private synchronized RunSummary summary(Path folder) throws IOException, TrainingException {
        Known before = known.get(folder);
        // Stamps come before what they stamp: what is written between them is read again the next time.
        Stamp recordStamp = Stamp.of(folder.resolve("run.json"));
        RunFolder run =
                before != null && before.recordStamp().equals(recordStamp) ? before.run() : RunFolder.open(folder);
        Stamp eventsStamp = Stamp.of(run.eventLog().file());
        RunOutline outline = before != null && before.eventsStamp().equals(eventsStamp)
                ? before.outline()
                : RunOutline.read(run.eventLog());
        known.put(folder, new Known(recordStamp, run, eventsStamp, outline));
        return RunSummaries.of(run, outline);
    }

    /**
     * The run to use where nobody has chosen one: that with the highest validation accuracy among those that went to their end, else among
     * those that ended, else among all; the newest among equals.
     *
     * @param newestFirst as {@link #in} gives them
     */
    public static Optional<RunSummary> best(List<RunSummary> newestFirst) {
        Comparator<RunSummary> byMerit = Comparator.comparing(
                        (RunSummary run) -> run.status() == RunSummary.Status.COMPLETED)
                .thenComparing(run -> run.status() != RunSummary.Status.RUNNING)
                .thenComparingDouble(run -> run.bestValidationAccuracy().orElse(-1));
        return newestFirst.stream().reduce((best, run) -> byMerit.compare(run, best) > 0 ? run : best);
    }
}
