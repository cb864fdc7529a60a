package org.resnetstudio.ui.control;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.beans.NamedArg;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * One quantity over the epochs, drawn by JFreeChart: a title, a legend that names each curve with its latest value, and the plot.
 * Pointing at the plot shows the values of that epoch in the legend instead. Used on the FX thread.
 */
public final class LiveChart extends VBox {
    /** What the values are. */
    public enum Unit {
        /** A plain number, from 0 up. */
        NUMBER,
        /** A share, 0 to 1, shown as per cent. */
        SHARE;

        String text(double value, Quantities quantities) {
            return this == SHARE ? quantities.percent(value) : quantities.decimal(value, 3);
        }
    }

    private final Label title = new Label();
    private final Label above = new Label();
    private final FlowPane legend = new FlowPane(16, 2);
    private final ReadOnlyStringWrapper pointed = new ReadOnlyStringWrapper(this, "pointed", "");
    private final PlotRegion plot;
    private final Unit unit;
    private Quantities quantities;
    private String abovePattern = "{0}";
    private List<Curve> curves = List.of();
    private OptionalDouble epoch = OptionalDouble.empty();

    /** An empty chart of that unit. */
    public LiveChart(@NamedArg("unit") Unit unit) {
        this.unit = unit;
        plot = new PlotRegion(unit);
        getStyleClass().add("live-chart");
        title.getStyleClass().add("chart-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        legend.getStyleClass().add("chart-legend");
        legend.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(legend, Priority.ALWAYS);
        HBox header = new HBox(12, title, legend);
        above.getStyleClass().addAll("secondary", "above-axis");
        above.setMouseTransparent(true);
        above.setVisible(false);
        StackPane plotWithNote = new StackPane(plot, above);
        StackPane.setAlignment(above, Pos.TOP_RIGHT);
        VBox.setVgrow(plotWithNote, Priority.ALWAYS);
        getChildren().addAll(header, plotWithNote);
        plot.setOnPointed(this::point);
    }

    /** How numbers are written; before anything is shown. */
    public void setQuantities(Quantities quantities) {
        this.quantities = quantities;
        plot.setQuantities(quantities);
    }

    /** The quantity, such as “Loss”. */
    public void setTitle(String text) {
        title.setText(text);
    }

    /** The quantity. */
    public String getTitle() {
        return title.getText();
    }

    /** Name of the axis of epochs. */
    public void setAxis(String text) {
        plot.setAxis(text);
    }

    /** Name of the axis of epochs. */
    public String getAxis() {
        return plot.axis();
    }

    /** What is said while values lie above the axis; {@code {0}} stands for the greatest of them. */
    public void setAbove(String text) {
        abovePattern = text;
    }

    /** What is said while values lie above the axis. */
    public String getAbove() {
        return abovePattern;
    }

    /**
     * Shows curves in place of the earlier ones.
     *
     * @param curves bounded in length: a few thousand points each
     * @param epochs length of the axis, 1 or more
     */
    public void show(List<Curve> curves, int epochs) {
        boolean sameNames = names(curves).equals(names(this.curves));
        this.curves = List.copyOf(curves);
        OptionalDouble top = unit == Unit.NUMBER ? AxisRange.top(this.curves) : OptionalDouble.empty();
        plot.show(this.curves, epochs, top);
        above.setVisible(top.isPresent());
        above.setText(
                top.isPresent()
                        ? abovePattern.replace("{0}", unit.text(AxisRange.greatest(this.curves), quantities))
                        : "");
        if (!sameNames) {
            legend.getChildren()
                    .setAll(this.curves.stream().map(LiveChart::entry).toList());
        }
        updateLegend();
    }

    /** What is shown now. */
    public List<Curve> curves() {
        return curves;
    }

    /** The epoch under the mouse, for the title; empty when there is none. */
    public ReadOnlyStringProperty pointedProperty() {
        return pointed.getReadOnlyProperty();
    }

    private static List<String> names(List<Curve> curves) {
        return curves.stream().map(c -> c.style() + c.name()).toList();
    }

    private static HBox entry(Curve curve) {
        Region swatch = new Region();
        swatch.getStyleClass()
                .addAll(
                        "swatch",
                        "swatch-"
                                + curve.style().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Label name = new Label(curve.name());
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label value = new Label();
        value.getStyleClass().add("value");
        value.setMinWidth(Region.USE_PREF_SIZE);
        HBox entry = new HBox(6, swatch, name, value);
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }

    private void point(OptionalDouble at) {
        epoch = at;
        updateLegend();
    }

    private void updateLegend() {
        for (int i = 0; i < curves.size(); i++) {
            HBox entry = (HBox) legend.getChildren().get(i);
            OptionalDouble value = value(curves.get(i));
            ((Label) entry.getChildren().get(2))
                    .setText(value.isPresent() ? unit.text(value.getAsDouble(), quantities) : "");
        }
        pointed.set(epoch.isPresent() ? quantities.decimal(epoch.getAsDouble(), 0) : "");
    }

    /** The curve's latest value, or the one nearest to the epoch under the mouse. */
    private OptionalDouble value(Curve curve) {
        int n = curve.x().length;
        if (n == 0) {
            return OptionalDouble.empty();
        }
        if (epoch.isEmpty()) {
            return OptionalDouble.of(curve.y()[n - 1]);
        }
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (Math.abs(curve.x()[i] - epoch.getAsDouble()) < Math.abs(curve.x()[best] - epoch.getAsDouble())) {
                best = i;
            }
        }
        return OptionalDouble.of(curve.y()[best]);
    }
}
