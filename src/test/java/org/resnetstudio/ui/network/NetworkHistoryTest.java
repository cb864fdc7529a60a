package org.resnetstudio.ui.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkHistoryTest {
    private final NetworkHistory history = new NetworkHistory(size(32));

    private static NetworkChoice size(int pixels) {
        return NetworkChoice.of("resnet20", pixels);
    }

    private void add(int pixels) {
        history.add(size(pixels), "");
    }

    @Test
    void stepsAreTakenBackAndMadeAgainInOrder() {
        add(48);
        add(64);

        assertThat(history.undo()).contains(size(48));
        assertThat(history.undo()).contains(size(32));
        assertThat(history.canUndo()).isFalse();
        assertThat(history.undo()).isEmpty();
        assertThat(history.redo()).contains(size(48));
        assertThat(history.redo()).contains(size(64));
        assertThat(history.canRedo()).isFalse();
        assertThat(history.redo()).isEmpty();
    }

    @Test
    void aNewStepEndsWhatCouldBeMadeAgain() {
        add(48);
        history.undo();
        add(64);

        assertThat(history.canRedo()).isFalse();
        assertThat(history.undo()).contains(size(32));
    }

    @Test
    void theSameNetworkIsNoStep() {
        add(48);
        history.undo();
        add(32);

        assertThat(history.canUndo()).isFalse();
        assertThat(history.redo()).contains(size(48));
    }

    @Test
    void typingIntoOneFieldIsOneStep() {
        history.add(size(64), "imageSize");
        history.add(size(640), "imageSize");
        history.add(size(641), "epsilon");

        assertThat(history.undo()).contains(size(640));
        assertThat(history.undo()).contains(size(32));
    }

    @Test
    void typingAgainLaterIsAnotherStep() {
        history.add(size(64), "imageSize");
        history.endStep();
        history.add(size(96), "imageSize");
        assertThat(history.undo()).contains(size(64));

        history.add(size(128), "imageSize");
        assertThat(history.undo()).contains(size(64));
    }

    @Test
    void typingThatEndsWhereItBeganIsNoStep() {
        add(48);
        history.add(size(480), "imageSize");
        history.add(size(48), "imageSize");

        assertThat(history.undo()).contains(size(32));
        history.redo();
        add(64);
        add(48);
        assertThat(history.undo())
                .as("choosing what was there before is a step")
                .contains(size(64));
    }

    @Test
    void onlyTheLatestStepsAreKept() {
        for (int i = 1; i <= NetworkHistory.MOST_STEPS + 10; i++) {
            add(32 + i);
        }
        int steps = 0;
        while (history.undo().isPresent()) {
            steps++;
        }

        assertThat(steps).isEqualTo(NetworkHistory.MOST_STEPS);
        assertThat(history.present()).isEqualTo(size(42));
    }
}
