package org.resnetstudio.ui.shell;

import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.SampleCounts;

/** The bar at the bottom: what is in the project, and what runs in the background. */
public final class StatusController {
    private final StudioContext context;

    @FXML
    private Label counts;

    @FXML
    private HBox job;

    @FXML
    private Label jobText;

    @FXML
    private ProgressBar jobProgress;

    /** Shows the jobs and the project of this studio. */
    public StatusController(StudioContext context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        context.pulse().add(this::sample);
        sample();
        context.project().datasetProperty().subscribe(this::count);
        context.project().projectProperty().subscribe(this::count);
    }

    private void count() {
        Dataset dataset = context.project().dataset();
        if (!context.project().isOpen()) {
            counts.setText("");
            return;
        }
        SampleCounts of = dataset.counts();
        counts.setText(context.messages()
                .text(
                        "status.counts",
                        of.all(),
                        of.labelled(),
                        of.unlabelled(),
                        dataset.classes().size()));
    }

    private void sample() {
        Optional<Job<?>> shown = newest();
        job.setVisible(shown.isPresent());
        shown.ifPresent(running -> {
            String detail = running.message();
            jobText.setText(detail.isEmpty() ? running.title() : running.title() + " — " + detail);
            jobProgress.setProgress(running.progress());
        });
    }

    @FXML
    private void cancel() {
        newest().ifPresent(Job::cancel);
    }

    private Optional<Job<?>> newest() {
        var running = context.jobs().running();
        return running.isEmpty() ? Optional.empty() : Optional.of(running.get(running.size() - 1));
    }
}
