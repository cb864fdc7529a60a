package org.resnetstudio.benchmark;

import java.util.List;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Stem;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * Training or classification of a certain size.
 *
 * @param network name of a variant
 * @param imageSizePx width and height of the pictures in pixels
 * @param batchSize pictures at once, at least 1
 */
public record Workload(String network, int imageSizePx, int batchSize) {
    /** What {@code studio bench} measures: one network of each family. */
    public static final List<Workload> STANDARD = List.of(
            new Workload("resnet20", 32, 128),
            new Workload("resnet18", 64, 64),
            new Workload("resnet50", 224, 8),
            new Workload("mini", 224, 16));

    private static final Workload MINI = new Workload("mini", 64, 16);
    private static final Workload SMALL = new Workload("resnet20", 32, 32);
    private static final Workload BASIC = new Workload("resnet18", 64, 16);
    private static final Workload BOTTLENECK = new Workload("resnet50", 64, 8);
    /** Short work that stands for each family of networks; see {@link #standingFor}. */
    public static final List<Workload> FAMILIES = List.of(MINI, SMALL, BASIC, BOTTLENECK);

    /** Classes of every network that is measured. */
    static final int CLASSES = 10;

    public Workload {
        if (batchSize < 1) {
            throw new InvalidValueException(Sentence.of("problem.benchmark.batch", batchSize));
        }
    }

    /**
     * Short work that stands for all networks of the same family: which of two engines is faster depends on the kind of blocks and
     * the size of the feature maps more than on the depth.
     */
    public static Workload standingFor(ResNetSpec spec) {
        if (spec.stem().kind() == Stem.Kind.MINI) {
            return MINI;
        }
        if (spec.stem().kind() == Stem.Kind.CIFAR) {
            return SMALL;
        }
        return spec.body().block() == BlockKind.BOTTLENECK ? BOTTLENECK : BASIC;
    }

    /**
     * What the rate of this work says about another network: half as many pictures a second where each takes twice the multiply-adds.
     *
     * @param imagesPerSecond measured with this work
     */
    public double rateOf(NetworkGraph other, double imagesPerSecond) {
        return imagesPerSecond * graph().flops() / other.flops();
    }

    /** The same as work of a trial. */
    TrialWork trial() {
        return TrialWork.of(graph().spec(), batchSize);
    }

    /**
     * The network's layers, with projection shortcuts as in the networks of other libraries that it is compared with.
     *
     * @throws IllegalArgumentException if there is no such network, or the pictures are too small for it
     */
    NetworkGraph graph() {
        return NetworkGraph.compile(Variants.spec(network, imageSizePx, CLASSES).withShortcut(Shortcut.B));
    }
}
