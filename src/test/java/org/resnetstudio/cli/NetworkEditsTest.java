package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.LayerSettings;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Stage;
import org.resnetstudio.network.Stem;
import org.resnetstudio.network.Variants;
import org.resnetstudio.training.NetworkArguments;
import picocli.CommandLine;

class NetworkEditsTest {
    private static final long SEED = 42;

    /** What the desktop writes for a trainer is what the trainer reads: any network comes back the same. */
    @Test
    void everyNetworkSurvivesTheCommandLine() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            List<Variants.Variant> variants = Variants.all();
            String name = variants.get(random.nextInt(variants.size())).name();
            ResNetSpec spec = changed(Variants.spec(name, 64, 2), random);

            List<String> arguments = NetworkArguments.of(spec);

            assertThat(arguments).startsWith("--variant", name, "--image-size", "64");
            NetworkEdits edits = new NetworkEdits();
            new CommandLine(edits)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(arguments.subList(4, arguments.size()).toArray(String[]::new));
            assertThat(edits.apply(Variants.spec(name, 64, 2)))
                    .as("network %d with seed %d: %s", i, SEED, arguments)
                    .isEqualTo(spec);
        }
    }

    @Test
    void anUnchangedVariantNeedsNoFurtherOptions() {
        assertThat(NetworkArguments.of(Variants.spec("keras-resnet50", 224, 7)))
                .containsExactly("--variant", "keras-resnet50", "--image-size", "224");
    }

    private static ResNetSpec changed(ResNetSpec spec, Random random) {
        BlockDetails.Order order = spec.body().details().order();
        BlockDetails details = new BlockDetails(
                random.nextInt(3) == 0 ? BlockDetails.Order.PRE_ACTIVATION : order,
                any(random, BlockDetails.DownsamplingBlock.values()),
                any(random, BlockDetails.ZeroPadding.values()),
                any(random, BlockDetails.Projection.values()),
                random.nextBoolean() ? 0 : 2 + random.nextInt(63));
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
        return spec.withBody(body).withLayers(layers).withHead(head).withStem(stem);
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
