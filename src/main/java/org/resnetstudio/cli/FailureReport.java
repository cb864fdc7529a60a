package org.resnetstudio.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.resnetstudio.json.JsonMappers;
import org.resnetstudio.json.SentenceJson;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.training.FailureSentence;
import org.resnetstudio.training.TrainerCommand;

/** Tells people in one line what went wrong. Only what nobody foresaw comes with a stack trace, and that goes into a file. */
final class FailureReport {
    private FailureReport() {}

    /** Prints one line and gives the exit code; a process of the studio's own that is asked to tells the sentence by key, too. */
    static int print(Throwable failure, PrintWriter out, PrintWriter err) {
        Optional<Sentence> sentence = FailureSentence.of(failure);
        if (TrainerCommand.tellsFailuresByKey()) {
            sentence.map(SentenceJson::toTree).ifPresent(json -> {
                out.println(JsonMappers.LENIENT
                        .createObjectNode()
                        .set(TrainerCommand.FAILURE, json)
                        .toString());
                out.flush();
            });
        }
        err.println(oneLine(sentence.map(Sentence::english).orElseGet(() -> unforeseen(failure))));
        err.flush();
        return Main.FAILED;
    }

    /** Without line breaks. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static String unforeseen(Throwable failure) {
        String what = FailureSentence.kind(failure);
        try {
            Path log = Files.createTempFile("studio-error-", ".log");
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log, StandardCharsets.UTF_8))) {
                failure.printStackTrace(writer);
            }
            return "Something went wrong that should not have: " + what + "; please report it with the file " + log
                    + ".";
        } catch (IOException e) {
            return "Something went wrong that should not have: " + what
                    + "; please report it (no details could be saved: " + e.getMessage() + ").";
        }
    }
}
