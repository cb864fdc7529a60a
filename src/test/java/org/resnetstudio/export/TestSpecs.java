package org.resnetstudio.export;

import java.util.List;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.Changed;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.LayerSettings;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Stage;
import org.resnetstudio.network.Stem;
import org.resnetstudio.network.Variants;

/** At least one small network of every family. */
public final class TestSpecs {
    private TestSpecs() {}

    public static List<ResNetSpec> all() {
        return List.of(
                Variants.spec("mini", 33, 2),
                Variants.spec("mini", 24, 3),
                Variants.spec("resnet20", 16, 10).withShortcut(Shortcut.A),
                Variants.spec("resnet20", 15, 4).withShortcut(Shortcut.B),
                Variants.spec("resnet20", 16, 4).withShortcut(Shortcut.C),
                Variants.spec("resnet18", 32, 5),
                thinBottleneck(Body.Downsampling.MIDDLE_3X3),
                thinBottleneck(Body.Downsampling.FIRST_1X1),
                zeroFill(),
                preActivation(Shortcut.A, Head.Pooling.MAX),
                preActivation(Shortcut.C, Head.Pooling.NONE),
                residualD(),
                squeezeAndExcitation());
    }

    /** Channels of zeros on both sides, and strides in the last blocks. */
    private static ResNetSpec zeroFill() {
        Body body = Variants.spec("zerofill-50", 32, 3).body();
        return thinBottleneck(Body.Downsampling.MIDDLE_3X3)
                .withBody(body.withStages(List.of(new Stage(2, 4, 2), new Stage(1, 6, 2))));
    }

    private static ResNetSpec preActivation(Shortcut shortcut, Head.Pooling pooling) {
        BlockDetails details = BlockDetails.STANDARD.withOrder(BlockDetails.Order.PRE_ACTIVATION);
        ResNetSpec spec = Variants.spec("resnet8", 17, 4).withShortcut(shortcut);
        return Changed.with(spec.withBody(spec.body().withDetails(details)), NetworkOptions.POOLING, pooling);
    }

    /** Three convolutions in the stem, average pooling before projections, dropout; a size that is odd at every stage. */
    private static ResNetSpec residualD() {
        ResNetSpec spec = thinBottleneck(Body.Downsampling.MIDDLE_3X3);
        return NetworkOptions.of(spec)
                .with(NetworkOptions.STEM, Stem.Kind.DEEP)
                .with(NetworkOptions.STEM_CHANNELS, 6)
                .with(NetworkOptions.PROJECTION, BlockDetails.Projection.AVERAGE_POOL)
                .with(NetworkOptions.DROPOUT, 0.5)
                .build(spec.variant(), spec.input());
    }

    private static ResNetSpec squeezeAndExcitation() {
        ResNetSpec spec = thinBottleneck(Body.Downsampling.MIDDLE_3X3);
        return spec.withBody(spec.body().withDetails(BlockDetails.STANDARD.withSqueezeRatio(2)));
    }

    public static ResNetSpec thinBottleneck(Body.Downsampling downsampling) {
        List<Stage> stages = List.of(new Stage(2, 4, 1), new Stage(1, 8, 2), new Stage(2, 6, 2));
        Body body = new Body(BlockKind.BOTTLENECK, stages, Shortcut.B, downsampling, BlockDetails.STANDARD);
        return new ResNetSpec(
                "thin",
                new ResNetSpec.Input(40, 7),
                new Stem(Stem.Kind.IMAGENET, 8),
                body,
                LayerSettings.TORCHVISION,
                Head.PLAIN.withHiddenUnits(9));
    }
}
