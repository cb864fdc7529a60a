package org.resnetstudio.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.augmentation.Augmentation;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.Keeping;
import org.resnetstudio.job.Preset;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.SettingsPreset;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
            description =
                    "Width and height that pictures are resized to; default: that of the network, 32 for CIFAR networks such as"
                            + " resnet20 and 224 for the others.")
    private Integer imageSize;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--preset",
            paramLabel = "quick|balanced|best|few|paper|fast-cifar|FILE",
            description = {
                "Settings that go together; what is given beside it counts more. quick: a first impression. balanced: the"
                        + " defaults. best: as good as can be, with hours to spare. few: for up to a few hundred pictures.",
                "paper: He et al. 2015 on CIFAR-10. fast-cifar: the recipe of airbench on CIFAR-10. Or a file: a preset that the"
                        + " desktop saved, or a job."
            })
    private SettingsPreset preset;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "15", description = "Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "32",
            description = "Pictures per update. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = "--batch-parts",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Compute each batch in N parts and add up their gradients, which needs no more memory than one part."
                            + " Batch norm sees each part alone. Default: ${DEFAULT-VALUE}.")
    private int batchParts;

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
            paramLabel = "constant|step|cosine|milestones|one-cycle|triangle|plateau",
            defaultValue = "cosine",
            description = "The learning rate over time. Default: ${DEFAULT-VALUE}.")
    private Schedule.Kind schedule;

    @Option(
            names = "--warm-up",
            paramLabel = "EPOCHS",
            description =
                    "During which the learning rate rises. Default: 1; one-cycle and triangle rise by themselves.")
    private Double warmUp;

    @Option(
            names = "--milestones",
            paramLabel = "EPOCH,…",
            hideParamSyntax = true,
            split = ",",
            description = "With the schedule milestones: after how many epochs the rate falls, such as 60,120,160.")
    private List<Double> milestones = List.of();

    @Option(
            names = "--rate-factor",
            paramLabel = "X",
            description = "With the schedules milestones and plateau: what the rate is multiplied by. Default: 0.1.")
    private Double rateFactor;

    @Option(
            names = "--rate-patience",
            paramLabel = "EPOCHS",
            description = "With the schedule plateau: epochs without a lower loss that are waited for. Default: 10.")
    private Integer ratePatience;

    @Option(
            names = "--label-smoothing",
            paramLabel = "X",
            defaultValue = "0",
            description =
                    "Share of each target that is spread over all classes, such as 0.1. Default: ${DEFAULT-VALUE}.")
    private double labelSmoothing;

    @Option(names = "--class-weights", description = "Let mistakes in small classes count more.")
    private boolean classWeights;

    @Option(names = "--balanced", description = "Show pictures of each class equally often in an epoch.")
    private boolean balanced;

    @Option(
            names = "--mixup",
            paramLabel = "ALPHA",
            defaultValue = "0",
            description = "Mix pictures with each other, such as 0.2. Default: ${DEFAULT-VALUE}, not.")
    private double mixup;

    @Option(
            names = "--cutmix",
            paramLabel = "ALPHA",
            defaultValue = "0",
            description = "Put a part of another picture into each, such as 1. Default: ${DEFAULT-VALUE}, not.")
    private double cutmix;

    @Option(
            names = "--averaging",
            paramLabel = "X",
            defaultValue = "0",
            description = "Use an average of the weights, of which each update keeps this share, such as 0.999."
                    + " Default: ${DEFAULT-VALUE}, none.")
    private double averaging;

    @Option(
            names = "--clip-norm",
            paramLabel = "X",
            defaultValue = "0",
            description = "Shorten gradients that are longer than this, such as 1. Default: ${DEFAULT-VALUE}, none.")
    private double clipNorm;

    @Option(
            names = "--decay-on",
            paramLabel = "weights|all",
            defaultValue = "weights",
            description =
                    "What weight decay applies to: weights alone, or biases, gamma and beta too. Default: ${DEFAULT-VALUE}.")
    private OptimizerSettings.Decayed decayed;

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
            completionCandidates = AugmentationNames.class,
            defaultValue = "flip,crop",
            description =
                    "Random changes to training pictures: ${COMPLETION-CANDIDATES}; those that have a strength take it as '=strength'; or none."
                            + " Default: ${DEFAULT-VALUE}.")
    private String augment;

    @Option(
            names = "--normalization",
            paramLabel = "dataset|imagenet|caffe|none|pretrained",
            description =
                    "Which mean and standard deviation; default: those of the pretrained weights, or the dataset's.")
    private NormalizationKind normalization;

    @Option(
            names = "--resize",
            paramLabel = "squash|crop|pad",
            defaultValue = "squash",
            description = "How pictures become square. Default: ${DEFAULT-VALUE}.")
    private ResizeMode resize;

    @Option(
            names = "--early-stopping",
            paramLabel = "EPOCHS",
            defaultValue = "0",
            description = "End after so many epochs in a row without a better value. Default: ${DEFAULT-VALUE}, never.")
    private int patience;

    @Option(
            names = "--early-stopping-on",
            paramLabel = "loss|accuracy",
            defaultValue = "loss",
            description = "The value that has to get better, on the validation pictures. Default: ${DEFAULT-VALUE}.")
    private EarlyStopping.Measure measure;

    @Option(
            names = "--checkpoint-minutes",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "After which a checkpoint is written inside an epoch too, from which --resume goes on; 0 for never."
                            + " Default: ${DEFAULT-VALUE}.")
    private double checkpointMinutes;

    @Option(
            names = "--keep-every",
            paramLabel = "EPOCHS",
            defaultValue = "0",
            description = "Keep the checkpoint of every such epoch for good, beside the best and the last one, as"
                    + " RUN_DIR/checkpoints/epoch-N. Default: ${DEFAULT-VALUE}, of none.")
    private int keepEvery;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of first weights, order, augmentation and validation split. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--pretrained",
            paramLabel = "FILE",
            description =
                    "Begin with these weights: a run, a bundle, .safetensors under the names of torchvision or timm, or .h5 of"
                            + " Keras applications. A head for other classes begins anew.")
    private Path pretrained;

    @Option(
            names = "--freeze",
            paramLabel = "STAGE",
            defaultValue = "none",
            description =
                    "Leave the network as it is up to and with this part: stem, stage1, stage2 and so on, or backbone for"
                            + " all but the head. Default: ${DEFAULT-VALUE}.")
    private String freeze;

    @Option(
            names = "--unfreeze-after",
            paramLabel = "EPOCHS",
            description = "From then on everything learns; default: never.")
    private Integer unfreezeAfter;

    @Option(
            names = "--unfrozen-rate",
            paramLabel = "X",
            defaultValue = "0.1",
            description = "Factor on the learning rate from then on. Default: ${DEFAULT-VALUE}.")
    private double unfrozenRate;

    @Option(
            names = "--cached-variants",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "While something is frozen, show every training picture in N random variants in turn, 1 to 64, and compute"
                            + " once what the frozen part makes of them: faster from epoch N + 1 on, with less variety. 0, the"
                            + " default, makes new variants in every epoch.")
    private int cachedVariants;

    /**
     * The network for that many classes.
     *
     * @throws IllegalArgumentException with a sentence, if there is no such network
     */
    ResNetSpec network(int classes) {
        return NetworkGraph.compile(NetworkEdits.of(command).apply(Variants.spec(variant, imageSizePx(), classes)))
                .spec();
    }

    private int imageSizePx() {
        return Optional.ofNullable(imageSize)
                .orElseGet(() -> Variants.named(variant).defaultImageSizePx());
    }

    /**
     * The hyper-parameters.
     *
     * @throws IllegalArgumentException with a sentence, if one is out of its range
     */
    TrainingConfig config() {
        NormalizationKind kind = Optional.ofNullable(normalization)
                .orElse(pretrained == null ? NormalizationKind.DATASET : NormalizationKind.PRETRAINED);
        if (kind == NormalizationKind.PRETRAINED && pretrained == null) {
            throw new InvalidValueException(
                    Sentence.inWords("--normalization pretrained needs weights: add --pretrained."));
        }
        TrainingConfig base =
                Optional.ofNullable(preset).orElse(Preset.BALANCED).config(imageSizePx());
        Recipe recipe = base.recipe();
        return new TrainingConfig(
                or("--epochs", epochs, base.epochs()),
                or("--batch-size", batchSize, base.batchSize()),
                or("--batch-parts", batchParts, base.batchParts()),
                optimizer(base.optimizer()),
                schedule(base.schedule()),
                new TrainingConfig.Preparation(
                        or(
                                "--augment",
                                Augmentations.parse(augment, imageSizePx()),
                                base.preparation().augmentations()),
                        kind,
                        resize),
                transfer(),
                new Recipe(
                        or("--label-smoothing", labelSmoothing, recipe.labelSmoothing()),
                        classWeights || (recipe.classWeights() && !balanced),
                        balanced || (recipe.balancedSampling() && !classWeights),
                        or("--mixup", mixup, recipe.mixup()),
                        or("--cutmix", cutmix, recipe.cutmix()),
                        or("--averaging", averaging, recipe.averaging())),
                new EarlyStopping(
                        or("--early-stopping", patience, base.earlyStopping().patience()),
                        or("--early-stopping-on", measure, base.earlyStopping().measure())),
                new Keeping(checkpointMinutes, keepEvery),
                seed);
    }

    /** What was given, or else what the preset says. */
    private <T> T or(String option, T flag, T ofPreset) {
        return preset == null || given(option) ? flag : ofPreset;
    }

    private boolean given(String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    private OptimizerSettings optimizer(OptimizerSettings ofPreset) {
        // another rule than the preset's has its own usual values
        boolean same = preset != null && !given("--optimizer");
        OptimizerSettings.Kind kind = same ? ofPreset.kind() : optimizer;
        return new OptimizerSettings(
                kind,
                or("--momentum", momentum, ofPreset.momentum()),
                Optional.ofNullable(weightDecay).orElse(same ? ofPreset.weightDecay() : kind.usualWeightDecay()),
                or("--decay-on", decayed, ofPreset.decayed()),
                or("--clip-norm", clipNorm, ofPreset.clipNorm()));
    }

    private Schedule schedule(Schedule ofPreset) {
        boolean same = preset != null && !given("--schedule");
        Schedule.Kind kind = same ? ofPreset.kind() : schedule;
        boolean usesFactor = kind == Schedule.Kind.MILESTONES || kind == Schedule.Kind.PLATEAU;
        if (rateFactor != null && !usesFactor) {
            throw new InvalidValueException(
                    Sentence.inWords("--rate-factor needs --schedule milestones or --schedule plateau."));
        }
        if (ratePatience != null && kind != Schedule.Kind.PLATEAU) {
            throw new InvalidValueException(Sentence.inWords("--rate-patience needs --schedule plateau."));
        }
        boolean usualRate = preset == null || given("--optimizer");
        double ownWarmUp = kind.rises() ? 0 : 1;
        return new Schedule(
                kind,
                Optional.ofNullable(learningRate)
                        .orElse(usualRate ? optimizer.usualLearningRate() : ofPreset.learningRate()),
                Optional.ofNullable(warmUp).orElse(same ? ofPreset.warmUpEpochs() : ownWarmUp),
                milestones,
                Optional.ofNullable(rateFactor).orElse(Schedule.USUAL_FACTOR),
                Optional.ofNullable(ratePatience).orElse(Schedule.USUAL_PATIENCE));
    }

    private Transfer transfer() {
        int stages = network(2).stages().size();
        int frozen = Transfer.findFrozen(freeze, stages)
                .orElseThrow(() -> new InvalidValueException(Sentence.inWords("--freeze takes one of "
                        + String.join(", ", Transfer.parts(stages)) + " for this network, not \"" + freeze + "\".")));
        if (unfreezeAfter != null && (frozen == 0 || unfreezeAfter < 1)) {
            throw new InvalidValueException(Sentence.inWords(
                    frozen == 0
                            ? "--unfreeze-after needs something frozen: add --freeze."
                            : "--unfreeze-after must be at least 1 epoch, not " + unfreezeAfter + "."));
        }
        if (cachedVariants != 0 && frozen == 0) {
            throw new InvalidValueException(
                    Sentence.inWords("--cached-variants needs something frozen: add --freeze."));
        }
        return new Transfer(
                pretrained == null ? "" : pretrained.toString(),
                frozen,
                Optional.ofNullable(unfreezeAfter).orElse(0),
                frozen == 0 || unfreezeAfter == null ? 1 : unfrozenRate,
                cachedVariants);
    }

    /** For the help. */
    private static final class AugmentationNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Augmentations.ALL.stream().map(Augmentation::name).iterator();
        }
    }
}
