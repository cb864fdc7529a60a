package org.resnetstudio.ui.shell;

import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;

/**
 * Keeps the keyboard in the panel that lies over the screen, so that Escape closes it and Tab does not wander behind it;
 * gives the keyboard back when it closes. Used on the FX thread.
 */
final class OverlayFocus {
    private final ChangeListener<Node> keep = (property, before, now) -> bringBack(now);
    private Optional<Parent> panel = Optional.empty();
    private Optional<Node> before = Optional.empty();
    private Scene scene;

    /** A panel was opened, perhaps in place of another one. */
    void enter(Scene over, Parent opened) {
        if (panel.isEmpty()) {
            scene = over;
            before = Optional.ofNullable(scene.getFocusOwner());
            scene.focusOwnerProperty().addListener(keep);
        }
        panel = Optional.of(opened);
        Platform.runLater(() -> bringBack(scene.getFocusOwner()));
    }

    /** The panel was closed. */
    void leave() {
        if (panel.isPresent()) {
            panel = Optional.empty();
            scene.focusOwnerProperty().removeListener(keep);
            before.ifPresent(Node::requestFocus);
            before = Optional.empty();
        }
    }

    private void bringBack(Node owner) {
        panel.filter(open -> !isInside(owner, open))
                .flatMap(open -> first(open, true).or(() -> first(open, false)))
                .ifPresent(node -> Platform.runLater(node::requestFocus));
    }

    private static boolean isInside(Node node, Parent ancestor) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }

    /** The first node in the order of the layout that takes the keyboard; or the default button. */
    private static Optional<Node> first(Parent parent, boolean defaultButton) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            boolean fits = defaultButton
                    ? child instanceof Button button && button.isDefaultButton() && !button.isDisabled()
                    : child.isFocusTraversable() && !child.isDisabled() && child.isVisible();
            if (fits) {
                return Optional.of(child);
            }
            Optional<Node> inner = child instanceof Parent group ? first(group, defaultButton) : Optional.empty();
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }
}
