package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.random.SeededRandom;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.shell.Overlay;
import org.resnetstudio.ui.shell.StudioContext;
import org.resnetstudio.ui.shell.Views;

/** Opens the panel that sets how training pictures are varied, for the next run or for the one that is trained. Used on the FX thread. */
public final class AugmentationPanel {
    private final StudioContext context;
    private final TrainModel training;
    private final CurrentNetwork network;
    private final Overlay overlay;
    private final Views views;
    private final Surroundings surroundings;
    private Optional<AugmentationModel> model = Optional.empty();
    /** While the panel is shown. */
    private Optional<Node> panel = Optional.empty();

    /**
     * What the preview needs.
     *
     * @param workers compute variants
     * @param fxThread shows them
     * @param instead a picture where the project has none; empty if there is none
     */
    public record Surroundings(Executor workers, Executor fxThread, Supplier<Optional<Path>> instead) {}

    /** Opens nothing yet. */
    public AugmentationPanel(
            StudioContext context,
            TrainModel training,
            CurrentNetwork network,
            Overlay overlay,
            Views views,
            Surroundings surroundings) {
        this.context = context;
        this.training = training;
        this.network = network;
        this.overlay = overlay;
        this.views = views;
        this.surroundings = surroundings;
        overlay.contentProperty().addListener((o, before, now) -> {
            if (panel.isPresent() && !now.equals(panel)) {
                panel = Optional.empty();
                model.ifPresent(AugmentationModel::close);
                model = Optional.empty();
            }
        });
    }

    /** What the panel that is loaded next shows: the next run's, unless somebody has asked for another one. */
    public AugmentationModel model() {
        return model.orElseGet(() -> make(nextRun()));
    }

    private AugmentationSubject nextRun() {
        return new NextRunAugmentation(training.form(), network.get().imageSizePx());
    }

    /** For the next run. */
    public void openForNextRun() {
        open(nextRun());
    }

    /** For the run that is trained; its settings are read first. */
    public void openForTrainedRun() {
        training.watch().liveProperty().get().ifPresent(live -> context.jobs()
                .job(
                        context.messages().text("train.runs.reading"),
                        progress -> TrainedRunAugmentation.read(live.folder()))
                .onSuccess(read -> {
                    if (read.keepsVariants()) {
                        context.notifier()
                                .error(context.messages().text(Sentence.of("problem.training.augment-cached")));
                    } else {
                        open(new TrainedRunAugmentation(read, training.watch()::ask));
                    }
                })
                .start());
    }

    /** A second time, it stays as it is. */
    private void open(AugmentationSubject subject) {
        if (panel.isPresent()) {
            return;
        }
        model = Optional.of(make(subject));
        Node loaded = views.load("train-augmentation");
        overlay.show(loaded);
        panel = Optional.of(loaded);
    }

    private AugmentationModel make(AugmentationSubject subject) {
        AugmentationPictures pictures = new AugmentationPictures(
                context.project().dataset(), surroundings.instead(), new SeededRandom(System.nanoTime()));
        return new AugmentationModel(
                subject,
                pictures,
                listener -> new AugmentationPreview(surroundings.workers(), surroundings.fxThread(), listener),
                context.messages());
    }
}
