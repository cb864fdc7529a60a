package org.resnetstudio.ui.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.control.DiagramPicture;
import org.resnetstudio.ui.control.DiagramSelection;
import org.resnetstudio.ui.control.NetworkDiagram;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.Views;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class NetworkScreenTest extends ApplicationTest {
    @TempDir
    private static Path folder;

    private ScreenFixture fixture;
    private CurrentNetwork current;
    private NetworkModel model;
    private NetworkCompareModel comparison;

    @Override
    public void start(Stage stage) throws IOException {
        fixture = new ScreenFixture(Files.createTempDirectory(folder, "studio"));
        current = new CurrentNetwork(fixture.context().settings());
        model = new NetworkModel(current, fixture.context(), Map::of, Optional::empty);
        comparison = new NetworkCompareModel(model, fixture.context());
        Views views = new Views(ScreenFixture.MESSAGES, this::controller);
        stage.setScene(new Scene(views.screen(ScreenId.NETWORK), 1280, 800));
        stage.show();
    }

    private Object controller(Class<?> type) {
        if (type == NetworkVariantsController.class) {
            return new NetworkVariantsController(model, ScreenFixture.MESSAGES);
        }
        if (type == NetworkOptionsController.class) {
            return new NetworkOptionsController(model, ScreenFixture.MESSAGES);
        }
        if (type == NetworkCompareController.class) {
            return new NetworkCompareController(comparison);
        }
        if (type == NetworkSideController.class) {
            return new NetworkSideController(ScreenFixture.MESSAGES);
        }
        if (type == NetworkDiagramController.class) {
            return new NetworkDiagramController(fixture.context(), model);
        }
        return type == NetworkLayersController.class
                ? new NetworkLayersController(fixture.context(), model)
                : new NetworkController(fixture.context(), model, comparison);
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
    void aVariantIsFoundByWordsAndTakenWithEnter() {
        ListView<Variants.Variant> variants = lookup("#variants").query();
        clickOn("#search").write("keras 101").type(KeyCode.ENTER);

        assertThat(variants.getItems()).extracting(Variants.Variant::name).containsExactly("keras-resnet101");
        assertThat(current.get().variant()).isEqualTo("keras-resnet101");
        type(KeyCode.ESCAPE);
        assertThat(variants.getItems()).isEqualTo(Variants.all());
        assertThat(variants.getSelectionModel().getSelectedItem().name()).isEqualTo("keras-resnet101");
        assertThat(current.get().variant()).isEqualTo("keras-resnet101");
    }

    @Test
    void downAndEnterPickTheHit() {
        clickOn("#search").write("se-resnet-50").type(KeyCode.DOWN).type(KeyCode.ENTER);

        assertThat(current.get().variant()).isEqualTo("seresnet50");
        clickOn("#search").type(KeyCode.ESCAPE);
        write("resnet26").type(KeyCode.DOWN);
        assertThat(current.get().variant()).isEqualTo("resnet26");
    }

    @Test
    void aListOfStagesThatIsTypedAnewKeepsChannelsAndStrides() {
        interact(() -> {
            model.variantProperty().set(Variants.named("resnet18"));
            model.options().typed(NetworkOptions.CHANNELS).set("32, 48, 100, 300");
            model.options().typed(NetworkOptions.STRIDES).set("1, 1, 2, 1");
        });
        clickOn("#showOptions");
        NumberInput blocks = lookup("#stages").query();
        doubleClickOn(blocks.field()).press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
        write("1, 2, 1, 1");
        assertThat(model.options().typed(NetworkOptions.CHANNELS).get()).isEqualTo("32, 48, 100, 300");
        assertThat(model.options().typed(NetworkOptions.STRIDES).get()).isEqualTo("1, 1, 2, 1");

        doubleClickOn(blocks.field()).press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
        type(KeyCode.DELETE).write("x").type(KeyCode.BACK_SPACE).write("2, 2, 2, 2, 2");
        assertThat(model.options().typed(NetworkOptions.CHANNELS).get()).isEqualTo("32, 48, 100, 300, 600");
        assertThat(model.options().typed(NetworkOptions.STRIDES).get()).isEqualTo("1, 1, 2, 1, 2");
        interact(() -> model.options().typed(NetworkOptions.CHANNELS).set("16, 16, 16, 16, 16"));
        interact(() -> model.options().typed(NetworkOptions.STAGES).set("1, 1"));
        interact(() -> model.options().typed(NetworkOptions.STAGES).set("1, 1, 1"));
        assertThat(model.options().typed(NetworkOptions.CHANNELS).get())
                .as("what was chosen last")
                .isEqualTo("16, 16, 16");
    }

    @Test
    void theMenuNamesWhatUndoWouldTakeBack() {
        interact(() -> fixture.context().navigator().show(ScreenId.NETWORK));
        interact(() -> model.options().chosen(NetworkOptions.SHORTCUT).set(Shortcut.C));
        assertThat(fixture.context().actions().stepProperty(AppAction.UNDO).get())
                .isEqualTo("Shortcut");
        interact(() -> model.imageSizeProperty().set("2"));
        assertThat(fixture.context().actions().stepProperty(AppAction.UNDO).get())
                .isEqualTo("settings that cannot be built");
        interact(model.undo()::undo);
        interact(model.undo()::undo);
        assertThat(fixture.context().actions().stepProperty(AppAction.REDO).get())
                .isEqualTo("Shortcut");
    }

    @Test
    void aDepthThatIsNotInTheListStaysInItOnceChosen() {
        ListView<Variants.Variant> variants = lookup("#variants").query();
        clickOn("#search").write("resnet26").type(KeyCode.ENTER).type(KeyCode.ESCAPE);

        assertThat(current.get().variant()).isEqualTo("resnet26");
        assertThat(variants.getItems()).hasSize(Variants.all().size() + 1);
        assertThat(variants.getSelectionModel().getSelectedItem().name()).isEqualTo("resnet26");
    }

    @Test
    void aWrongDepthIsAnsweredWithTheNearest() {
        clickOn("#search").write("resnet21");

        assertThat(text("#notFound")).contains("resnet20").contains("resnet26");
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
    void optionsTakeTheVariantsPlaceAndChangeTheDiagramWhileTyping() {
        clickOn("#showOptions");
        assertThat(lookup("#picker").query().isVisible()).isFalse();
        NumberInput blocks = lookup("#stages").query();
        doubleClickOn(blocks.field()).press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
        write("1, 1");

        NetworkDiagram diagram = lookup("#diagram").query();
        assertThat(diagram.graphProperty().get().spec().stages()).hasSize(2);
        clickOn("#reset");
        assertThat(diagram.graphProperty().get().spec().stages()).hasSize(3);
        clickOn("#showVariants");
        assertThat(lookup("#variants").query().isVisible()).isTrue();
    }

    @Test
    void theDiagramIsSavedAsADrawingAndAsAPicture() throws Exception {
        chooseByKeyboard("resnet152");
        NetworkDiagram diagram = lookup("#diagram").query();
        interact(diagram::unfoldAll);
        WaitForAsyncUtils.waitForFxEvents();
        String[] svg = new String[1];
        DiagramPicture[] picture = new DiagramPicture[1];
        interact(() -> {
            svg[0] = diagram.toSvg("A < B");
            picture[0] = diagram.toPicture();
        });

        Document drawing = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg[0])));
        assertThat(drawing.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("A < B");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < drawing.getElementsByTagName("text").getLength(); i++) {
            texts.add(drawing.getElementsByTagName("text").item(i).getTextContent());
        }
        // 155 convolutions, each with its name and its facts; 36 blocks in stage 3
        assertThat(texts).contains("Stage 3 · 36 blocks", "downsample.0", "1×1, 2048");
        assertThat(texts.stream().filter(t -> t.equals("conv2"))).hasSize(50);
        assertThat((long) picture[0].width() * picture[0].height()).isBetween(1_000_000L, 60_500_000L);
        assertThat(Arrays.stream(picture[0].argb()).distinct().limit(10).count())
                .isEqualTo(10);
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
    void controlZTakesBackAWholeFieldAndNotALetter() {
        interact(() -> fixture.context().navigator().show(ScreenId.NETWORK));
        NumberInput size = lookup("#imageSize").query();
        doubleClickOn(size.field()).write("128");
        clickOn("C");
        doubleClickOn(size.field()).write("64");
        assertThat(current.get().imageSizePx()).isEqualTo(64);

        press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(size.field().getText()).isEqualTo("128");
        press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(current.get()).isEqualTo(NetworkChoice.of("resnet20", 128));
        press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(current.get()).isEqualTo(NetworkChoice.DEFAULT);
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z).release(KeyCode.Z, KeyCode.SHIFT, KeyCode.CONTROL);
        assertThat(size.field().getText()).isEqualTo("128");

        clickOn("#search").write("50");
        press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(size.field().getText()).as("words are no setting").isEqualTo("128");
    }

    @Test
    void onlyTheChosenVariantIsMarkedAsChanged() {
        assertThat(marks()).isEmpty();
        interact(() -> model.options().chosen(NetworkOptions.SHORTCUT).set(Shortcut.C));
        assertThat(marks()).containsExactly("ResNet-20 (CIFAR)");
        assertThat(cell("ResNet-20 (CIFAR)").getAccessibleText()).endsWith("parameters, changed");
        assertThat(cell("ResNet-32 (CIFAR)").getAccessibleText())
                .isEqualTo("ResNet-32 (CIFAR), He et al. 2015 §4.2, 464 K parameters");
        chooseByKeyboard("resnet32");
        assertThat(marks()).isEmpty();
        interact(model.undo()::undo);
        assertThat(marks()).containsExactly("ResNet-20 (CIFAR)");
        interact(model::reset);
        assertThat(cell("ResNet-20 (CIFAR)").getAccessibleText()).endsWith("parameters");
    }

    private List<String> marks() {
        WaitForAsyncUtils.waitForFxEvents();
        return cells().stream()
                .filter(cell -> cell.lookup(".changed-mark").isVisible())
                .map(cell -> cell.getItem().title())
                .toList();
    }

    private VariantCell cell(String title) {
        return cells().stream()
                .filter(cell -> cell.getItem().title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private List<VariantCell> cells() {
        return lookup(".variant-cell").queryAllAs(VariantCell.class).stream()
                .filter(cell -> cell.getItem() != null)
                .toList();
    }

    @Test
    void twoNetworksAreDrawnSideBySideWhileTheirTabIsShown() {
        interact(() -> fixture.context().navigator().show(ScreenId.NETWORK));
        assertThat(side(0).graphProperty().get()).isNull();
        clickOn("Compare");
        assertThat(side(0).graphProperty().get().spec().variant()).isEqualTo("resnet20");
        assertThat(side(1).graphProperty().get().spec().variant()).isEqualTo("resnet50");

        interact(() -> model.options().chosen(NetworkOptions.SHORTCUT).set(Shortcut.C));
        clickOn("#keep");
        interact(() -> model.options().chosen(NetworkOptions.SHORTCUT).set(Shortcut.B));
        assertThat(side(0).graphProperty().get().spec().body().shortcut()).isEqualTo(Shortcut.B);
        assertThat(side(1).graphProperty().get().spec().body().shortcut()).isEqualTo(Shortcut.C);
        TableView<NetworkComparison.Row> rows = lookup("#rows").query();
        assertThat(rows.getItems()).contains(new NetworkComparison.Row("Shortcut", "B", "C", ""));

        interact(() -> model.imageSizeProperty().set("2"));
        assertThat(side(0).graphProperty().get()).isNull();
        assertThat(lookup("#failure").queryAllAs(Label.class))
                .filteredOn(label -> label.isVisible() && label.getText().contains("8 to 2048"))
                .hasSize(1);
        clickOn("Layers");
        interact(() -> model.imageSizeProperty().set("48"));
        assertThat(side(0).graphProperty().get()).as("nobody looks").isNull();
    }

    private NetworkDiagram side(int index) {
        return lookup(".network-side .network-diagram").queryAllAs(NetworkDiagram.class).stream()
                .toList()
                .get(index);
    }

    @Test
    void theButtonLeadsToTheTrainScreen() {
        clickOn("#toTrain");
        assertThat(fixture.context().navigator().current()).isEqualTo(ScreenId.TRAIN);
    }
}
