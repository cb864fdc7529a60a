package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.GridPane;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.control.ChoiceInput;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.shell.FilePickers;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code train-beginning.fxml}: the weights that the next run begins with. */
public final class TrainBeginningController {
    private final StudioContext context;
    private final TrainModel model;
    private final CurrentNetwork network;
    private final TrainBeginning beginning;

    @FXML
    private MenuButton source;

    @FXML
    private ChoiceInput<String> frozen;

    @FXML
    private GridPane unfreezing;

    @FXML
    private NumberInput frozenEpochs;

    @FXML
    private NumberInput unfrozenRate;

    @FXML
    private NumberInput cachedVariants;

    /** For the loader of FXML. */
    public TrainBeginningController(StudioContext context, TrainModel model, CurrentNetwork network) {
        this.context = context;
        this.model = model;
        this.network = network;
        this.beginning = model.form().beginning();
    }

    @FXML
    void initialize() {
        source.setOnShowing(event -> fill());
        fill();
        beginning.sourceProperty().subscribe(chosen -> source.setText(title(chosen)));
        network.choiceProperty()
                .subscribe(choice -> showParts(choice.forTwo().stages().size()));
        frozenEpochs.connect(
                beginning.frozenEpochs().textProperty(),
                beginning.frozenEpochs().problemProperty());
        unfrozenRate.connect(
                beginning.unfrozenRate().textProperty(),
                beginning.unfrozenRate().problemProperty());
        cachedVariants.connect(
                beginning.cachedVariants().textProperty(),
                beginning.cachedVariants().problemProperty());
        showIf(
                frozen,
                Bindings.createBooleanBinding(
                        () -> beginning.sourceProperty().get().isPresent(), beginning.sourceProperty()));
        showIf(
                unfreezing,
                Bindings.createBooleanBinding(
                        () -> beginning.sourceProperty().get().isPresent()
                                && !beginning.frozenProperty().get().equals("none"),
                        beginning.sourceProperty(),
                        beginning.frozenProperty()));
    }

    private static void showIf(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }

    /** A network with other stages has other parts; what it does not have is not frozen. */
    private void showParts(int stages) {
        List<String> parts = Transfer.parts(stages);
        if (!parts.contains(beginning.frozenProperty().get())) {
            beginning.frozenProperty().set("none");
        }
        frozen.connect(parts, beginning.frozenProperty(), this::part);
    }

    private String part(String name) {
        Messages messages = context.messages();
        return name.startsWith("stage")
                ? messages.text("train.frozen.stage", name.substring("stage".length()))
                : messages.text("train.frozen." + name);
    }

    private void fill() {
        Messages messages = context.messages();
        source.getItems().setAll(item(messages.text("train.beginning.random"), Optional.empty()));
        List<RunSummary> runs =
                model.history().runs().stream().filter(RunSummary::hasModel).toList();
        if (!runs.isEmpty()) {
            source.getItems().add(new SeparatorMenuItem());
            RunNames names = model.history().names();
            runs.forEach(
                    run -> source.getItems().add(item(RunTexts.line(run, names, messages), Optional.of(run.folder()))));
        }
        MenuItem file = new MenuItem(messages.text("train.beginning.file"));
        file.setOnAction(event -> chooseFile());
        source.getItems().addAll(new SeparatorMenuItem(), file);
    }

    private MenuItem item(String text, Optional<Path> chosen) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(event -> beginning.sourceProperty().set(chosen));
        return item;
    }

    private void chooseFile() {
        Messages messages = context.messages();
        context
                .files()
                .files(
                        "weights",
                        messages.text("train.beginning.file.title"),
                        new FilePickers.FileKind(
                                messages.text("train.beginning.file.kind"), List.of("*.safetensors", "*.h5", "*.zip")))
                .stream()
                .findFirst()
                .ifPresent(file -> beginning.sourceProperty().set(Optional.of(file)));
    }

    private String title(Optional<Path> chosen) {
        Messages messages = context.messages();
        return chosen.map(path -> model.history().runs().stream()
                        .filter(run -> run.folder().equals(path))
                        .findFirst()
                        .map(run -> RunTexts.line(run, model.history().names(), messages))
                        .orElse(path.getFileName().toString()))
                .orElse(messages.text("train.beginning.random"));
    }
}
