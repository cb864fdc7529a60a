package org.resnetstudio.ui.train;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.resnetstudio.augmentation.Augmentation;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.ui.shell.Messages;

/** One augmentation in the panel: whether it is on, and how strong; the strengths stay while it is off. Used on the FX thread. */
public final class AugmentationRow {
    private final Augmentation kind;
    private final BooleanProperty on = new SimpleBooleanProperty(this, "on");
    private final List<AugmentationStrength> strengths;

    AugmentationRow(Augmentation kind, int sizePx, Messages messages) {
        this.kind = kind;
        strengths = kind.parameters().stream()
                .map(parameter -> new AugmentationStrength(kind, parameter, sizePx, messages))
                .toList();
    }

    /** Its name on the command line. */
    public String name() {
        return kind.name();
    }

    /** Whether it is on. */
    public BooleanProperty onProperty() {
        return on;
    }

    /** How strong it is; none where it is only on or off. */
    public List<AugmentationStrength> strengths() {
        return strengths;
    }

    Augmentations.Chosen chosen() {
        return new Augmentations.Chosen(
                kind, strengths.stream().map(AugmentationStrength::value).toList());
    }

    /** Shows it as it is there; where it is off, its strengths stay. */
    void show(Augmentations augmentations) {
        on.set(false);
        for (Augmentations.Chosen one : augmentations.chosen()) {
            if (one.kind() == kind) {
                on.set(true);
                for (int i = 0; i < strengths.size(); i++) {
                    strengths.get(i).set(one.values().get(i));
                }
            }
        }
    }
}
