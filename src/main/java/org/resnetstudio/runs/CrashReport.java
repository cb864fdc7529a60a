package org.resnetstudio.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.resnetstudio.problem.Sentence;

/**
 * What Java writes when a native library crashes: the file that {@code -XX:ErrorFile} names.
 *
 * @param signal such as {@code SIGSEGV} or {@code EXCEPTION_ACCESS_VIOLATION}
 * @param library file in which it happened, such as {@code libtorch_cpu.so}; empty if that is not told
 */
public record CrashReport(String signal, String library) {
    private static final Pattern SIGNAL = Pattern.compile("^# +(SIG[A-Z0-9]+|EXCEPTION_[A-Z_]+)\\b.*");
    private static final Pattern FRAME = Pattern.compile("^# C +\\[([^\\]+]+).*");
    private static final int HEAD_LINES = 40;

    /** The report in a file; empty if there is none, or it is something else. */
    public static Optional<CrashReport> read(Path file) {
        List<String> head;
        // as bytes: a report of a crash may end anywhere
        try (Stream<String> lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines()) {
            head = lines.limit(HEAD_LINES).toList();
        } catch (IOException e) {
            return Optional.empty(); // no report, so nothing is known but the exit code
        }
        Optional<String> signal = first(head, SIGNAL);
        return signal.map(found -> new CrashReport(found, first(head, FRAME).orElse("")));
    }

    private static Optional<String> first(List<String> lines, Pattern pattern) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }

    /** In a few words: {@code signal SIGSEGV in libtorch_cpu.so}. */
    public Sentence words() {
        Sentence what =
                signal.startsWith("SIG") ? Sentence.of("problem.runs.how.signal", signal) : Sentence.inWords(signal);
        return library.isEmpty() ? what : Sentence.of("problem.runs.how.in-library", what, library);
    }
}
