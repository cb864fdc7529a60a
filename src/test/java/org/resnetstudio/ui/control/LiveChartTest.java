package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.ResourceBundle;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class LiveChartTest extends ApplicationTest {
    private static final double[] EPOCHS = {1, 2, 3};
    private static final double[] LOSSES = {2, 1.5, 1};

    private static final Quantities ENGLISH = new Quantities(ResourceBundle.getBundle("i18n.messages", Locale.ROOT));

    private LiveChart chart;

    @Override
    public void start(Stage stage) {
        chart = new LiveChart(LiveChart.Unit.NUMBER);
        chart.setQuantities(ENGLISH);
        stage.setScene(new Scene(chart, 400, 300));
        stage.show();
    }

    @Test
    void curvesAreDrawnAndNamedWithTheirLatestValue() {
        interact(() -> chart.show(curves(), 3));

        assertThat(colourfulPixels()).isPositive();
        assertThat(lookup("Train").tryQuery()).isPresent();
        assertThat(lookup(".value").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("1.000", "1.000", "1.000");
    }

    @Test
    void noneOfManyCurvesStaysWhenThereAreNoCurvesAnyMore() {
        interact(() -> chart.show(curves(), 3));
        interact(() -> chart.show(List.of(), 1));

        assertThat(colourfulPixels()).isZero();
        assertThat(lookup("Train").tryQuery()).isEmpty();
    }

    @Test
    void oneHighLossFlattensNothingAndIsStillTold() {
        chart.setAbove("up to {0}");
        double[] epochs = {1, 2, 3, 4, 5, 6};
        interact(() -> chart.show(
                List.of(new Curve("Train", Curve.Style.TRAIN, epochs, new double[] {75, 2, 1.5, 1.2, 1.1, 1})), 6));
        int tall = highestColourfulRow();

        assertThat(lookup(".above-axis").queryAs(Label.class).getText()).isEqualTo("up to 75.000");
        assertThat(lookup(".above-axis").query().isVisible()).isTrue();
        interact(() -> chart.show(
                List.of(new Curve("Train", Curve.Style.TRAIN, epochs, new double[] {2, 2, 1.5, 1.2, 1.1, 1})), 6));
        assertThat(lookup(".above-axis").query().isVisible()).isFalse();
        assertThat(tall).isLessThan(highestColourfulRow() + 30);
    }

    /** Of the right half, where the curve is low. */
    private int highestColourfulRow() {
        int[] row = {Integer.MAX_VALUE};
        interact(() -> {
            WritableImage image = chart.lookup(".themed").snapshot(null, null);
            PixelReader pixels = image.getPixelReader();
            for (int y = (int) image.getHeight() - 1; y >= 0; y--) {
                for (int x = (int) image.getWidth() / 2; x < (int) image.getWidth(); x++) {
                    row[0] = pixels.getColor(x, y).getSaturation() > 0.5 ? y : row[0];
                }
            }
        });
        return row[0];
    }

    @Test
    void theAxisWritesNumbersAsTheLegendDoesWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(plot(LiveChart.Unit.NUMBER).tickLabel(0.5)).isEqualTo("0.5");
            assertThat(plot(LiveChart.Unit.SHARE).tickLabel(0.2)).isEqualTo("20 %");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aLowAxisHasNoMoreLabelsThanThereIsRoomFor() {
        PlotRegion plot = plot(LiveChart.Unit.SHARE);
        interact(() -> {
            StackPane pane = new StackPane(plot);
            plot.setAxis("Epoch");
            chart.getScene().setRoot(pane);
            plot.show(curves(), 3, OptionalDouble.empty());
        });
        assertThat(labelStep(plot, 300)).isEqualTo(0.2);
        assertThat(labelStep(plot, 100)).isEqualTo(0.5);
        assertThat(labelStep(plot, 72)).isEqualTo(1);
        assertThat(labelStep(plot, 300)).as("where there is room again").isEqualTo(0.2);
    }

    private static PlotRegion plot(LiveChart.Unit unit) {
        PlotRegion plot = new PlotRegion(unit);
        plot.setQuantities(ENGLISH);
        return plot;
    }

    private double labelStep(PlotRegion plot, double height) {
        interact(() -> plot.setMaxHeight(height));
        WaitForAsyncUtils.waitForFxEvents();
        return plot.labelStep();
    }

    private static List<Curve> curves() {
        return List.of(
                new Curve("Batches", Curve.Style.TRAIN_BATCHES, EPOCHS, LOSSES),
                new Curve("Train", Curve.Style.TRAIN, EPOCHS, LOSSES),
                new Curve("Validation", Curve.Style.VALIDATION, EPOCHS, LOSSES));
    }

    /** Everything but the curves is grey, or nearly so. */
    private int colourfulPixels() {
        int[] count = new int[1];
        interact(() -> {
            Node plot = chart.lookup(".themed");
            WritableImage image = plot.snapshot(null, null);
            PixelReader pixels = image.getPixelReader();
            for (int y = 0; y < (int) image.getHeight(); y++) {
                for (int x = 0; x < (int) image.getWidth(); x++) {
                    Color color = pixels.getColor(x, y);
                    count[0] += color.getSaturation() > 0.5 ? 1 : 0;
                }
            }
        });
        return count[0];
    }
}
