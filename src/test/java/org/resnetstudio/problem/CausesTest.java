package org.resnetstudio.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {
    @Test
    void theFirstOfAllCausesIsAsked() {
        Throwable first = new UnsatisfiedLinkError("no such library\nand where it was sought");
        Throwable failure = new IllegalStateException("wrapped", new IOException(first));

        assertThat(Causes.first(failure)).isSameAs(first);
        assertThat(Causes.reason(failure)).isEqualTo("no such library");
        assertThat(Causes.first(first)).isSameAs(first);
    }

    @Test
    void aCauseWithoutWordsIsCalledByItsName() {
        assertThat(Causes.reason(new RuntimeException(new StackOverflowError())))
                .isEqualTo("StackOverflowError");
    }
}
