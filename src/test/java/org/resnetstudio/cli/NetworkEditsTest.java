package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.Changed;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.LayerSettings;
import org.resnetstudio.network.NetworkOption;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.OptionType;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Stage;
import org.resnetstudio.network.Stem;
import org.resnetstudio.network.Variants;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class NetworkEditsTest {
    private static final long SEED = 42;

    /** How often each value of each option came from each value of it in a variant. */
    private final Map<String, Integer> seen = new TreeMap<>();

    /** Flags lead from any network to any other. */
    @Test
    void everyNetworkSurvivesTheCommandLine() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1500; i++) {
            List<Variants.Variant> variants = Variants.all();
            String name = variants.get(i % variants.size()).name();
            ResNetSpec own = Variants.spec(name, 64, 2);
            ResNetSpec spec = changed(own, random);
            count(own, spec);

            List<String> arguments = arguments(own, spec);

            assertThat(edited(own, arguments))
                    .as("network %d with seed %d: %s", i, SEED, arguments)
                    .isEqualTo(spec);
        }
        NetworkOptions.ALL.forEach(this::requireAll);
    }

    private void count(ResNetSpec own, ResNetSpec spec) {
        for (NetworkOption<?> option : NetworkOptions.ALL) {
            seen.merge(option + ": " + option.of(own) + " to " + option.of(spec), 1, Integer::sum);
        }
    }

    /** Of an option with a few values, each one that a variant has was changed into each one that there is. */
    private void requireAll(NetworkOption<?> option) {
        if (!(option.type() instanceof OptionType.Choice<?> choice)) {
            return;
        }
        Set<?> own = Variants.all().stream()
                .map(variant -> option.of(Variants.spec(variant.name(), 64, 2)))
                .collect(Collectors.toSet());
        for (Object from : own) {
            for (Object to : choice.values().values()) {
                assertThat(seen).containsKey(option + ": " + from + " to " + to);
            }
        }
    }

    @Command(modelTransformer = NetworkEdits.Flags.class)
    @SuppressWarnings("UnusedVariable") // the flags stand behind this option
    private static final class Edited {
        @Option(names = "--image-size")
        private Integer imageSizePx;
    }

    private static ResNetSpec edited(ResNetSpec variant, List<String> arguments) {
        CommandLine command = new CommandLine(new Edited());
        command.parseArgs(arguments.toArray(String[]::new));
        return NetworkEdits.of(command.getCommandSpec()).apply(variant);
    }

    @Test
    void aFlagCanBeTakenBack() {
        ResNetSpec v1 = Variants.spec("resnet50", 64, 7);
        ResNetSpec v2 = Variants.spec("resnetv2-50", 64, 7);
        ResNetSpec zero = Changed.with(v1, NetworkOptions.ZERO_LAST_GAMMA, true);

        assertThat(edited(v2, List.of("--order", "post")).body()).isEqualTo(v1.body());
        assertThat(edited(v1, List.of("--order", "PRE")).body()).isEqualTo(v2.body());
        assertThat(edited(v1, List.of("--pre-activation")).body()).isEqualTo(v2.body());
        assertThat(edited(v2, List.of("--pre-activation")).body()).isEqualTo(v2.body());
        assertThat(edited(v1, List.of("--zero-last-gamma"))).isEqualTo(zero);
        assertThat(edited(v1, List.of("--zero-last-gamma", "--hidden-units", "0")))
                .isEqualTo(zero);
        assertThat(edited(v1, List.of("--zero-last-gamma", "true"))).isEqualTo(zero);
        assertThat(edited(zero, List.of("--zero-last-gamma", "false"))).isEqualTo(v1);
        assertThat(edited(zero, List.of("--zero-last-gamma=false"))).isEqualTo(v1);
        assertThatThrownBy(() -> edited(v1, List.of("--pre-activation", "--order", "post")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave one of them out");
    }

    /** The flags that make one network of another. */
    private static List<String> arguments(ResNetSpec from, ResNetSpec to) {
        List<String> arguments = new ArrayList<>();
        boolean otherBlock = !NetworkOptions.BLOCK.of(from).equals(NetworkOptions.BLOCK.of(to));
        for (NetworkOption<?> option : NetworkOptions.ALL) {
            // another block would bring the stages that keep a CIFAR network's depth
            boolean stages = otherBlock && option.equals(NetworkOptions.STAGES);
            if (stages || !option.of(from).equals(option.of(to))) {
                arguments.add(option.flag());
                arguments.add(option.textOf(to));
            }
        }
        return arguments;
    }

    private static ResNetSpec changed(ResNetSpec spec, Random random) {
        BlockDetails details = new BlockDetails(
                any(random, BlockDetails.Order.values()),
                any(random, BlockDetails.DownsamplingBlock.values()),
                any(random, BlockDetails.ZeroPadding.values()),
                any(random, BlockDetails.Projection.values()),
                random.nextBoolean() ? 0 : 2 + random.nextInt(63),
                1 + random.nextInt(32),
                1 + random.nextInt(128));
        List<Stage> stages = random.nextBoolean()
                ? spec.stages()
                : random.ints(1 + random.nextInt(5), 1, 9)
                        .mapToObj(n -> new Stage(n, 8 * n, 1 + n % 2))
                        .toList();
        Body body = new Body(
                any(random, BlockKind.values()),
                stages,
                any(random, Shortcut.values()),
                any(random, Body.Downsampling.values()),
                details);
        LayerSettings layers = new LayerSettings(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean() ? spec.layers().batchNormEpsilon() : random.nextDouble() + 1e-9,
                random.nextDouble(),
                details.order() == BlockDetails.Order.POST_ACTIVATION && random.nextBoolean());
        Head head = new Head(
                any(random, Head.Pooling.values()),
                random.nextInt(3),
                random.nextInt(4) / 5.0,
                any(random, Head.Output.values()));
        Stem stem = new Stem(any(random, Stem.Kind.values()), 2 + 2 * random.nextInt(40));
        return new ResNetSpec(spec.variant(), spec.input(), stem, body, layers, head);
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
