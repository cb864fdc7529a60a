package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.control.ImageTiles;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.Overlay;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.Views;
import org.testfx.framework.junit5.ApplicationTest;

/** The form and the panel that it opens, as somebody uses them. */
class AugmentationScreenTest extends ApplicationTest {
    @TempDir
    private static Path folder;

    private ScreenFixture fixture;
    private TrainForm form;
    private CurrentNetwork network;
    private final Overlay overlay = new Overlay();

    @Override
    public void start(Stage stage) throws IOException, ProjectException {
        Path home = Files.createTempDirectory(folder, "studio");
        fixture = new ScreenFixture(home);
        fixture.openProject(home, 2);
        fixture.context().navigator().show(ScreenId.TRAIN);
        network = new CurrentNetwork(fixture.context().settings());
        TrainModel model = new TrainModel(
                fixture.context(),
                new RunHistory(fixture.context()),
                network,
                new NotedHandover(),
                FakeTrainer.starter("complete", new ArrayList<>()),
                Clock.systemUTC());
        form = model.form();
        AugmentationPanel[] panel = new AugmentationPanel[1];
        Map<Class<?>, Supplier<Object>> controllers = Map.of(
                TrainFormController.class, () -> new TrainFormController(fixture.context(), model, network),
                TrainBeginningController.class, () -> new TrainBeginningController(fixture.context(), model, network),
                AugmentationController.class,
                        () -> new AugmentationController(panel[0].model(), overlay, ScreenFixture.MESSAGES, null));
        Views views =
                new Views(ScreenFixture.MESSAGES, type -> controllers.get(type).get());
        panel[0] = new AugmentationPanel(
                fixture.context(),
                model,
                network,
                overlay,
                views,
                new AugmentationPanel.Surroundings(Runnable::run, Runnable::run, Optional::empty));
        fixture.context()
                .actions()
                .register(AppAction.TRAIN_AUGMENT, panel[0]::openForNextRun, new SimpleBooleanProperty(true));
        StackPane above = new StackPane();
        above.setPickOnBounds(false);
        overlay.contentProperty().subscribe(content -> above.getChildren()
                .setAll(content.stream().toList()));
        stage.setScene(new Scene(new StackPane(views.load("train-form"), above), 960, 600));
        stage.show();
    }

    @AfterEach
    void close() {
        interact(() -> {
            try {
                fixture.close();
            } catch (ProjectException e) {
                throw new AssertionError(e);
            }
        });
    }

    private <T> T find(String id, Class<T> type) {
        return type.cast(lookup(id).query());
    }

    private String ofForm() {
        return form.augmentation().get(network.get().imageSizePx()).cliText();
    }

    private List<Image> variants() {
        ImageTiles tiles = find("#variants", ImageTiles.class);
        return IntStream.range(0, 9).mapToObj(tiles::image).toList();
    }

    private void open() {
        interact(() -> find("#setAugmentations", Hyperlink.class).fire());
    }

    @Test
    void movingASliderChangesTheVariants() {
        open();
        List<Image> before = variants();
        assertThat(before).hasSize(9).doesNotContainNull();
        clickOn("#augment-rotation");
        List<Image> rotated = variants();
        assertThat(rotated).doesNotContainAnyElementsOf(before);
        Slider slider = lookup(".augment-strength .slider").<Slider>queryAll().stream()
                .filter(one -> one.getMax() == 180)
                .findFirst()
                .orElseThrow();

        clickOn(slider); // its middle

        assertThat(slider.getValue()).isBetween(60.0, 120.0);
        assertThat(ofForm()).matches("flip,crop=\\d+,rotation=\\d+");
        assertThat(variants()).doesNotContainAnyElementsOf(rotated);
    }

    @Test
    void theFormShowsWhatThePanelSetsAndCancelTakesItBack() {
        String before = ofForm();
        open();
        clickOn("#augment-zoom");
        assertThat(form.augmentations().get("zoom").get()).isTrue();
        assertThat(find("#strengths", Label.class).getText()).contains("Zoom 0.1");
        press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);

        assertThat(overlay.contentProperty().get()).isEmpty();
        assertThat(ofForm()).isEqualTo(before);
        assertThat(find("#strengths", Label.class).getText()).doesNotContain("Zoom");
    }

    @Test
    void doneKeepsIt() {
        open();
        clickOn("#augment-flip");
        clickOn("#apply");

        assertThat(overlay.contentProperty().get()).isEmpty();
        assertThat(form.augmentations().get("flip").get()).isFalse();
    }

    @Test
    void keysShowOtherVariantsAndOtherPictures() {
        open();
        List<Image> before = variants();
        String caption = find("#caption", Label.class).getText();
        interact(() -> find("#augment-flip", CheckBox.class).requestFocus());
        type(KeyCode.V);
        assertThat(variants()).doesNotContainAnyElementsOf(before);
        type(KeyCode.PAGE_DOWN);
        assertThat(find("#caption", Label.class).getText()).isNotEqualTo(caption);
        type(KeyCode.PAGE_UP);
        assertThat(find("#caption", Label.class).getText()).isEqualTo(caption);
    }

    /** Everything of it can be reached in the smallest window, and the list alone is scrolled. */
    @Test
    void allTenFitIntoASmallWindow() {
        open();
        interact(() -> lookup(".check-box").<CheckBox>queryAll().stream()
                .filter(box -> box.getId() != null && box.getId().startsWith("augment-"))
                .forEach(box -> box.setSelected(true)));
        for (String id : List.of("#panel", "#apply", "#variants", "#presets", "#otherVariants", "#sight")) {
            Node node = lookup(".augment-panel").lookup(id).query();
            assertThat(node.localToScene(node.getBoundsInLocal())).as(id).satisfies(bounds -> {
                assertThat(bounds.getMinX()).isNotNegative();
                assertThat(bounds.getMinY()).isNotNegative();
                assertThat(bounds.getMaxX()).isLessThanOrEqualTo(960);
                assertThat(bounds.getMaxY()).isLessThanOrEqualTo(600);
            });
        }
    }
}
