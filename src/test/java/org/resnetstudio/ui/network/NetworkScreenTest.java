package org.resnetstudio.ui.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.network.Variants;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.control.DiagramSelection;
import org.resnetstudio.ui.control.NetworkDiagram;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.Views;
import org.testfx.framework.junit5.ApplicationTest;

class NetworkScreenTest extends ApplicationTest {
    @TempDir
    private static Path folder;

    private ScreenFixture fixture;
    private CurrentNetwork current;
    private NetworkModel model;

    @Override
    public void start(Stage stage) throws IOException {
        fixture = new ScreenFixture(Files.createTempDirectory(folder, "studio"));
        current = new CurrentNetwork(fixture.context().settings());
        model = new NetworkModel(current, fixture.context(), Map::of);
        Views views = new Views(ScreenFixture.MESSAGES, this::controller);
        stage.setScene(new Scene(views.screen(ScreenId.NETWORK), 1280, 800));
        stage.show();
    }

    private Object controller(Class<?> type) {
        if (type == NetworkOptionsController.class) {
            return new NetworkOptionsController(model, ScreenFixture.MESSAGES);
        }
        if (type == NetworkCompareController.class) {
            return new NetworkCompareController(model);
        }
        if (type == NetworkDiagramController.class) {
            return new NetworkDiagramController(fixture.context(), model);
        }
        return type == NetworkLayersController.class
                ? new NetworkLayersController(fixture.context(), model)
                : new NetworkController(fixture.context(), model);
    }

    private String text(String id) {
        return ((Label) lookup(id).query()).getText();
    }

    private void chooseByKeyboard(String variant) {
        ListView<Variants.Variant> variants = lookup("#variants").query();
        interact(() -> {
            variants.requestFocus();
            variants.getSelectionModel().select(Variants.named(variant));
        });
    }

    @Test
    void choosingAVariantUpdatesTheTotalsTheTableAndTheDiagram() {
        chooseByKeyboard("resnet152");

        assertThat(text("#parameters")).isEqualTo("58,164,298");
        assertThat(text("#flops")).isEqualTo("11.5 G");
        assertThat(current.get().variant()).isEqualTo("resnet152");
        NetworkDiagram diagram = lookup("#diagram").query();
        assertThat(diagram.graphProperty().get().spec().variant()).isEqualTo("resnet152");
        clickOn("Layers");
        TableView<?> layers = lookup("#layers").query();
        assertThat(layers.getItems())
                .hasSameSizeAs(diagram.graphProperty().get().nodes());
    }

    @Test
    void aSizeThatIsTooSmallStandsAsASentenceBesideItsField() {
        NumberInput size = lookup("#imageSize").query();
        doubleClickOn(size.field()).write("2");

        assertThat(size.problem()).contains("8 to 2048");
        assertThat(text("#parameters")).isEqualTo("–");
        assertThat(((Button) lookup("#toTrain").query()).isDisabled()).isTrue();
    }

    @Test
    void theDiagramIsWorkedWithTheKeyboard() {
        NetworkDiagram diagram = lookup("#diagram").query();
        interact(diagram::requestFocus);
        // images, conv1, bn1, relu, then the first block, which unfolds; then its first layer.
        type(KeyCode.RIGHT, 5);
        assertThat(diagram.selectionProperty().get()).isEqualTo(DiagramSelection.block(1, 0));
        assertThat(text("#detailTitle")).isEqualTo("Stage 1, block 1 — basic block");
        type(KeyCode.ENTER).type(KeyCode.RIGHT);
        assertThat(diagram.selectionProperty().get().layer()).isEqualTo("layer1.0.conv1");
        assertThat(text("#detailTitle")).startsWith("layer1.0.conv1 — Convolution 3 × 3");
    }

    @Test
    void zoomAndFitChangeTheMagnification() {
        clickOn("Unfold all");
        clickOn("Fit");
        NetworkDiagram diagram = lookup("#diagram").query();
        assertThat(diagram.zoomProperty().get()).isLessThan(1);
        double fitted = diagram.zoomProperty().get();
        interact(() -> diagram.zoomBy(1.25));
        assertThat(diagram.zoomProperty().get()).isGreaterThan(fitted);
    }

    @Test
    void theButtonLeadsToTheTrainScreen() {
        clickOn("#toTrain");
        assertThat(fixture.context().navigator().current()).isEqualTo(ScreenId.TRAIN);
    }
}
