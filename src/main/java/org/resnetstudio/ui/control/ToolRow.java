package org.resnetstudio.ui.control;

import java.util.List;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/**
 * A row of buttons. Where there is too little room for all of their words, those with a picture show that alone, and a tooltip says
 * the words.
 */
public final class ToolRow extends HBox {
    /** Tooltips that say what a button does not show. */
    private static final class Words extends Tooltip {}

    @Override
    protected void layoutChildren() {
        List<Labeled> pictured = getManagedChildren().stream()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .filter(child -> child.getGraphic() != null && !child.getText().isEmpty())
                .toList();
        pictured.forEach(child -> child.setContentDisplay(ContentDisplay.LEFT));
        // Not prefWidth, which may still be that of the pictures alone.
        if (getWidth() < computePrefWidth(-1)) {
            pictured.forEach(ToolRow::showPictureAlone);
        } else {
            pictured.stream()
                    .filter(child -> child.getTooltip() instanceof Words)
                    .forEach(child -> child.setTooltip(null));
        }
        super.layoutChildren();
    }

    private static void showPictureAlone(Labeled child) {
        child.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        if (child.getTooltip() == null) {
            child.setTooltip(new Words());
        }
        if (child.getTooltip() instanceof Words words) {
            words.setText(child.getText());
        }
    }
}
