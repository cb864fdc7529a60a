package org.resnetstudio.app;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.project.Project;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.ThemeChoice;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class StudioWindowTest extends ApplicationTest {
    @TempDir
    private static Path folder;

    private Studio studio;

    @Override
    public void start(Stage stage) throws IOException {
        Path home = Files.createTempDirectory(folder, "studio");
        studio = new TestStudio().create(home, Optional.empty());
        stage.setScene(StudioApplication.scene(studio));
        stage.show();
        stage.requestFocus();
    }

    @AfterEach
    void closeStudio() {
        interact(studio::close);
    }

    @Test
    void everyFxmlLoads() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(Path.of("fxml"))) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".fxml"))
                    .map(name -> name.substring(0, name.length() - ".fxml".length()))
                    .sorted()
                    .toList();
        }
        assertThat(names).contains("main", "data", "network", "train", "evaluate", "use");
        interact(() -> names.forEach(
                name -> assertThat(studio.views().load(name)).as(name).isNotNull()));
    }

    @Test
    void shortcutsSwitchTheScreenAndTheNavigationFollows() {
        press(KeyCode.CONTROL, KeyCode.DIGIT3).release(KeyCode.DIGIT3, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(studio.context().navigator().current()).isEqualTo(ScreenId.TRAIN);
        assertThat(lookup("#train").queryAs(ToggleButton.class).isSelected()).isTrue();
        assertThat(studio.context().settings().screen()).isEqualTo(ScreenId.TRAIN);
    }

    @Test
    void clickingTheScreenThatIsShownKeepsItSelected() {
        clickOn("#data");
        clickOn("#data");
        assertThat(lookup("#data").queryAs(ToggleButton.class).isSelected()).isTrue();
    }

    @Test
    void aShortcutTogglesTheTheme() {
        assertThat(studio.context().theme().choiceProperty().get()).isEqualTo(ThemeChoice.LIGHT);
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D).release(KeyCode.D, KeyCode.SHIFT, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(studio.context().theme().isDark()).isTrue();
        assertThat(window(0).getScene().getStylesheets()).anyMatch(sheet -> sheet.endsWith("dark.css"));
    }

    @Test
    void aMessageShowsAtTheBottomAndItsButtonDoesWhatItSays() {
        int[] done = {0};
        interact(() -> studio.context().notifier().info("Something happened.", "Do it", () -> done[0]++));
        clickOn("Do it");
        assertThat(done[0]).isEqualTo(1);
        assertThat(lookup("#bar").query().isVisible()).isFalse();
    }

    @Test
    void aProblemStaysUntilEscapeOrAnotherProjectAndMovesNothing() throws Exception {
        double before = lookup("#content").query().getLayoutBounds().getHeight();
        interact(() -> studio.context().notifier().error("It did not work."));
        assertThat(lookup("#bar").query().isVisible()).isTrue();
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#content").query().getLayoutBounds().getHeight()).isEqualTo(before);

        push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#bar").query().isVisible()).isFalse();

        interact(() -> studio.context().notifier().error("It did not work."));
        Project project = Project.create(folder.resolve("another"));
        interact(() -> studio.context().project().replace(project));
        assertThat(lookup("#bar").query().isVisible()).isFalse();
    }

    @Test
    void aProblemGoesWhenWhatFailedIsTriedAgain() {
        interact(() -> fail("Reading"));
        WaitForAsyncUtils.waitForFxEvents();
        sleep(200);
        assertThat(lookup("#bar").query().isVisible()).isTrue();
        interact(() -> studio.context().jobs().job("Reading", progress -> 1).start());
        assertThat(lookup("#bar").query().isVisible()).isFalse();
    }

    private void fail(String title) {
        studio.context()
                .jobs()
                .job(title, progress -> {
                    throw new IOException("The disk is full: free some space.");
                })
                .start();
    }

    @Test
    void aProblemGoesWhenItsReasonIsGone() {
        SimpleStringProperty model = new SimpleStringProperty();
        interact(() -> studio.context().notifier().errorUntil("There is no model.", model, Objects::nonNull));
        assertThat(lookup("#bar").query().isVisible()).isTrue();
        interact(() -> model.set("ResNet-20"));
        assertThat(lookup("#bar").query().isVisible()).isFalse();
    }

    /** What is on the screen, and not what the scene would draw anew: only there an area that was left unpainted shows. */
    @Test
    void aPanelLeavesNoCopyOfItselfInTheCorner() {
        push(KeyCode.F1);
        WaitForAsyncUtils.waitForFxEvents();
        sleep(400);
        PixelReader corner = robotContext()
                .getCaptureSupport()
                .captureRegion(new Rectangle2D(window(0).getX(), window(0).getY(), 60, 120))
                .getPixelReader();
        assertThat(corner.getColor(50, 100).getBrightness()).isLessThan(0.9);
    }

    @Test
    void anOpenPanelHasTheKeyboardUntilEscapeClosesIt() {
        clickOn("#data");
        push(KeyCode.F1);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(panelIsOpen()).isTrue();
        assertThat(focusIsInPanel()).isTrue();
        for (int i = 0; i < 5; i++) {
            push(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(focusIsInPanel()).isTrue();
        }
        push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(panelIsOpen()).isFalse();
        assertThat(lookup("#data").query().isFocused()).isTrue();
    }

    @Test
    void aPanelThatAsksForANameHasTheKeyboardInItsFirstField() {
        push(new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN));
        WaitForAsyncUtils.waitForFxEvents();
        write("Birds");
        assertThat(lookup(".new-project")
                        .lookup("#name")
                        .queryAs(TextField.class)
                        .getText())
                .isEqualTo("Birds");
        assertThat(lookup("#create").queryAs(Button.class).isDisabled()).isFalse();
        push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(panelIsOpen()).isFalse();
    }

    @Test
    void anotherScreenClosesThePanelOfTheOldOne() {
        push(KeyCode.F1);
        WaitForAsyncUtils.waitForFxEvents();
        push(new KeyCodeCombination(KeyCode.DIGIT2, KeyCombination.SHORTCUT_DOWN));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(panelIsOpen()).isFalse();
    }

    private boolean panelIsOpen() {
        return lookup("#modal").queryAs(ModalPane.class).isDisplay();
    }

    private boolean focusIsInPanel() {
        Node modal = lookup("#modal").query();
        for (Node at = modal.getScene().getFocusOwner(); at != null; at = at.getParent()) {
            if (at == modal) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aFolderThatIsNoProjectIsOfferedAsASourceOfPictures() {
        interact(() -> studio.openFirstProject(Optional.of(folder)));
        assertThat(lookup("#bar").query().isVisible()).isTrue();
        assertThat(studio.context().project().isOpen()).isFalse();
    }
}
