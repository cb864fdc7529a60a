package org.resnetstudio.ui.shell;

import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** The message at the bottom of the window. */
public final class NotificationController {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");
    private static final Duration STAYS = Duration.seconds(8);
    /** The icon and the button that closes, with the room between. */
    private static final double ROOM_FOR_BUTTONS = 96;

    private final Notifications notifications;
    private final Messages messages;
    private final Details details;
    private final PauseTransition timer = new PauseTransition(STAYS);

    @FXML
    private HBox bar;

    @FXML
    private FontIcon icon;

    @FXML
    private Label text;

    @FXML
    private Tooltip full;

    @FXML
    private Button more;

    @FXML
    private Button action;

    /** Shows these messages, of which long ones can be read in full. */
    public NotificationController(Notifications notifications, Messages messages, Details details) {
        this.notifications = notifications;
        this.messages = messages;
        this.details = details;
    }

    @FXML
    private void initialize() {
        bar.managedProperty().bind(bar.visibleProperty());
        action.managedProperty().bind(action.visibleProperty());
        more.managedProperty().bind(more.visibleProperty());
        bar.widthProperty().addListener(o -> offerMore());
        bar.sceneProperty().addListener((property, before, scene) -> {
            if (scene != null) {
                scene.addEventHandler(KeyEvent.KEY_PRESSED, this::closeOnEscape);
            }
        });
        timer.setOnFinished(event -> notifications.close());
        notifications.currentProperty().addListener((property, before, now) -> show(now));
        show(notifications.currentProperty().get());
    }

    private void show(Optional<Notifier.Notification> notification) {
        timer.stop();
        bar.setVisible(notification.isPresent());
        notification.ifPresent(now -> {
            boolean problem = now.kind() == Notifier.Kind.PROBLEM;
            bar.pseudoClassStateChanged(PROBLEM, problem);
            icon.setIconLiteral(problem ? "fth-alert-triangle" : "fth-info");
            text.setText(now.text().replaceAll("\\s+", " "));
            full.setText(now.text());
            action.setVisible(now.action().isPresent());
            now.action().ifPresent(offered -> action.setText(offered.text()));
            offerMore();
            if (!problem) {
                timer.playFromStart();
            }
        });
    }

    /** Where the line is too short for the message. */
    private void offerMore() {
        double others = ROOM_FOR_BUTTONS + (action.isVisible() ? action.prefWidth(-1) + bar.getSpacing() : 0);
        more.setVisible(text.prefWidth(-1) + others > bar.getWidth());
    }

    private void closeOnEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && bar.isVisible()) {
            notifications.close();
            event.consume();
        }
    }

    @FXML
    private void readAll() {
        notifications
                .currentProperty()
                .get()
                .ifPresent(shown -> details.show(messages.text("notification.title"), List.of(shown.text())));
    }

    @FXML
    private void act() {
        Optional<Notifier.Action> offered =
                notifications.currentProperty().get().flatMap(Notifier.Notification::action);
        notifications.close();
        offered.ifPresent(chosen -> chosen.run().run());
    }

    @FXML
    private void close() {
        notifications.close();
    }
}
