package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.resnetstudio.training.RateSweep;

/**
 * Prints a sweep of learning rates: a table with every few updates and what is suggested; or one JSON object a line, {@code
 * {"event":"rate","rate":…,"loss":…,"smoothedLoss":…}} and in the end {@code {"event":"suggestion","learningRate":…}}, which is null where the
 * loss did not fall or the sweep was stopped.
 */
final class RatePrinter {
    private static final int ROWS = 20;

    private final PrintWriter out;
    private final boolean json;

    RatePrinter(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Prints an update as it is done. */
    void update(RateSweep.Point point) {
        if (json) {
            ObjectNode line = Json.object().put("event", "rate").put("rate", point.rate());
            Json.put(line, "loss", OptionalDouble.of(point.loss()));
            Json.put(line, "smoothedLoss", OptionalDouble.of(point.smoothedLoss()));
            out.println(line);
            out.flush();
        }
    }

    /** Prints what was found. */
    void end(RateSweep sweep) {
        if (json) {
            ObjectNode line = Json.object().put("event", "suggestion");
            Json.put(line, "learningRate", sweep.suggestion());
            out.println(line);
            return;
        }
        List<RateSweep.Point> points = sweep.points();
        TextTable table = new TextTable(0, "Learning rate", "Loss", "Smoothed");
        int step = Math.max(1, RateSweep.UPDATES / ROWS);
        for (int i = 0; i < points.size(); i++) {
            if (i % step == 0 || i == points.size() - 1) {
                RateSweep.Point point = points.get(i);
                table.row(
                        String.format(Locale.ROOT, "%.2g", point.rate()),
                        Numbers.loss(point.loss()),
                        Numbers.loss(point.smoothedLoss()));
            }
        }
        out.println();
        out.print(table);
        out.println();
        if (sweep.goesOn()) {
            out.println("Stopped before a rate could be suggested.");
            return;
        }
        out.println(
                sweep.suggestion().isPresent()
                        ? "Suggested: --learning-rate " + sweep.suggestion().getAsDouble()
                                + ", a tenth of the rate at which the smoothed loss was lowest."
                        : "The loss did not fall at any rate, so that none can be suggested: check the pictures and their"
                                + " labels, or take larger batches.");
    }
}
