package org.resnetstudio.runs;

import java.util.List;
import java.util.function.Function;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/** What can be asked of a trainer at work. As a line of text it is sent on its standard input, or by {@link RunFolder#ask}. */
public sealed interface RunRequest {
    /** The words that stand for it: {@code learning-rate 0.01}. */
    String line();

    /** Changes a setting of the run from the next batch on. */
    sealed interface Setting extends RunRequest {}

    /** Ends the run after the present batch; it can be resumed. */
    record Stop() implements RunRequest {
        @Override
        public String line() {
            return "stop";
        }
    }

    /** Waits after the present batch, with everything in memory. */
    record Pause() implements RunRequest {
        @Override
        public String line() {
            return "pause";
        }
    }

    /** Ends a pause. */
    record GoOn() implements RunRequest {
        @Override
        public String line() {
            return "continue";
        }
    }

    /** Writes the last checkpoint after the present batch, also in a pause. */
    record SaveCheckpoint() implements RunRequest {
        @Override
        public String line() {
            return "checkpoint";
        }
    }

    /**
     * Sets the learning rate of the next batch and ends a warm-up; the batches after it follow the run's schedule, as much higher or lower
     * as this one.
     *
     * @param rate above 0 and at most {@link Schedule#HIGHEST_RATE}
     */
    record LearningRate(double rate) implements Setting {
        public LearningRate {
            Schedule.requireRate(rate);
        }

        @Override
        public String line() {
            return "learning-rate " + rate;
        }
    }

    /**
     * Sets how many epochs the run has; the learning rate follows the schedule of a run of that length from the next batch on. Where more are
     * done already, it ends behind the present one.
     *
     * @param epochs 1 to {@link TrainingConfig#MOST_EPOCHS}
     */
    record Epochs(int epochs) implements Setting {
        public Epochs {
            TrainingConfig.requireEpochs(epochs);
        }

        @Override
        public String line() {
            return "epochs " + epochs;
        }
    }

    /**
     * Sets after how many epochs without a better value the run ends early.
     *
     * @param epochs 1 to {@link TrainingConfig#MOST_EPOCHS}; 0 never
     */
    record Patience(int epochs) implements Setting {
        public Patience {
            EarlyStopping.requirePatience(epochs);
        }

        @Override
        public String line() {
            return "patience " + epochs;
        }
    }

    /**
     * Varies the pictures of the next batch and of those behind it otherwise. Refused by a run that keeps variants of its frozen part's
     * features, because they would be those of before.
     *
     * @param augmentations as {@link Augmentations#parse} reads them; usual strengths are those of the run's picture size
     */
    record Augment(String augmentations) implements RunRequest {
        public Augment {
            Augmentations.parse(augmentations, 1); // the size decides on strengths alone
        }

        @Override
        public String line() {
            return "augment " + augmentations;
        }
    }

    /**
     * Reads a {@link #line}, between whose words there may be any white space.
     *
     * @throws InvalidValueException with a sentence, if it asks for nothing that is known, or for a value out of its range
     */
    static RunRequest parse(String line) {
        String[] words = line.strip().split("\\s+", -1);
        return switch (words[0]) {
            case "stop" -> alone(words, new Stop());
            case "pause" -> alone(words, new Pause());
            case "continue" -> alone(words, new GoOn());
            case "checkpoint" -> alone(words, new SaveCheckpoint());
            case "learning-rate" -> new LearningRate(number(words, "0.01", Double::valueOf));
            case "epochs" -> new Epochs(number(words, "30", Integer::valueOf));
            case "patience" -> new Patience(number(words, "5", Integer::valueOf));
            case "augment" -> augment(words);
            default -> throw unknown(line);
        };
    }

    private static RunRequest augment(String[] words) {
        if (words.length == 1) {
            throw new InvalidValueException(Sentence.of("problem.runs.request-augment"));
        }
        return new Augment(String.join("", List.of(words).subList(1, words.length)));
    }

    private static RunRequest alone(String[] words, RunRequest request) {
        if (words.length > 1) {
            throw unknown(String.join(" ", words));
        }
        return request;
    }

    private static InvalidValueException unknown(String line) {
        return new InvalidValueException(Sentence.of("problem.runs.request-unknown", line));
    }

    private static <T> T number(String[] words, String example, Function<String, T> parser) {
        try {
            return parser.apply(words.length == 2 ? words[1] : "");
        } catch (NumberFormatException e) {
            throw new InvalidValueException(Sentence.of("problem.runs.request-number", words[0], example), e);
        }
    }
}
