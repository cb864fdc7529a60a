package org.resnetstudio.app;

import java.time.Clock;
import java.time.ZoneId;
import javafx.beans.property.SimpleBooleanProperty;
import org.resnetstudio.benchmark.EngineRates;
import org.resnetstudio.doctor.InstalledEngines;
import org.resnetstudio.doctor.TrainingCard;
import org.resnetstudio.files.UserCache;
import org.resnetstudio.training.TrainerCommand;
import org.resnetstudio.training.TrainerProcess;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.network.NetworkCompareController;
import org.resnetstudio.ui.network.NetworkCompareModel;
import org.resnetstudio.ui.network.NetworkController;
import org.resnetstudio.ui.network.NetworkDiagramController;
import org.resnetstudio.ui.network.NetworkLayersController;
import org.resnetstudio.ui.network.NetworkModel;
import org.resnetstudio.ui.network.NetworkOptionsController;
import org.resnetstudio.ui.network.NetworkSideController;
import org.resnetstudio.ui.network.NetworkVariantsController;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.Details;
import org.resnetstudio.ui.shell.Overlay;
import org.resnetstudio.ui.shell.StudioContext;
import org.resnetstudio.ui.shell.Views;
import org.resnetstudio.ui.train.AugmentationController;
import org.resnetstudio.ui.train.AugmentationPanel;
import org.resnetstudio.ui.train.ClosingController;
import org.resnetstudio.ui.train.DiskSpaceController;
import org.resnetstudio.ui.train.DiskSpaceModel;
import org.resnetstudio.ui.train.EngineRatesModel;
import org.resnetstudio.ui.train.RunChangeController;
import org.resnetstudio.ui.train.RunChangeModel;
import org.resnetstudio.ui.train.RunHandover;
import org.resnetstudio.ui.train.RunHistory;
import org.resnetstudio.ui.train.TrainBeginningController;
import org.resnetstudio.ui.train.TrainController;
import org.resnetstudio.ui.train.TrainEnginesController;
import org.resnetstudio.ui.train.TrainFormController;
import org.resnetstudio.ui.train.TrainModel;
import org.resnetstudio.ui.train.TrainRunController;
import org.resnetstudio.ui.train.TrainRunsController;
import org.resnetstudio.ui.train.TrainStatusController;

/** The Network and the Train screen, put together. */
final class TrainingScreens {
    private final StudioContext context;
    private final Overlay overlay;
    private final Views views;
    private final CurrentNetwork network;
    private final RunHandover handover;
    private final TrainModel training;
    private final EngineRates rates;
    private final EngineRatesModel engines;
    private final AugmentationPanel augmentations;
    private Runnable closeWindow = () -> {};

    TrainingScreens(
            StudioContext context,
            RunHistory history,
            Overlay overlay,
            Views views,
            RunHandover handover,
            AugmentationPanel.Surroundings previews) {
        this.views = views;
        this.handover = handover;
        this.context = context;
        this.overlay = overlay;
        network = new CurrentNetwork(context.settings());
        training = new TrainModel(
                context,
                history,
                network,
                handover,
                (arguments, listener) -> TrainerProcess.start(TrainerCommand.train(arguments), listener),
                Clock.system(ZoneId.systemDefault()));
        rates = EngineRates.ofThisMachine(InstalledEngines.ofThisMachine(), InstalledEngines.haveCuda());
        engines = new EngineRatesModel(context, network, training, rates);
        augmentations = new AugmentationPanel(context, training, network, overlay, views, previews);
    }

    void addTo(Controllers controllers) {
        NetworkModel model = new NetworkModel(network, context, rates::remembered, TrainingCard::ofThisMachine);
        NetworkCompareModel comparison = new NetworkCompareModel(model, context);
        controllers.add(NetworkController.class, () -> new NetworkController(context, model, comparison));
        controllers.add(
                NetworkVariantsController.class, () -> new NetworkVariantsController(model, context.messages()));
        controllers.add(NetworkOptionsController.class, () -> new NetworkOptionsController(model, context.messages()));
        controllers.add(NetworkDiagramController.class, () -> new NetworkDiagramController(context, model));
        controllers.add(NetworkLayersController.class, () -> new NetworkLayersController(context, model));
        controllers.add(NetworkCompareController.class, () -> new NetworkCompareController(comparison));
        controllers.add(NetworkSideController.class, () -> new NetworkSideController(context.messages()));
        Details details = new Details(overlay, views);
        controllers.add(
                TrainController.class,
                () -> new TrainController(context, training, details, () -> overlay.show(views.load("train-change"))));
        controllers.add(
                RunChangeController.class,
                () -> new RunChangeController(
                        new RunChangeModel(context, training), overlay, augmentations::openForTrainedRun));
        controllers.add(
                AugmentationController.class,
                () -> new AugmentationController(augmentations.model(), overlay, context.messages(), context.files()));
        context.actions()
                .register(AppAction.TRAIN_AUGMENT, augmentations::openForNextRun, new SimpleBooleanProperty(true));
        controllers.add(TrainFormController.class, () -> new TrainFormController(context, training, network));
        controllers.add(TrainBeginningController.class, () -> new TrainBeginningController(context, training, network));
        controllers.add(TrainEnginesController.class, () -> new TrainEnginesController(engines));
        controllers.add(TrainRunController.class, () -> new TrainRunController(context, training, handover, details));
        DiskSpaceModel disk = new DiskSpaceModel(context, training, UserCache.folder(), handover::deleted);
        controllers.add(DiskSpaceController.class, () -> new DiskSpaceController(disk, context.messages(), overlay));
        controllers.add(TrainStatusController.class, () -> new TrainStatusController(context, training));
        controllers.add(TrainRunsController.class, () -> new TrainRunsController(context, training));
        controllers.add(
                ClosingController.class, () -> new ClosingController(overlay, training, () -> closeWindow.run()));
    }

    /** See {@link Studio#askBeforeClosing}. */
    boolean askBeforeClosing(Runnable close) {
        if (!training.runningProperty().get()) {
            return false;
        }
        closeWindow = close;
        overlay.show(views.load("closing"));
        return true;
    }
}
