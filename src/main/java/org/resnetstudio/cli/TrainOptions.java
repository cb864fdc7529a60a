package org.resnetstudio.cli;

import java.util.Optional;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.Augmentation;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;
import org.resnetstudio.training.Schedule;
import org.resnetstudio.training.TrainingConfig;
import picocli.CommandLine.Option;

/** The network and the hyper-parameters of {@code studio train}. */
final class TrainOptions {
    @Option(
            names = "--variant",
            paramLabel = "NAME",
            defaultValue = "resnet20",
            description = "The network; 'studio network' shows them. Default: ${DEFAULT-VALUE}, for small pictures.")
    private String variant;

    @Option(
            names = "--image-size",
            paramLabel = "N",
            description = "Width and height that pictures are resized to; default: 32 for resnet20 to 110, else 224.")
    private Integer imageSize;

    @Option(
            names = "--shortcut",
            paramLabel = "A|B|C",
            description = "How blocks are bridged where shapes differ; default: as in the variant's source.")
    private Shortcut shortcut;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "15", description = "Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "32",
            description = "Pictures per update. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = "--optimizer",
            paramLabel = "sgd|adam|adamw",
            defaultValue = "sgd",
            description = "SGD with Nesterov momentum, Adam or AdamW. Default: ${DEFAULT-VALUE}.")
    private OptimizerSettings.Kind optimizer;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "The highest of the schedule; default: 0.05 with sgd, 0.002 with adam and adamw.")
    private Double learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "constant|step|cosine",
            defaultValue = "cosine",
            description = "The learning rate over time. Default: ${DEFAULT-VALUE}.")
    private Schedule.Kind schedule;

    @Option(
            names = "--warm-up",
            paramLabel = "EPOCHS",
            defaultValue = "1",
            description = "During which the learning rate rises. Default: ${DEFAULT-VALUE}.")
    private double warmUp;

    @Option(
            names = "--momentum",
            paramLabel = "X",
            defaultValue = "0.9",
            description = "Of sgd. Default: ${DEFAULT-VALUE}.")
    private double momentum;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            description = "Default: 0.0005 with sgd, 0 with adam, 0.01 with adamw.")
    private Double weightDecay;

    @Option(
            names = "--augment",
            paramLabel = "NAME,…",
            defaultValue = "flip,crop",
            description =
                    "Random changes to training pictures: flip, vertical-flip, crop, rotation, shift, zoom, gamma, each"
                            + " with '=strength' where wanted; or none. Default: ${DEFAULT-VALUE}.")
    private String augment;

    @Option(
            names = "--normalization",
            paramLabel = "dataset|imagenet|caffe|none",
            defaultValue = "dataset",
            description = "Which mean and standard deviation. Default: ${DEFAULT-VALUE}.")
    private NormalizationKind normalization;

    @Option(
            names = "--resize",
            paramLabel = "squash|crop|pad",
            defaultValue = "squash",
            description = "How pictures become square. Default: ${DEFAULT-VALUE}.")
    private ResizeMode resize;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of first weights, order, augmentation and validation split. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /**
     * The network for that many classes.
     *
     * @throws IllegalArgumentException with a sentence, if there is no such network
     */
    ResNetSpec network(int classes) {
        int size = Optional.ofNullable(imageSize)
                .orElseGet(() -> Variants.named(variant).defaultImageSizePx());
        ResNetSpec spec = Variants.spec(variant, size, classes);
        spec = shortcut == null ? spec : spec.withShortcut(shortcut);
        return NetworkGraph.compile(spec).spec();
    }

    /**
     * The hyper-parameters.
     *
     * @throws IllegalArgumentException with a sentence, if one is out of its range
     */
    TrainingConfig config() {
        boolean sgd = optimizer == OptimizerSettings.Kind.SGD;
        double decay = Optional.ofNullable(weightDecay).orElseGet(() -> switch (optimizer) {
            case SGD -> 5e-4;
            case ADAM -> 0.0;
            case ADAMW -> 0.01;
        });
        Augmentation.parse(augment, network(2).input().imageSizePx());
        return new TrainingConfig(
                epochs,
                batchSize,
                new OptimizerSettings(optimizer, momentum, decay),
                new Schedule(schedule, Optional.ofNullable(learningRate).orElse(sgd ? 0.05 : 0.002), warmUp),
                new TrainingConfig.Preparation(augment, normalization, resize),
                seed);
    }

    long seed() {
        return seed;
    }
}
