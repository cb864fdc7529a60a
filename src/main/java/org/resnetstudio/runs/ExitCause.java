package org.resnetstudio.runs;

import java.util.Locale;
import org.resnetstudio.problem.Sentence;

/** Why a process ended, as far as its exit code tells. */
public enum ExitCause {
    /** It did what it was asked for. */
    DONE,
    /** It failed and said why on standard error. */
    COMPLAINED,
    /** The memory ran out: its own bound, or Linux ended the largest process. Who kills it with signal 9 looks the same. */
    OUT_OF_MEMORY,
    /** Somebody asked it to end: Ctrl+C, the end of the session, a shutdown. */
    ASKED_TO_END,
    /** A native library did something that the processor or the system forbids. */
    CRASHED;

    private static final int KILLED = 137;
    /** Windows' codes of what was thrown by the system, such as 0xC0000005, an access violation. */
    private static final int WINDOWS_FAILURES = 0xC0000000;

    private static final int WINDOWS_CTRL_C = 0xC000013A;
    private static final int WINDOWS_NO_MEMORY = 0xC0000017;

    /**
     * The cause.
     *
     * @param exitCode 128 and the signal where a signal ended it, as {@link Process#exitValue} has it
     * @param errors what it printed on standard error
     */
    public static ExitCause of(int exitCode, String errors) {
        String said = errors.toLowerCase(Locale.ROOT);
        if (exitCode == 0) {
            return DONE;
        }
        if (exitCode == KILLED
                || exitCode == WINDOWS_NO_MEMORY
                || said.contains("outofmemoryerror")
                || said.contains("out of memory")
                || said.contains("insufficient memory for the java runtime")) {
            return OUT_OF_MEMORY;
        }
        return switch (exitCode) {
            case 129, 130, 143, WINDOWS_CTRL_C -> ASKED_TO_END;
            // the command line's own codes, which come with a sentence
            case 1, 2 -> said.isBlank() || said.contains("fatal error has been detected") ? CRASHED : COMPLAINED;
            default -> CRASHED;
        };
    }

    /** What an exit code means to somebody who looks for it: {@code signal SIGFPE}, {@code exit code 3}. */
    public static Sentence describe(int exitCode) {
        if (exitCode >= WINDOWS_FAILURES && exitCode < 0) {
            return exitCode("0x" + Integer.toHexString(exitCode).toUpperCase(Locale.ROOT));
        }
        return switch (exitCode) {
            case 129 -> signal("SIGHUP");
            case 130 -> signal("SIGINT");
            case 131 -> signal("SIGQUIT");
            case 132 -> signal("SIGILL");
            case 134 -> signal("SIGABRT");
            case 135 -> signal("SIGBUS");
            case 136 -> signal("SIGFPE");
            case 137 -> signal("SIGKILL");
            case 139 -> signal("SIGSEGV");
            case 143 -> signal("SIGTERM");
            default -> exitCode(Integer.toString(exitCode));
        };
    }

    private static Sentence exitCode(String code) {
        return Sentence.of("problem.runs.how.exit-code", code);
    }

    private static Sentence signal(String name) {
        return Sentence.of("problem.runs.how.signal", name);
    }
}
