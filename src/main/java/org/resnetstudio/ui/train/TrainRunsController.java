package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.util.StringConverter;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code train-runs.fxml}: the list of runs and the one to compare with. */
public final class TrainRunsController {
    private final StudioContext context;
    private final TrainModel model;
    private boolean updating;

    @FXML
    private ListView<RunSummary> runs;

    @FXML
    private ComboBox<Optional<RunSummary>> compare;

    /** For the loader of FXML. */
    public TrainRunsController(StudioContext context, TrainModel model) {
        this.context = context;
        this.model = model;
    }

    @FXML
    void initialize() {
        runs.setItems(model.history().runs());
        runs.setCellFactory(list -> new RunCell(context.messages(), model));
        runs.getSelectionModel().selectedItemProperty().subscribe(run -> {
            if (run != null && !updating && !shownFolder().equals(Optional.of(run.folder()))) {
                model.view().show(run);
            }
        });
        model.view().shownProperty().addListener((o, before, now) -> {
            if (!folder(before).equals(folder(now))) {
                fillCompare();
            }
            select();
        });
        select();
        model.watch().liveProperty().addListener((o, before, now) -> {
            if (!before.map(TrainRunsController::inTheList).equals(now.map(TrainRunsController::inTheList))) {
                runs.refresh();
            }
        });
        model.history().runs().addListener((ListChangeListener<RunSummary>) change -> {
            fillCompare();
            select();
        });
        compare.setConverter(new StringConverter<>() {
            @Override
            public String toString(Optional<RunSummary> run) {
                return run == null || run.isEmpty()
                        ? context.messages().text("train.compare.none")
                        : RunTexts.line(run.get(), model.history().names(), context.messages());
            }

            @Override
            public Optional<RunSummary> fromString(String text) {
                throw new UnsupportedOperationException("The box cannot be edited.");
            }
        });
        fillCompare();
        compare.valueProperty().addListener((o, before, now) -> {
            if (!updating && now != null) {
                model.view().compareWith(now);
            }
        });
    }

    private Optional<Path> shownFolder() {
        return folder(model.view().shownProperty().get());
    }

    private static Optional<Path> folder(Optional<RunView.Shown> shown) {
        return shown.map(RunView.Shown::folder);
    }

    /** What the list shows of a run that is being trained. */
    private static List<Object> inTheList(TrainerWatch.Live live) {
        return List.of(live.folder(), live.snapshot().best());
    }

    private void select() {
        Optional<RunSummary> shown = shownFolder().flatMap(folder -> model.history().runs().stream()
                .filter(run -> run.folder().equals(folder))
                .findFirst());
        updating = true;
        if (shown.isPresent()) {
            runs.getSelectionModel().select(shown.get());
        } else {
            runs.getSelectionModel().clearSelection();
        }
        updating = false;
    }

    private void fillCompare() {
        updating = true;
        Optional<Path> chosen = model.view().comparedFolderProperty().get();
        List<Optional<RunSummary>> choices = new ArrayList<>();
        choices.add(Optional.empty());
        model.history().runs().stream()
                .filter(run -> !Optional.of(run.folder()).equals(shownFolder()))
                .forEach(run -> choices.add(Optional.of(run)));
        compare.getItems().setAll(choices);
        compare.setValue(choices.stream()
                .filter(run -> run.map(RunSummary::folder).equals(chosen))
                .findFirst()
                .orElse(Optional.empty()));
        compare.setDisable(choices.size() < 2);
        updating = false;
    }
}
