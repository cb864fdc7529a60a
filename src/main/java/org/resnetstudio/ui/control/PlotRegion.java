package org.resnetstudio.ui.control;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.fx.ChartCanvas;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.SamplingXYLineRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The plot of a {@link LiveChart}: a JFreeChart canvas in the theme's colours. */
final class PlotRegion extends ThemedRegion {
    /** Up to here each point gets a dot. */
    private static final int DOTTED = 60;

    /** Room above the greatest value, as a share of it. */
    private static final double ABOVE = 0.08;

    private static final double AXIS_WIDTH = 48;

    private static final double[] SHARE_STEPS = {0.2, 0.5, 1};

    private static final float[] DASH = {6, 4};

    private final NumberAxis epochs = new NumberAxis();
    private final NumberAxis values = new NumberAxis();
    private final XYPlot plot = new XYPlot(null, epochs, values, null);
    private final JFreeChart chart = new JFreeChart(null, null, plot, false);
    private final ChartCanvas canvas = new ChartCanvas(chart);
    /** Not drawn by JFreeChart, whose fonts are those of AWT and lack what the window's font has. */
    private final Label axis = new Label();

    private final LiveChart.Unit unit;
    private List<Curve> curves = List.of();
    private Consumer<OptionalDouble> onPointed = epoch -> {};

    PlotRegion(LiveChart.Unit unit) {
        this.unit = unit;
        getStyleClass().add("themed");
        getChildren().addAll(canvas, axis);
        canvas.setTooltipEnabled(false);
        canvas.setDomainZoomable(false);
        canvas.setRangeZoomable(false);
        canvas.setMouseTransparent(true);
        chart.setPadding(new RectangleInsets(4, 0, 0, 8));
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setAxisOffset(new RectangleInsets(0, 0, 4, 4));
        values.setFixedDimension(AXIS_WIDTH);
        epochs.setAutoRange(false);
        epochs.setTickMarksVisible(false);
        values.setAxisLineVisible(false);
        values.setTickMarksVisible(false);
        values.setAutoRangeIncludesZero(true);
        values.setUpperMargin(ABOVE);
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
        epochs.setTickLabelFont(font);
        values.setTickLabelFont(font);
        axis.getStyleClass().add("secondary");
        axis.setAlignment(Pos.CENTER);
        axis.setMouseTransparent(true);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> point(e.getX()));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> point(-1));
    }

    void setQuantities(Quantities quantities) {
        epochs.setStandardTickUnits(NumberAxis.createIntegerTickUnits(quantities.locale()));
        values.setStandardTickUnits(NumberAxis.createStandardTickUnits(quantities.locale()));
        if (unit == LiveChart.Unit.SHARE) {
            values.setRange(0, 1.02);
            TickUnits steps = shares(quantities);
            values.setStandardTickUnits(steps);
            values.setTickUnit((NumberTickUnit) steps.getCeilingTickUnit(SHARE_STEPS[0]), false, false);
        }
    }

    /** Each fifth is labelled where there is room, else the half, else but the ends. */
    private static TickUnits shares(Quantities quantities) {
        TickUnits units = new TickUnits();
        for (double step : SHARE_STEPS) {
            units.add(new ShareUnit(step, quantities));
        }
        return units;
    }

    /** Labels in per cent. */
    private static final class ShareUnit extends NumberTickUnit {
        private static final long serialVersionUID = 1;

        private final transient Quantities quantities;

        ShareUnit(double step, Quantities quantities) {
            super(step);
            this.quantities = quantities;
        }

        @Override
        public String valueToString(double value) {
            return quantities.wholePercent(value);
        }
    }

    void setOnPointed(Consumer<OptionalDouble> handler) {
        onPointed = handler;
    }

    /** How the vertical axis writes a value. */
    String tickLabel(double value) {
        TickUnit tick = unit == LiveChart.Unit.SHARE
                ? values.getTickUnit()
                : values.getStandardTickUnits().getCeilingTickUnit(value);
        return tick.valueToString(value);
    }

    /** From one label of the vertical axis to the next, as it was last drawn. */
    double labelStep() {
        return values.getTickUnit().getSize();
    }

    void setAxis(String label) {
        axis.setText(label);
    }

    String axis() {
        return axis.getText();
    }

    /**
     * Draws curves.
     *
     * @param top the greatest value that the axis has to hold, if it is not the greatest of all
     */
    void show(List<Curve> shown, int lastEpoch, OptionalDouble top) {
        int before = curves.size();
        curves = shown;
        chart.setNotify(false);
        double first =
                unit == LiveChart.Unit.SHARE || shown.stream().anyMatch(c -> c.style() == Curve.Style.TRAIN_BATCHES)
                        ? 0
                        : Math.min(1, lastEpoch - 1);
        epochs.setRange(first, Math.max(1, lastEpoch));
        if (unit == LiveChart.Unit.NUMBER) {
            values.setAutoRange(top.isEmpty());
            top.ifPresent(greatest -> values.setRange(0, greatest * (1 + ABOVE)));
        }
        // Not up to the plot's own count, which shrinks as earlier curves are taken out.
        for (int i = 0; i < Math.max(shown.size(), before); i++) {
            plot.setDataset(i, i < shown.size() ? dataset(shown.get(i)) : null);
        }
        restyle();
        chart.setNotify(true);
    }

    private static XYSeriesCollection dataset(Curve curve) {
        XYSeries series = new XYSeries(curve.name(), false, true);
        series.setNotify(false);
        for (int i = 0; i < curve.x().length; i++) {
            if (Double.isFinite(curve.y()[i])) {
                series.add(curve.x()[i], curve.y()[i], false);
            }
        }
        return new XYSeriesCollection(series);
    }

    private void restyle() {
        chart.setBackgroundPaint(awt(surface()));
        plot.setBackgroundPaint(awt(surface()));
        plot.setRangeGridlinePaint(awt(line()));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        epochs.setAxisLinePaint(awt(line()));
        for (NumberAxis each : List.of(epochs, values)) {
            each.setTickLabelPaint(awt(muted()));
        }
        for (int i = 0; i < curves.size(); i++) {
            plot.setRenderer(i, renderer(curves.get(i)));
        }
    }

    private XYItemRenderer renderer(Curve curve) {
        boolean dots = curve.style() != Curve.Style.TRAIN_BATCHES && curve.x().length <= DOTTED;
        XYItemRenderer renderer = dots ? new XYLineAndShapeRenderer(true, true) : new SamplingXYLineRenderer();
        renderer.setSeriesPaint(0, awt(color(curve.style())));
        renderer.setSeriesStroke(0, stroke(curve.style()));
        renderer.setSeriesShape(0, new Ellipse2D.Double(-2.5, -2.5, 5, 5));
        return renderer;
    }

    private Color color(Curve.Style style) {
        return switch (style) {
            case TRAIN, OTHER_TRAIN -> train();
            case VALIDATION, OTHER_VALIDATION -> validation();
            case TRAIN_BATCHES -> train().interpolate(surface(), 0.65);
        };
    }

    private static Stroke stroke(Curve.Style style) {
        if (style == Curve.Style.TRAIN_BATCHES) {
            return new BasicStroke(1);
        }
        return style.other()
                ? new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASH, 0)
                : new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static java.awt.Color awt(Color c) {
        return new java.awt.Color(
                (float) c.getRed(), (float) c.getGreen(), (float) c.getBlue(), (float) c.getOpacity());
    }

    @Override
    protected void layoutChildren() {
        chart.setNotify(false);
        restyle();
        canvas.setWidth(getWidth());
        double words = axis.getText().isEmpty() ? 0 : axis.prefHeight(-1);
        canvas.setHeight(getHeight() - words);
        axis.resizeRelocate(AXIS_WIDTH, getHeight() - words, Math.max(0, getWidth() - AXIS_WIDTH), words);
        chart.setNotify(true);
    }

    private void point(double x) {
        Rectangle2D area = canvas.getRenderingInfo().getPlotInfo().getDataArea();
        plot.clearDomainMarkers();
        boolean inside = !curves.isEmpty() && area != null && x >= area.getMinX() && x <= area.getMaxX();
        if (inside) {
            double epoch = Math.max(1, Math.rint(epochs.java2DToValue(x, area, plot.getDomainAxisEdge())));
            plot.addDomainMarker(new ValueMarker(epoch, awt(muted()), new BasicStroke(1)));
            onPointed.accept(OptionalDouble.of(epoch));
        } else {
            onPointed.accept(OptionalDouble.empty());
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 400;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 200;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 72;
    }
}
