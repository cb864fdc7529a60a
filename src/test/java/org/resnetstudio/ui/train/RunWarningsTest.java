package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingEvent.Warning;
import org.resnetstudio.runs.TrainingEvent.Warning.Topic;
import org.resnetstudio.ui.ScreenFixture;

class RunWarningsTest {
    private final RunProgress progress = new RunProgress();

    private void warn(String sentence, Topic topic, int count) {
        progress.accept(new Warning(1, Sentence.inWords(sentence), topic, count));
    }

    private String line() {
        return RunTexts.warnings(progress.snapshot().warnings(), ScreenFixture.MESSAGES);
    }

    @Test
    void picturesAndClassesAreCountedInOneLine() {
        warn("a.jpg is gone.", Topic.PICTURES, 1);
        warn("999 more pictures are gone.", Topic.PICTURES, 999);
        warn("The class b is empty.", Topic.CLASSES, 1);
        warn("New dense layers.", Topic.OTHER, 1);

        assertThat(line()).isEqualTo("1,000 pictures left out  ·  1 class with too few pictures  ·  1 remark");
        assertThat(progress.snapshot().warnings().sentences()).hasSize(4);
    }

    @Test
    void aRunThatGoesOnLooksAtItsPicturesAgain() {
        warn("New dense layers.", Topic.OTHER, 1);
        warn("20 pictures are gone.", Topic.PICTURES, 20);
        warn("The class b is empty.", Topic.CLASSES, 1);
        progress.accept(Events.started(2, 1));
        progress.accept(Events.epoch(1, 0.5));
        progress.accept(Events.finished(TrainingEvent.Outcome.STOPPED, 1));
        warn("5 pictures are gone.", Topic.PICTURES, 5);
        progress.accept(Events.started(2, 2));

        assertThat(line()).isEqualTo("5 pictures left out  ·  1 remark");
    }

    @Test
    void picturesThatWereLeftOutAtTheStartStayLeftOutWhenTheRunGoesOn() {
        warn("20 pictures are gone.", Topic.PICTURES, 20);
        warn("The class b is empty.", Topic.CLASSES, 1);
        progress.accept(Events.started(2, 1));
        warn("The class b is empty.", Topic.CLASSES, 1);
        progress.accept(Events.started(2, 2));

        assertThat(line()).isEqualTo("20 pictures left out  ·  1 class with too few pictures");
    }

    @Test
    void nothingToWarnOfIsNoLine() {
        assertThat(line()).isEmpty();
        assertThat(progress.snapshot().warnings().isEmpty()).isTrue();
    }
}
