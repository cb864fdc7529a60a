package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.resnetstudio.dataset.StratifiedSplitter;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.job.Job;
import org.resnetstudio.job.Keeping;
import org.resnetstudio.job.PresetFile;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.SettingsPreset;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.Settings;

/** The hyper-parameters of the next run, as somebody fills them in; remembered with the project. Used on the FX thread. */
public final class TrainForm {
    private final Settings settings;
    private final NumberField epochs;
    private final NumberField batchSize;
    private final NumberField batchParts;
    private final NumberField learningRate;
    private final NumberField warmUp;
    private final NumberField weightDecay;
    private final NumberField validation;
    private final NumberField seed;
    private final NumberField labelSmoothing;
    private final NumberField mixup;
    private final NumberField cutmix;
    private final NumberField averaging;
    private final NumberField clipNorm;
    private final NumberField patience;
    private final NumberField keepEvery;
    private final MilestoneField milestones;
    private final List<NumberField> fields;
    private final TrainBeginning beginning;
    private final ObjectProperty<OptimizerSettings.Kind> optimizer =
            new SimpleObjectProperty<>(this, "optimizer", OptimizerSettings.Kind.SGD);
    private final ObjectProperty<Schedule.Kind> schedule =
            new SimpleObjectProperty<>(this, "schedule", Schedule.Kind.COSINE);
    private final ObjectProperty<ClassSizes> classSizes =
            new SimpleObjectProperty<>(this, "classSizes", ClassSizes.AS_THEY_ARE);
    private final ObjectProperty<EarlyStopping.Measure> measure =
            new SimpleObjectProperty<>(this, "measure", EarlyStopping.Measure.LOSS);
    private final ObjectProperty<NormalizationKind> normalization =
            new SimpleObjectProperty<>(this, "normalization", NormalizationKind.DATASET);
    private final ObjectProperty<EngineChoice> engine = new SimpleObjectProperty<>(this, "engine", EngineChoice.AUTO);
    private final ObjectProperty<DeviceChoice> device = new SimpleObjectProperty<>(this, "device", DeviceChoice.AUTO);
    private final AugmentationChoice augmentation;
    private boolean restoring;
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(this, "valid", true);

    /** What is done about classes of very different sizes. */
    public enum ClassSizes {
        /** Nothing. */
        AS_THEY_ARE,
        /** Mistakes in small classes count more. */
        WEIGHTS,
        /** Pictures of each class are shown equally often. */
        SAMPLING
    }

    /** The form as it was when a run was last started. */
    public TrainForm(Settings settings, Messages messages) {
        this.settings = settings;
        epochs = new NumberField(new NumberField.Rule("epochs", 1, TrainingConfig.MOST_EPOCHS, true, "15"), messages);
        batchSize = new NumberField(
                new NumberField.Rule("batch-size", 1, TrainingConfig.LARGEST_BATCH, true, "32"), messages);
        batchParts = new NumberField(
                new NumberField.Rule("batch-parts", 1, TrainingConfig.LARGEST_BATCH, true, "1"), messages);
        learningRate = new NumberField(
                new NumberField.Rule("learning-rate", 0.0000001, Schedule.HIGHEST_RATE, false, "0.05"), messages);
        warmUp = new NumberField(new NumberField.Rule("warm-up", 0, 1000, false, "1"), messages);
        weightDecay = new NumberField(new NumberField.Rule("weight-decay", 0, 0.999, false, "0.0005"), messages);
        validation = new NumberField(
                new NumberField.Rule("validation", 0, StratifiedSplitter.MOST_HELD_OUT_PERCENT, false, "20"), messages);
        seed = new NumberField(new NumberField.Rule("seed", 0, 1e15, true, "1"), messages);
        labelSmoothing = new NumberField(new NumberField.Rule("label-smoothing", 0, 0.99, false, "0"), messages);
        mixup = new NumberField(new NumberField.Rule("mixup", 0, Recipe.HIGHEST_ALPHA, false, "0"), messages);
        cutmix = new NumberField(new NumberField.Rule("cutmix", 0, Recipe.HIGHEST_ALPHA, false, "0"), messages);
        averaging = new NumberField(new NumberField.Rule("averaging", 0, 0.99999, false, "0"), messages);
        clipNorm = new NumberField(new NumberField.Rule("clip-norm", 0, 1000, false, "0"), messages);
        patience = new NumberField(
                new NumberField.Rule("early-stopping", 0, TrainingConfig.MOST_EPOCHS, true, "0"), messages);
        keepEvery =
                new NumberField(new NumberField.Rule("keep-every", 0, TrainingConfig.MOST_EPOCHS, true, "0"), messages);
        milestones = new MilestoneField(messages);
        beginning = new TrainBeginning(messages);
        fields = List.of(
                epochs,
                batchSize,
                batchParts,
                learningRate,
                warmUp,
                weightDecay,
                validation,
                seed,
                labelSmoothing,
                mixup,
                cutmix,
                averaging,
                clipNorm,
                patience,
                keepEvery);
        augmentation = new AugmentationChoice(settings);
        restore();
        settings.onProject(this::enterProject);
        fields.forEach(field -> field.problemProperty().addListener(o -> validate()));
        beginning.fields().forEach(field -> field.problemProperty().addListener(o -> validate()));
        beginning.sourceProperty().addListener((o, before, now) -> followSource(now.isPresent()));
        milestones.problemProperty().addListener(o -> validate());
        schedule.addListener(o -> validate());
        validate();
        optimizer.addListener((o, before, now) -> suggest(before, now));
        rememberChanges();
    }

    /** At once: another project may be opened next, and the Network screen forecasts the memory of the next run. */
    private void rememberChanges() {
        fields.forEach(field -> field.textProperty()
                .addListener(o -> field.value().ifPresent(right -> ifTyped(() -> remember(field)))));
        for (ObjectProperty<?> choice :
                List.of(optimizer, schedule, normalization, engine, device, classSizes, measure)) {
            // null for a moment, while a list is filled anew
            choice.addListener((o, before, now) -> {
                if (now != null) {
                    ifTyped(this::rememberChoices);
                }
            });
        }
        milestones.textProperty().addListener(o -> ifTyped(this::rememberChoices));
    }

    private void ifTyped(Runnable remember) {
        if (!restoring) {
            remember.run();
        }
    }

    /** Takes the settings of another project, and the defaults where it has none. */
    private void enterProject() {
        restoring = true;
        beginning.reset();
        fields.forEach(NumberField::reset);
        optimizer.set(OptimizerSettings.Kind.SGD);
        schedule.set(Schedule.Kind.COSINE);
        milestones.textProperty().set("");
        classSizes.set(ClassSizes.AS_THEY_ARE);
        measure.set(EarlyStopping.Measure.LOSS);
        normalization.set(NormalizationKind.DATASET);
        augmentation.reset();
        restore();
        restoring = false;
    }

    /** What the run begins with. */
    public TrainBeginning beginning() {
        return beginning;
    }

    public NumberField epochs() {
        return epochs;
    }

    public NumberField batchSize() {
        return batchSize;
    }

    public NumberField batchParts() {
        return batchParts;
    }

    public NumberField learningRate() {
        return learningRate;
    }

    /** Epochs during which the learning rate rises. */
    public NumberField warmUp() {
        return warmUp;
    }

    public NumberField weightDecay() {
        return weightDecay;
    }

    /** Pictures held back for validation, in per cent. */
    public NumberField validation() {
        return validation;
    }

    public NumberField seed() {
        return seed;
    }

    public NumberField labelSmoothing() {
        return labelSmoothing;
    }

    /** Alpha of MixUp. */
    public NumberField mixup() {
        return mixup;
    }

    /** Alpha of CutMix. */
    public NumberField cutmix() {
        return cutmix;
    }

    /** How much of the average weights each update keeps. */
    public NumberField averaging() {
        return averaging;
    }

    /** The largest norm of the gradient. */
    public NumberField clipNorm() {
        return clipNorm;
    }

    /** Epochs without a better value after which the run ends. */
    public NumberField patience() {
        return patience;
    }

    /** Epochs whose checkpoints are kept for good. */
    public NumberField keepEvery() {
        return keepEvery;
    }

    /** When the rate falls, with the schedule of that name. */
    public MilestoneField milestones() {
        return milestones;
    }

    public ObjectProperty<ClassSizes> classSizesProperty() {
        return classSizes;
    }

    /** What early stopping watches. */
    public ObjectProperty<EarlyStopping.Measure> measureProperty() {
        return measure;
    }

    public ObjectProperty<OptimizerSettings.Kind> optimizerProperty() {
        return optimizer;
    }

    public ObjectProperty<Schedule.Kind> scheduleProperty() {
        return schedule;
    }

    public ObjectProperty<NormalizationKind> normalizationProperty() {
        return normalization;
    }

    public ObjectProperty<EngineChoice> engineProperty() {
        return engine;
    }

    /** What the run computes on. */
    public ObjectProperty<DeviceChoice> deviceProperty() {
        return device;
    }

    /** Whether each augmentation is on, by its name on the command line. */
    public Map<String, BooleanProperty> augmentations() {
        return augmentation.on();
    }

    /** How the training pictures are varied. */
    public AugmentationChoice augmentation() {
        return augmentation;
    }

    /** Whether every field is right. */
    public ReadOnlyBooleanProperty validProperty() {
        return valid.getReadOnlyProperty();
    }

    /** Share of the pictures held back for validation, 0 to below 1; the last right one while the field is wrong. */
    double validationFraction() {
        return validation.value().orElse(20) / 100;
    }

    /**
     * What is to be trained; the fields must be right.
     *
     * @param network for the classes of the project
     * @param project its folder
     * @throws InvalidValueException if the network does not have the part that is frozen
     */
    Job job(ResNetSpec network, Path project) {
        return new Job(
                network,
                config(network),
                new Job.Data(Job.Source.PROJECT, project, Optional.empty(), validationFraction()),
                engine.get().shortName(),
                device.get());
    }

    /** The hyper-parameters of a run of that network; the fields must be right. */
    TrainingConfig config(ResNetSpec network) {
        int sizePx = network.input().imageSizePx();
        return new TrainingConfig(
                (int) number(epochs),
                (int) number(batchSize),
                (int) number(batchParts),
                new OptimizerSettings(
                        optimizer.get(),
                        OptimizerSettings.USUAL_MOMENTUM,
                        number(weightDecay),
                        OptimizerSettings.Decayed.WEIGHTS,
                        number(clipNorm)),
                schedule(),
                new TrainingConfig.Preparation(augmentation.get(sizePx), normalization.get(), ResizeMode.SQUASH),
                beginning.transfer(network.stages().size()),
                new Recipe(
                        number(labelSmoothing),
                        classSizes.get() == ClassSizes.WEIGHTS,
                        classSizes.get() == ClassSizes.SAMPLING,
                        number(mixup),
                        number(cutmix),
                        number(averaging)),
                new EarlyStopping((int) number(patience), measure.get()),
                new Keeping(Keeping.USUAL.minutes(), (int) number(keepEvery)),
                (long) number(seed));
    }

    private Schedule schedule() {
        Schedule.Kind kind = schedule.get();
        return new Schedule(
                kind,
                number(learningRate),
                kind.rises() ? 0 : number(warmUp),
                kind == Schedule.Kind.MILESTONES ? milestones.value() : List.of(),
                Schedule.USUAL_FACTOR,
                Schedule.USUAL_PATIENCE);
    }

    /** Fills in the settings of a preset; what the run begins with, the seed, engine and device stay. */
    public void take(SettingsPreset preset, int imageSizePx) {
        TrainingConfig config = preset.config(imageSizePx);
        optimizer.set(config.optimizer().kind());
        schedule.set(config.schedule().kind());
        epochs.set(config.epochs());
        batchSize.set(config.batchSize());
        batchParts.set(config.batchParts());
        learningRate.set(config.schedule().learningRate());
        warmUp.set(config.schedule().warmUpEpochs());
        weightDecay.set(config.optimizer().weightDecay());
        clipNorm.set(config.optimizer().clipNorm());
        labelSmoothing.set(config.recipe().labelSmoothing());
        mixup.set(config.recipe().mixup());
        cutmix.set(config.recipe().cutmix());
        averaging.set(config.recipe().averaging());
        patience.set(config.earlyStopping().patience());
        measure.set(config.earlyStopping().measure());
        classSizes.set(
                config.recipe().balancedSampling()
                        ? ClassSizes.SAMPLING
                        : config.recipe().classWeights() ? ClassSizes.WEIGHTS : ClassSizes.AS_THEY_ARE);
        augmentation.take(config.preparation().augmentations(), imageSizePx);
        if (preset instanceof PresetFile) {
            milestones.set(config.schedule().milestones());
            keepEvery.set(config.keeping().everyEpochs());
            normalization.set(config.preparation().normalization());
        }
        augmentation.remember();
    }

    private static double number(NumberField field) {
        return field.value().orElseThrow();
    }

    /** Keeps everything for the next start of the studio. */
    void remember() {
        fields.forEach(this::remember);
        rememberChoices();
        augmentation.remember();
    }

    private void rememberChoices() {
        settings.setValue("train.optimizer", optimizer.get().name());
        settings.setValue("train.schedule", schedule.get().name());
        settings.setValue("train.milestones", milestones.textProperty().get());
        settings.setValue("train.class-sizes", classSizes.get().name());
        settings.setValue("train.early-stopping-on", measure.get().name());
        if (normalization.get() != NormalizationKind.PRETRAINED) {
            settings.setValue("train.normalization", normalization.get().name());
        }
        settings.setValue("train.engine", engine.get().shortName().toUpperCase(Locale.ROOT));
        settings.setValue("train.device", device.get().name());
    }

    private void remember(NumberField field) {
        settings.setValue("train." + field.key(), field.textProperty().get());
    }

    private void restore() {
        for (NumberField field : fields) {
            settings.value("train." + field.key()).ifPresent(field.textProperty()::set);
        }
        settings.constant("train.optimizer", OptimizerSettings.Kind.values()).ifPresent(optimizer::set);
        settings.constant("train.schedule", Schedule.Kind.values()).ifPresent(schedule::set);
        settings.value("train.milestones").ifPresent(milestones.textProperty()::set);
        settings.constant("train.class-sizes", ClassSizes.values()).ifPresent(classSizes::set);
        settings.constant("train.early-stopping-on", EarlyStopping.Measure.values())
                .ifPresent(measure::set);
        settings.constant("train.normalization", NormalizationKind.values()).ifPresent(normalization::set);
        settings.value("train.engine").flatMap(EngineChoice::find).ifPresent(engine::set);
        settings.constant("train.device", DeviceChoice.values()).ifPresent(device::set);
        augmentation.restore();
    }

    /** Each optimizer has its usual learning rate and weight decay; what somebody typed stays. */
    private void suggest(OptimizerSettings.Kind before, OptimizerSettings.Kind now) {
        if (restoring) {
            return;
        }
        replace(learningRate, before.usualLearningRate(), now.usualLearningRate());
        replace(weightDecay, before.usualWeightDecay(), now.usualWeightDecay());
    }

    private static void replace(NumberField field, double before, double now) {
        if (field.textProperty().get().strip().equals(NumberField.plain(before))) {
            field.set(now);
        }
    }

    /** Weights that were trained before see what they are used to. */
    private void followSource(boolean pretrained) {
        if (pretrained) {
            normalization.set(NormalizationKind.PRETRAINED);
        } else if (normalization.get() == NormalizationKind.PRETRAINED) {
            normalization.set(NormalizationKind.DATASET);
        }
    }

    private void validate() {
        valid.set(Stream.concat(fields.stream(), beginning.fields().stream())
                        .allMatch(f -> f.value().isPresent())
                && (schedule.get() != Schedule.Kind.MILESTONES
                        || milestones.problemProperty().get().isEmpty()));
    }
}
