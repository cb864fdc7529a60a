package org.resnetstudio.ui.train;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.job.Preset;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.ui.control.ChoiceInput;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code train-form.fxml} to the form. */
public final class TrainFormController {
    private static final double PRESET_WIDTH_PX = 300;

    private final StudioContext context;
    private final TrainModel model;
    private final CurrentNetwork network;

    @FXML
    private Label networkLine;

    @FXML
    private NumberInput epochs;

    @FXML
    private NumberInput batchSize;

    @FXML
    private NumberInput batchParts;

    @FXML
    private NumberInput learningRate;

    @FXML
    private NumberInput warmUp;

    @FXML
    private NumberInput weightDecay;

    @FXML
    private NumberInput validation;

    @FXML
    private NumberInput seed;

    @FXML
    private NumberInput labelSmoothing;

    @FXML
    private NumberInput mixup;

    @FXML
    private NumberInput cutmix;

    @FXML
    private NumberInput averaging;

    @FXML
    private NumberInput clipNorm;

    @FXML
    private NumberInput patience;

    @FXML
    private NumberInput keepEvery;

    @FXML
    private NumberInput milestones;

    @FXML
    private MenuButton presets;

    @FXML
    private ChoiceInput<TrainForm.ClassSizes> classSizes;

    @FXML
    private ChoiceInput<EarlyStopping.Measure> measure;

    @FXML
    private ChoiceInput<OptimizerSettings.Kind> optimizer;

    @FXML
    private ChoiceInput<Schedule.Kind> schedule;

    @FXML
    private ChoiceInput<NormalizationKind> normalization;

    @FXML
    private ChoiceInput<EngineChoice> engine;

    @FXML
    private ChoiceInput<DeviceChoice> device;

    @FXML
    private TilePane augmentations;

    @FXML
    private Label strengths;

    /** For the loader of FXML. */
    public TrainFormController(StudioContext context, TrainModel model, CurrentNetwork network) {
        this.context = context;
        this.model = model;
        this.network = network;
    }

    @FXML
    void initialize() {
        TrainForm form = model.form();
        connect(epochs, form.epochs());
        connect(batchSize, form.batchSize());
        connect(batchParts, form.batchParts());
        connect(learningRate, form.learningRate());
        connect(warmUp, form.warmUp());
        connect(weightDecay, form.weightDecay());
        connect(validation, form.validation());
        connect(seed, form.seed());
        connect(labelSmoothing, form.labelSmoothing());
        connect(mixup, form.mixup());
        connect(cutmix, form.cutmix());
        connect(averaging, form.averaging());
        connect(clipNorm, form.clipNorm());
        connect(patience, form.patience());
        connect(keepEvery, form.keepEvery());
        milestones.connect(form.milestones().textProperty(), form.milestones().problemProperty());
        form.scheduleProperty().subscribe(kind -> {
            milestones.setVisible(kind == Schedule.Kind.MILESTONES);
            warmUp.setDisable(kind != null && kind.rises());
        });
        milestones.managedProperty().bind(milestones.visibleProperty());
        measure.disableProperty().bind(form.patience().textProperty().isEqualTo("0"));
        for (Preset preset : Preset.values()) {
            presets.getItems().add(presetItem(preset));
        }
        OwnPresets own = new OwnPresets(context, form, network);
        presets.getItems()
                .addAll(
                        new SeparatorMenuItem(),
                        item("train.preset.open", own::open),
                        item("train.preset.save", own::save));
        connect(classSizes, TrainForm.ClassSizes.values(), form.classSizesProperty(), "train.class-sizes.");
        connect(measure, EarlyStopping.Measure.values(), form.measureProperty(), "train.early-stopping-on.");
        connect(optimizer, OptimizerSettings.Kind.values(), form.optimizerProperty(), "train.optimizer.");
        connect(schedule, Schedule.Kind.values(), form.scheduleProperty(), "train.schedule.");
        form.beginning()
                .sourceProperty()
                .subscribe(source -> connect(
                        normalization,
                        Stream.of(NormalizationKind.values())
                                .filter(kind -> source.isPresent() || kind != NormalizationKind.PRETRAINED)
                                .toArray(NormalizationKind[]::new),
                        form.normalizationProperty(),
                        "train.normalization."));
        engine.connect(EngineChoice.all(), form.engineProperty(), this::engineName);
        connect(device, DeviceChoice.values(), form.deviceProperty(), "train.device.");
        Messages messages = context.messages();
        form.augmentations().forEach((name, on) -> {
            CheckBox box = new CheckBox(messages.text("train.augment." + name));
            box.setTooltip(new Tooltip(messages.text("train.augment." + name + ".hint")));
            box.selectedProperty().bindBidirectional(on);
            augmentations.getChildren().add(box);
        });
        network.choiceProperty().subscribe(choice -> networkLine.setText(model.networkLine()));
        strengths.managedProperty().bind(strengths.textProperty().isNotEmpty());
        network.choiceProperty().subscribe(choice -> showStrengths());
        form.augmentation().versionProperty().subscribe(version -> showStrengths());
    }

    /** A preset with the sentence that says what it is for. */
    private MenuItem presetItem(Preset preset) {
        Label name = new Label(context.messages().text("train.preset." + preset.shortName()));
        Label purpose = new Label(context.messages().text("train.preset." + preset.shortName() + ".hint"));
        purpose.getStyleClass().add("secondary");
        purpose.setWrapText(true);
        purpose.setMaxWidth(PRESET_WIDTH_PX);
        CustomMenuItem item = new CustomMenuItem(new VBox(name, purpose));
        item.setOnAction(event -> model.form().take(preset, network.get().imageSizePx()));
        return item;
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(context.messages().text(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    private static void connect(NumberInput input, NumberField field) {
        input.connect(field.textProperty(), field.problemProperty());
    }

    private <E extends Enum<E>> void connect(ChoiceInput<E> input, E[] values, ObjectProperty<E> value, String key) {
        input.connect(List.of(values), value, constant -> context.messages()
                .text(key + constant.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    private String engineName(EngineChoice choice) {
        return context.messages().find("train.engine." + choice.shortName()).orElseGet(choice::title);
    }

    private void showStrengths() {
        strengths.setText(AugmentationTexts.strengths(
                model.form().augmentation().get(network.get().imageSizePx()), context.messages()));
    }

    @FXML
    void setAugmentations() {
        context.actions().run(AppAction.TRAIN_AUGMENT);
    }

    @FXML
    void goToNetwork() {
        context.navigator().show(ScreenId.NETWORK);
    }
}
