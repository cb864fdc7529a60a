package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resnetstudio.image.BatchBuffers;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

class FailureSentenceTest {
    @Test
    void whatIsWrittenForPeopleIsShownWhereverItIsThrown() {
        assertThat(FailureSentence.of(new InvalidValueException(Sentence.inWords("The size must be 8 or more, not 7.")))
                        .map(Sentence::english))
                .contains("The size must be 8 or more, not 7.");
        assertThat(FailureSentence.of(new UserIOException(
                                Sentence.inWords("The folder cannot be read: check its permissions.")))
                        .map(Sentence::english))
                .contains("The folder cannot be read: check its permissions.");
        assertThat(FailureSentence.of(new UncheckedIOException(
                                new UserIOException(Sentence.inWords("The list is damaged: make it anew."))))
                        .map(Sentence::english))
                .contains("The list is damaged: make it anew.");
    }

    @Test
    void aFaultOfTheProgramIsNoAdvice() {
        for (Throwable fault : List.of(
                new IllegalArgumentException("fromIndex(3) > toIndex(2)"),
                new NullPointerException("Cannot invoke \"Object.hashCode()\""),
                new IOException("Stream closed"),
                new IllegalStateException("It is closed."))) {
            assertThat(FailureSentence.of(fault)).as(fault.toString()).isEmpty();
            assertThat(FailureSentence.orUnforeseen(fault).english())
                    .startsWith("Something went wrong that should not have: "
                            + fault.getClass().getSimpleName());
        }
    }

    @Test
    void filesAreNamedWithWhatToDo() {
        assertThat(FailureSentence.orUnforeseen(new NoSuchFileException("/a/b.png"))
                        .english())
                .isEqualTo("There is no file or folder /a/b.png: check the path.");
        assertThat(FailureSentence.orUnforeseen(new FileSystemException("/a", null, "No space left on device"))
                        .english())
                .contains("full");
    }

    @Test
    void whatSomebodyChoseWronglyIsAdvice() {
        assertThat(FailureSentence.of(catching(() -> Variants.named("resnet7"))))
                .isPresent();
        assertThat(FailureSentence.of(catching(() -> Variants.spec("resnet20", 1, 2))))
                .isPresent();
        assertThat(FailureSentence.of(catching(() -> new BatchBuffers(4096, 512))))
                .hasValueSatisfying(sentence -> assertThat(sentence.english()).contains("at most 682"));
    }

    private static Throwable catching(Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException e) {
            return e;
        }
        throw new AssertionError("It was accepted.");
    }
}
