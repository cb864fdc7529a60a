package org.resnetstudio.ui.train;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.resnetstudio.augmentation.Augmentation;
import org.resnetstudio.augmentation.Parameter;
import org.resnetstudio.ui.shell.Messages;

/** One number that decides how strong an augmentation is: on a slider, and as somebody types it. Used on the FX thread. */
public final class AugmentationStrength {
    private static final double FINEST = 0.01;
    private static final int MANY_PX = 8;
    private static final double SHOWN = 1000;

    private final Parameter parameter;
    private final NumberField field;
    private final double sliderMost;
    private final DoubleProperty slider = new SimpleDoubleProperty(this, "slider");
    private double value;
    private boolean following;

    /** @param sizePx of the pictures */
    AugmentationStrength(Augmentation kind, Parameter parameter, int sizePx, Messages messages) {
        this.parameter = parameter;
        field = new NumberField(
                new NumberField.Rule(
                        "augment." + kind.name() + "." + parameter.name(),
                        parameter.least(),
                        parameter.most(),
                        parameter.whole(),
                        ""),
                messages);
        // of pixels, more than half a picture is no use
        sliderMost = parameter.whole() ? Math.min(parameter.most(), Math.max(MANY_PX, sizePx / 2.0)) : parameter.most();
        set(parameter.usual().applyAsDouble(sizePx));
        field.textProperty().addListener(o -> typed());
        slider.addListener(o -> dragged());
    }

    /** As somebody types it. */
    public NumberField field() {
        return field;
    }

    /** Where the slider stands, from {@link #sliderLeast} to {@link #sliderMost}. */
    public DoubleProperty sliderProperty() {
        return slider;
    }

    double sliderLeast() {
        return parameter.least();
    }

    double sliderMost() {
        return sliderMost;
    }

    /** What a key moves the slider by. */
    double step() {
        return parameter.whole() || sliderMost - parameter.least() > 1 / FINEST ? 1 : FINEST;
    }

    String name() {
        return parameter.name();
    }

    /** The number; the last right one while what is typed is wrong. */
    double value() {
        return value;
    }

    /** Of many digits, people see some. */
    void set(double next) {
        value = next;
        following = true;
        field.set(Math.rint(next * SHOWN) / SHOWN);
        following = false;
        follow();
    }

    private void typed() {
        field.value().ifPresent(right -> {
            if (!following && right != value) {
                value = right;
                follow();
            }
        });
    }

    private void follow() {
        following = true;
        slider.set(Math.min(sliderMost, value));
        following = false;
    }

    private void dragged() {
        if (!following) {
            double steps = Math.rint(slider.get() / step());
            double rounded = step() == 1 ? steps : steps / Math.rint(1 / step());
            value = Math.max(parameter.least(), Math.min(parameter.most(), rounded));
            field.set(value);
        }
    }
}
