package org.resnetstudio.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class LauncherTest {
    private final UnsupportedOperationException noDisplay = new UnsupportedOperationException("Unable to open DISPLAY");

    @Test
    void aDisplayThatCannotBeOpenedIsNamedWithTheTerminalCommandThatDoesTheSame() {
        assertThat(Launcher.displayProblem(noDisplay, Map.of("DISPLAY", ":99"), "studio"))
                .hasValue(
                        "studio: No display can be opened (DISPLAY is :99): start it in a graphical session, or do the"
                                + " same work in the terminal with: studio train --help");
    }

    @Test
    void anUnsetDisplayIsSaidToBeUnset() {
        assertThat(Launcher.displayProblem(noDisplay, Map.of(), "resnet-studio").orElseThrow())
                .contains("(DISPLAY is not set)")
                .endsWith("resnet-studio train --help");
    }

    @Test
    void otherFailuresToStartAreNotTakenForAMissingDisplay() {
        assertThat(Launcher.displayProblem(
                        new UnsupportedOperationException("Not a mutable list"), Map.of(), "resnet-studio"))
                .isEmpty();
        assertThat(Launcher.displayProblem(new UnsupportedOperationException(), Map.of(), "resnet-studio"))
                .isEmpty();
    }
}
