package org.resnetstudio.ui.network;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TextField;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.shell.Actions;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code network.fxml} to its model. */
public final class NetworkController {
    private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
    private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");
    private static final long MANY_DIGITS = 100_000_000;

    private final StudioContext context;
    private final NetworkModel model;
    private final NetworkCompareModel comparison;

    @FXML
    private VBox settings;

    @FXML
    private Node picker;

    @FXML
    private NumberInput imageSize;

    @FXML
    private Label classes;

    @FXML
    private ToggleGroup shortcuts;

    @FXML
    private Label shortcutText;

    @FXML
    private Label parameters;

    @FXML
    private Label flops;

    @FXML
    private Label weights;

    @FXML
    private Label memory;

    @FXML
    private Label memoryName;

    @FXML
    private Tooltip memoryHint;

    @FXML
    private Label epoch;

    @FXML
    private VBox warnings;

    @FXML
    private Label problem;

    @FXML
    private Toggle showVariants;

    @FXML
    private ToggleGroup sides;

    @FXML
    private Node options;

    @FXML
    private Button toTrain;

    @FXML
    private Tab compareTab;

    /** For the loader of FXML. */
    public NetworkController(StudioContext context, NetworkModel model, NetworkCompareModel comparison) {
        this.context = context;
        this.model = model;
        this.comparison = comparison;
    }

    @FXML
    void initialize() {
        imageSize.connect(model.imageSizeProperty(), model.sizeProblemProperty());
        connectSides();
        classes.textProperty().bind(model.classesProperty());
        connectShortcuts();
        connectUndo();
        toTrain.disableProperty().bind(model.problemProperty().isNotEmpty());
        model.totalsProperty().subscribe(this::showTotals);
        model.warningsProperty().subscribe(this::showWarnings);
        comparison
                .shownProperty()
                .bind(compareTab
                        .selectedProperty()
                        .and(context.navigator().currentProperty().isEqualTo(ScreenId.NETWORK)));
        context.navigator().currentProperty().subscribe(screen -> {
            if (screen == ScreenId.NETWORK) {
                model.refresh();
            }
        });
    }

    /** The variants and what can be changed in one take turns in the same place. */
    private void connectSides() {
        keepOneSelected(sides);
        picker.visibleProperty().bind(showVariants.selectedProperty());
        options.visibleProperty().bind(showVariants.selectedProperty().not());
        problem.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.sizeProblemProperty().get().isEmpty()
                                ? model.problemProperty().get()
                                : "",
                        model.problemProperty(),
                        model.sizeProblemProperty()));
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
    }

    private static void keepOneSelected(ToggleGroup group) {
        group.selectedToggleProperty().addListener((o, before, now) -> {
            if (now == null) {
                before.setSelected(true);
            }
        });
    }

    private void connectShortcuts() {
        for (Toggle toggle : shortcuts.getToggles()) {
            toggle.setSelected(toggle.getUserData()
                    .equals(model.options()
                            .chosen(NetworkOptions.SHORTCUT)
                            .get()
                            .name()));
        }
        keepOneSelected(shortcuts);
        shortcuts.selectedToggleProperty().addListener((o, before, now) -> {
            if (now != null) {
                model.options().chosen(NetworkOptions.SHORTCUT).set(Shortcut.valueOf((String) now.getUserData()));
            }
        });
        model.options().chosen(NetworkOptions.SHORTCUT).subscribe(kind -> {
            shortcuts.getToggles().stream()
                    .filter(t -> t.getUserData().equals(kind.name()))
                    .forEach(t -> t.setSelected(true));
            shortcutText.setText(context.messages().text("network.shortcut." + kind));
        });
    }

    private void connectUndo() {
        Actions actions = context.actions();
        actions.register(
                ScreenId.NETWORK,
                AppAction.UNDO,
                model.undo()::undo,
                model.undo().undoableProperty(),
                model.undo().undoStepProperty());
        actions.register(
                ScreenId.NETWORK,
                AppAction.REDO,
                model.undo()::redo,
                model.undo().redoableProperty(),
                model.undo().redoStepProperty());
        imageSize.field().focusedProperty().addListener(o -> model.undo().endStep());
        // a field would take back what was typed into it letter by letter, and know nothing of the steps before
        settings.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean typed = event.getTarget() instanceof TextField field && field.getParent() instanceof NumberInput;
            if (typed && (UNDO.match(event) || REDO.match(event))) {
                actions.run(UNDO.match(event) ? AppAction.UNDO : AppAction.REDO);
                event.consume();
            }
        });
    }

    private void showTotals(Optional<NetworkTotals> totals) {
        parameters.setText(totals.map(t -> parameters(t.parameters())).orElse("–"));
        flops.setText(totals.map(t -> context.messages().quantities().shorten(t.flops()))
                .orElse("–"));
        weights.setText(totals.map(t -> context.messages().quantities().bytes(t.weightBytes()))
                .orElse("–"));
        memory.setText(totals.map(t -> context.messages().quantities().bytes(t.trainingBytes()))
                .orElse("–"));
        totals.ifPresent(t -> {
            boolean onCard = t.device().card().isPresent();
            memoryName.setText(context.messages().text(onCard ? "network.total.memory.card" : "network.total.memory"));
            memoryHint.setText(t.device().explanation(t.batchSize(), context.messages()));
        });
        epoch.setText(totals.map(t -> NetworkTexts.duration(t.epochSeconds(), context.messages()))
                .orElse("–"));
    }

    /** All digits as long as they fit. */
    private String parameters(long count) {
        return count < MANY_DIGITS
                ? context.messages().quantities().exact(count)
                : context.messages().quantities().shorten(count);
    }

    private void showWarnings(List<String> sentences) {
        warnings.getChildren()
                .setAll(sentences.stream()
                        .map(sentence -> {
                            Label label = new Label(sentence, new FontIcon("fth-alert-triangle"));
                            label.setWrapText(true);
                            label.setMinHeight(Label.USE_PREF_SIZE);
                            return label;
                        })
                        .toList());
        warnings.setVisible(!sentences.isEmpty());
        warnings.setManaged(!sentences.isEmpty());
    }

    @FXML
    void goToTrain() {
        context.navigator().show(ScreenId.TRAIN);
    }
}
