package org.resnetstudio.ui.shell;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** The message at the bottom of the window. */
public final class NotificationController {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");
    private static final Duration STAYS = Duration.seconds(8);

    private final Notifications notifications;
    private final PauseTransition timer = new PauseTransition(STAYS);

    @FXML
    private HBox bar;

    @FXML
    private FontIcon icon;

    @FXML
    private Label text;

    @FXML
    private Button action;

    /** Shows these messages. */
    public NotificationController(Notifications notifications) {
        this.notifications = notifications;
    }

    @FXML
    private void initialize() {
        bar.managedProperty().bind(bar.visibleProperty());
        action.managedProperty().bind(action.visibleProperty());
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
            text.setText(now.text());
            action.setVisible(now.action().isPresent());
            now.action().ifPresent(offered -> action.setText(offered.text()));
            if (!problem) {
                timer.playFromStart();
            }
        });
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
