package org.resnetstudio.ui.shell;

import atlantafx.base.controls.ModalPane;
import java.io.File;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.resnetstudio.project.Project;

/** The main window: navigation at the left, one screen in the middle, and pictures dropped anywhere. */
public final class MainController {
    private static final int FRAMES_TO_PLACE = 3;

    private final StudioContext context;
    private final Views views;
    private final Overlay overlay;
    private final PictureImport pictureImport;
    private final OverlayFocus overlayFocus = new OverlayFocus();

    @FXML
    private StackPane content;

    @FXML
    private Label projectName;

    @FXML
    private VBox dropHint;

    @FXML
    private ModalPane modal;

    @FXML
    private ToggleGroup screens;

    @FXML
    private ToggleButton data;

    @FXML
    private ToggleButton network;

    @FXML
    private ToggleButton train;

    @FXML
    private ToggleButton evaluate;

    @FXML
    private ToggleButton use;

    /** The window of one studio. */
    public MainController(StudioContext context, Views views, Overlay overlay, PictureImport pictureImport) {
        this.context = context;
        this.views = views;
        this.overlay = overlay;
        this.pictureImport = pictureImport;
    }

    @FXML
    private void initialize() {
        bindNavigation();
        keepScreensInside();
        context.project().projectProperty().subscribe(this::showProject);
        overlay.contentProperty().addListener((property, before, now) -> showOverlay(now));
        modal.displayProperty().addListener((property, before, shown) -> {
            if (!shown) {
                overlay.close();
            }
        });
    }

    private void bindNavigation() {
        Map<ScreenId, ToggleButton> buttons = new EnumMap<>(Map.of(
                ScreenId.DATA, data,
                ScreenId.NETWORK, network,
                ScreenId.TRAIN, train,
                ScreenId.EVALUATE, evaluate,
                ScreenId.USE, use));
        buttons.forEach((id, button) -> button.setOnAction(event -> {
            button.setSelected(true);
            context.navigator().show(id);
        }));
        context.navigator().currentProperty().subscribe(id -> {
            screens.selectToggle(buttons.get(id));
            overlay.close();
            content.getChildren().setAll(views.screen(id));
            context.settings().setScreen(id);
        });
    }

    /** A screen that needs more room than there is loses its lower right part, and never covers the frame. */
    private void keepScreensInside() {
        Rectangle inside = new Rectangle();
        inside.widthProperty().bind(content.widthProperty());
        inside.heightProperty().bind(content.heightProperty());
        content.setClip(inside);
    }

    private void showProject(Project project) {
        projectName.setText(
                project == null
                        ? context.messages().text("main.no-project")
                        : context.project().name());
    }

    private void showOverlay(Optional<Node> panel) {
        if (panel.isPresent()) {
            modal.show(panel.get());
            showInPlace(panel.get());
            overlayFocus.enter(modal.getScene(), modal);
        } else {
            modal.hide(true);
            overlayFocus.leave();
        }
    }

    /** A panel is laid out in the corner first, and what is painted there would stay: it is seen once it has its place. */
    private static void showInPlace(Node panel) {
        panel.setOpacity(0);
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long nanos) {
                if (++frames == FRAMES_TO_PLACE) {
                    panel.setOpacity(1);
                    stop();
                }
            }
        }.start();
    }

    @FXML
    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles() && event.getGestureSource() == null) {
            event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
            dropHint.setVisible(true);
        }
        event.consume();
    }

    @FXML
    private void dragExited(DragEvent event) {
        dropHint.setVisible(false);
        event.consume();
    }

    @FXML
    private void dragDropped(DragEvent event) {
        dropHint.setVisible(false);
        List<Path> dropped =
                event.getDragboard().getFiles().stream().map(File::toPath).toList();
        event.setDropCompleted(!dropped.isEmpty());
        event.consume();
        if (!dropped.isEmpty()) {
            context.navigator().show(ScreenId.DATA);
            pictureImport.start(dropped);
        }
    }
}
