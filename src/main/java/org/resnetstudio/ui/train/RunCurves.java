package org.resnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.ui.control.Curve;
import org.resnetstudio.ui.shell.Messages;

/**
 * The curves of a run: x in epochs, y of the loss or the accuracy. The arrays are never changed.
 *
 * @param batches loss of single batches
 * @param trainLoss of each epoch
 * @param validationLoss of each epoch
 * @param trainAccuracy of each epoch, 0 to 1
 * @param validationAccuracy of each epoch, 0 to 1
 */
public record RunCurves(
        Points batches, Points trainLoss, Points validationLoss, Points trainAccuracy, Points validationAccuracy) {
    /** No points at all. */
    public static final RunCurves NONE = new RunCurves(Points.NONE, Points.NONE, Points.NONE, Points.NONE, Points.NONE);

    /** Points of one curve. */
    public record Points(double[] x, double[] y) {
        static final Points NONE = new Points(new double[0], new double[0]);

        static Points of(CurveBuffer buffer) {
            return new Points(buffer.x(), buffer.y());
        }

        boolean isEmpty() {
            return x.length == 0;
        }

        Curve curve(String name, Curve.Style style) {
            return new Curve(name, style, x, y);
        }
    }

    /** The loss, ready to be drawn; {@code other} is the run to compare with, or {@link #NONE}, which leaves room for batches. */
    List<Curve> loss(RunCurves other, Messages messages) {
        List<Curve> curves = new ArrayList<>();
        add(curves, trainLoss, "train.curve.train", Curve.Style.TRAIN, messages);
        add(curves, validationLoss, "train.curve.validation", Curve.Style.VALIDATION, messages);
        add(curves, other.trainLoss, "train.curve.other-train", Curve.Style.OTHER_TRAIN, messages);
        add(curves, other.validationLoss, "train.curve.other-validation", Curve.Style.OTHER_VALIDATION, messages);
        if (other.trainLoss.isEmpty()) {
            add(curves, batches, "train.curve.batches", Curve.Style.TRAIN_BATCHES, messages);
        }
        return curves;
    }

    /** The accuracy, ready to be drawn. */
    List<Curve> accuracy(RunCurves other, Messages messages) {
        List<Curve> curves = new ArrayList<>();
        add(curves, trainAccuracy, "train.curve.train", Curve.Style.TRAIN, messages);
        add(curves, validationAccuracy, "train.curve.validation", Curve.Style.VALIDATION, messages);
        add(curves, other.trainAccuracy, "train.curve.other-train", Curve.Style.OTHER_TRAIN, messages);
        add(curves, other.validationAccuracy, "train.curve.other-validation", Curve.Style.OTHER_VALIDATION, messages);
        return curves;
    }

    private static void add(List<Curve> curves, Points points, String key, Curve.Style style, Messages messages) {
        if (!points.isEmpty()) {
            curves.add(points.curve(messages.text(key), style));
        }
    }
}
