package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NvidiaSmiTest {
    private final List<String> commands = new ArrayList<>();

    @Test
    void readsNameMemoryDriverAndComputeCapability() {
        NvidiaSmi.Answer answer = ask(Map.of(), """
                NVIDIA GeForce RTX 3060, 12288, 550.54.14, 8.6
                Tesla T4, 15360, 550.54.14, 7.5
                """);

        assertThat(answer.cards())
                .containsExactly(
                        new GraphicsCard(
                                "NVIDIA GeForce RTX 3060",
                                12L << 30,
                                Optional.of(new ComputeCapability(8, 6)),
                                "550.54.14"),
                        new GraphicsCard("Tesla T4", 15L << 30, Optional.of(new ComputeCapability(7, 5)), "550.54.14"));
        assertThat(answer.problem()).isEmpty();
        assertThat(commands)
                .containsExactly("nvidia-smi --format=csv,noheader,nounits"
                        + " --query-gpu=name,memory.total,driver_version,compute_cap");
    }

    @Test
    void driversThatDoNotKnowComputeCapabilitiesAreAskedWithout() {
        NvidiaSmi smi = new NvidiaSmi(
                command -> {
                    commands.add(String.join(" ", command));
                    return commands.size() == 1
                            ? new SystemCommand.Output(2, "Field \"compute_cap\" is not a valid field to query.\n")
                            : new SystemCommand.Output(0, "Tesla K80, 11441, 470.57.02\n");
                },
                Map.of());

        assertThat(smi.ask().cards())
                .containsExactly(new GraphicsCard("Tesla K80", 11441L << 20, Optional.empty(), "470.57.02"));
        assertThat(commands).hasSize(2).last().asString().endsWith("--query-gpu=name,memory.total,driver_version");
    }

    @Test
    void cardsWithoutMemoryOfTheirOwnHaveNoneToTell() {
        assertThat(ask(Map.of(), "NVIDIA GB10, [N/A], 580.95.05, 12.1\n").cards())
                .containsExactly(
                        new GraphicsCard("NVIDIA GB10", 0, Optional.of(new ComputeCapability(12, 1)), "580.95.05"));
    }

    @Test
    void aDriverThatDoesNotAnswerIsQuoted() {
        NvidiaSmi.Answer answer = new NvidiaSmi(
                        command -> new SystemCommand.Output(
                                9,
                                "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\nMore"),
                        Map.of())
                .ask();

        assertThat(answer.cards()).isEmpty();
        assertThat(answer.installed()).isTrue();
        assertThat(answer.problem())
                .isEqualTo("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.");
        assertThat(new NvidiaSmi(command -> new SystemCommand.Output(6, "No devices were found\n"), Map.of()).ask())
                .isEqualTo(new NvidiaSmi.Answer(List.of(), true, ""));
    }

    @Test
    void withoutTheProgramThereIsNoCardAndNoProblem() {
        NvidiaSmi smi = new NvidiaSmi(
                command -> {
                    throw new IOException("No such file or directory");
                },
                Map.of());

        assertThat(smi.ask()).isEqualTo(new NvidiaSmi.Answer(List.of(), false, ""));
    }

    @Test
    void cardsThatAreHiddenFromCudaAreHiddenHere() {
        assertThat(ask(Map.of("CUDA_VISIBLE_DEVICES", ""), "Tesla T4, 15360, 550.54.14, 7.5\n")
                        .cards())
                .isEmpty();
        assertThat(ask(Map.of("CUDA_VISIBLE_DEVICES", "-1"), "Tesla T4, 15360, 550.54.14, 7.5\n")
                        .cards())
                .isEmpty();
        assertThat(commands).isEmpty();
        assertThat(ask(Map.of("CUDA_VISIBLE_DEVICES", "1,0"), "Tesla T4, 15360, 550.54.14, 7.5\n")
                        .cards())
                .hasSize(1);
        assertThat(commands).singleElement().asString().startsWith("nvidia-smi -i 1 ");
    }

    private NvidiaSmi.Answer ask(Map<String, String> environment, String output) {
        return new NvidiaSmi(
                        command -> {
                            commands.add(String.join(" ", command));
                            return new SystemCommand.Output(0, output);
                        },
                        environment)
                .ask();
    }
}
