package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenWorkTest {
    private final Navigator navigator = new Navigator(ScreenId.DATA);
    private int done;

    @Test
    void workForAScreenThatIsNotShownWaitsAndIsDoneOnce() {
        ScreenWork work = ScreenWork.whileShown(navigator, ScreenId.TRAIN, () -> done++);
        work.due();
        work.due();
        navigator.show(ScreenId.NETWORK);
        assertThat(done).isZero();
        navigator.show(ScreenId.TRAIN);
        assertThat(done).isEqualTo(1);
        work.due();
        assertThat(done).isEqualTo(2);
        navigator.show(ScreenId.DATA);
        work.due();
        assertThat(done).isEqualTo(2);
        navigator.show(ScreenId.TRAIN);
        navigator.show(ScreenId.DATA);
        navigator.show(ScreenId.TRAIN);
        assertThat(done).isEqualTo(3);
    }

    @Test
    void workForAScreenThatWasShownOnceIsDoneFromThenOn() {
        ScreenWork work = ScreenWork.onceShown(navigator, ScreenId.TRAIN, () -> done++);
        work.due();
        assertThat(done).isZero();
        navigator.show(ScreenId.TRAIN);
        navigator.show(ScreenId.DATA);
        work.due();
        assertThat(done).isEqualTo(2);
    }
}
