package org.resnetstudio.ui.train;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.TilePane;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.ui.control.ChoiceInput;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code train-form.fxml} to the form. */
public final class TrainFormController {
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
        connect(learningRate, form.learningRate());
        connect(warmUp, form.warmUp());
        connect(weightDecay, form.weightDecay());
        connect(validation, form.validation());
        connect(seed, form.seed());
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
    }

    private static void connect(NumberInput input, NumberField field) {
        input.connect(field.textProperty(), field.problemProperty());
    }

    private <E extends Enum<E>> void connect(ChoiceInput<E> input, E[] values, ObjectProperty<E> value, String key) {
        input.connect(List.of(values), value, constant -> context.messages()
                .text(key + constant.name().toLowerCase(Locale.ROOT)));
    }

    private String engineName(EngineChoice choice) {
        return context.messages().find("train.engine." + choice.shortName()).orElseGet(choice::title);
    }

    @FXML
    void goToNetwork() {
        context.navigator().show(ScreenId.NETWORK);
    }
}
