package org.resnetstudio.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import org.resnetstudio.files.Folders;
import org.resnetstudio.problem.Sentence;

/** What is said of a trainer that ended without having said why: the same at once and after a restart of the desktop. */
public final class TrainerEnding {
    private static final String REPORT = "crash-";

    private TrainerEnding() {}

    /** The file for Java's report of a crash, in the folder of a run; {@code %p} becomes the process number. */
    public static Path report(Path run) {
        return run.resolve(REPORT + "%p.log");
    }

    /** The report of the process of that number; empty if it did not crash, or not in a native library. */
    public static Optional<CrashReport> reportOf(Path run, long pid) {
        return CrashReport.read(run.resolve(REPORT + pid + ".log"));
    }

    /** The newest report of a crash that was written after a moment. */
    static Optional<CrashReport> newestReport(Path run, long afterMillis) {
        try {
            return Folders.entries(run).stream()
                    .filter(file -> file.getFileName().toString().startsWith(REPORT))
                    .filter(file -> modified(file).toMillis() >= afterMillis)
                    .max(Comparator.comparing(TrainerEnding::modified))
                    .flatMap(CrashReport::read);
        } catch (IOException e) {
            return Optional.empty(); // the run cannot be looked at: its other files tell that
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0); // it has just been deleted
        }
    }

    /** How to go on with a run, a clause; with no run, because it was not made yet. */
    public static Sentence remedy(Optional<RunFolder> run) {
        if (run.filter(RunFolder::canGoOn).isEmpty()) {
            return Sentence.of("problem.runs.remedy.start");
        }
        return run.get().checkpoints().isEmpty()
                ? Sentence.of("problem.runs.remedy.beginning")
                : Sentence.of("problem.runs.remedy.checkpoint");
    }

    /**
     * The sentence.
     *
     * @param how it ended, in a few words
     * @param remedy see {@link #remedy}
     */
    public static Sentence sentence(ExitCause cause, Sentence how, Sentence remedy) {
        return switch (cause) {
            case OUT_OF_MEMORY -> Sentence.of("problem.runs.ended.memory", how, remedy);
            case ASKED_TO_END -> Sentence.of("problem.runs.ended.asked", how, remedy);
            default -> Sentence.of("problem.runs.ended.crashed", how, remedy);
        };
    }

    /** The sentence where nobody saw how it ended and there is no report. */
    public static Sentence unseen(Sentence remedy) {
        return Sentence.of("problem.runs.ended.unseen", remedy);
    }
}
