package org.resnetstudio.ui.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingEvent.Warning;
import org.resnetstudio.runs.TrainingEvent.Warning.Topic;

/**
 * What a trainer has warned of, counted. Immutable.
 *
 * @param pictures that are left out
 * @param classes with too few pictures
 * @param others all other warnings
 * @param sentences one for each warning, oldest first
 */
public record RunWarnings(int pictures, int classes, int others, List<Sentence> sentences) {
    public RunWarnings {
        sentences = List.copyOf(sentences);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return sentences.isEmpty();
    }

    /**
     * Gathers warnings. A trainer that goes on with a run looks at its classes again, and may name pictures again before; otherwise those
     * that were left out at its start still are. Used by one thread at a time.
     */
    static final class Builder {
        private final Map<Sentence, Warning> bySentence = new LinkedHashMap<>();
        private boolean startedSince;

        void add(Warning warning) {
            if (startedSince && warning.topic() != Topic.OTHER) {
                startedSince = false;
                bySentence
                        .values()
                        .removeIf(earlier -> earlier.topic() == Topic.CLASSES || earlier.topic() == warning.topic());
            }
            bySentence.putIfAbsent(warning.message(), warning);
        }

        /** The trainer has begun: whatever it warns of before it begins again is about the same pictures. */
        void started() {
            startedSince = true;
        }

        RunWarnings build() {
            return new RunWarnings(
                    count(Topic.PICTURES),
                    count(Topic.CLASSES),
                    count(Topic.OTHER),
                    new ArrayList<>(bySentence.keySet()));
        }

        private int count(Topic topic) {
            return bySentence.values().stream()
                    .filter(warning -> warning.topic() == topic)
                    .mapToInt(Warning::count)
                    .sum();
        }
    }
}
