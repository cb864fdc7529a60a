package org.resnetstudio.ui.train;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.TilePane;
import javafx.util.StringConverter;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.training.EngineChoice;
import org.resnetstudio.training.Schedule;
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
    private ComboBox<OptimizerSettings.Kind> optimizer;

    @FXML
    private ComboBox<Schedule.Kind> schedule;

    @FXML
    private ComboBox<NormalizationKind> normalization;

    @FXML
    private ComboBox<EngineChoice> engine;

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
        connect(normalization, NormalizationKind.values(), form.normalizationProperty(), "train.normalization.");
        connect(engine, EngineChoice.values(), form.engineProperty(), "train.engine.");
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

    private <E extends Enum<E>> void connect(ComboBox<E> box, E[] values, ObjectProperty<E> value, String key) {
        box.getItems().setAll(values);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(E constant) {
                return constant == null
                        ? ""
                        : context.messages().text(key + constant.name().toLowerCase(Locale.ROOT));
            }

            @Override
            public E fromString(String text) {
                throw new UnsupportedOperationException("The box cannot be edited.");
            }
        });
        box.valueProperty().bindBidirectional(value);
    }

    @FXML
    void goToNetwork() {
        context.navigator().show(ScreenId.NETWORK);
    }
}
