package org.resnetstudio.export;

import java.util.List;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.LayerSettings;
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
                thinBottleneck(Body.Downsampling.FIRST_1X1));
    }

    public static ResNetSpec thinBottleneck(Body.Downsampling downsampling) {
        List<Stage> stages = List.of(new Stage(2, 4, 1), new Stage(1, 8, 2), new Stage(2, 6, 2));
        Body body = new Body(BlockKind.BOTTLENECK, stages, Shortcut.B, downsampling);
        return new ResNetSpec(
                "thin",
                new ResNetSpec.Input(40, 7),
                new Stem(Stem.Kind.IMAGENET, 8),
                body,
                LayerSettings.TORCHVISION,
                new Head(9, Head.Output.SOFTMAX));
    }
}
