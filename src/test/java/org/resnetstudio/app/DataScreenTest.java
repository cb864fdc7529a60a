package org.resnetstudio.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.data.TestPictures;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class DataScreenTest extends ApplicationTest {
    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    private static Path folder;

    private final TestStudio system = new TestStudio();
    private Studio studio;
    private Project project;

    /** Three cats, two dogs, four pictures without a label. */
    @Override
    public void start(Stage stage) throws IOException, ProjectException {
        Path home = Files.createTempDirectory(folder, "studio");
        TestPictures.write(home.resolve("animals/cat"), 3);
        TestPictures.write(home.resolve("animals/dog"), 2);
        TestPictures.write(home.resolve("new"), 4);
        project = Project.create(home.resolve("project"));
        project.importSources(List.of(home.resolve("animals"), home.resolve("new")), (p, d, t) -> {}, () -> false);
        studio = system.create(home, Optional.empty());
        stage.setScene(StudioApplication.scene(studio));
        stage.setWidth(1280);
        stage.setHeight(800);
        stage.show();
        studio.context().project().replace(project);
        stage.requestFocus();
    }

    @AfterEach
    void closeStudio() {
        interact(studio::close);
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private List<OptionalInt> labels() {
        return project.dataset().samples().stream()
                .map(sample -> sample.classIndex())
                .toList();
    }

    private Node tile(int index) {
        return lookup(".tile").queryAll().stream()
                .filter(Node::isVisible)
                .skip(index)
                .findFirst()
                .orElseThrow();
    }

    private String summary() {
        return lookup("#summary").queryAs(Label.class).getText();
    }

    @Test
    void aNumberLabelsTheSelectedPictureAndGoesOnAndCtrlZTakesItBack() throws TimeoutException {
        await(() -> lookup(".tile").queryAll().stream().filter(Node::isVisible).count() == 9);
        clickOn(tile(5));
        type(KeyCode.DIGIT2, KeyCode.DIGIT1);
        await(() -> labels().get(6).isPresent());
        assertThat(labels().subList(5, 8)).containsExactly(OptionalInt.of(1), OptionalInt.of(0), OptionalInt.empty());
        press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        await(() -> labels().get(6).isEmpty());
        assertThat(labels().get(5)).hasValue(1);
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z).release(KeyCode.Z, KeyCode.SHIFT, KeyCode.CONTROL);
        await(() -> labels().get(6).isPresent());
    }

    @Test
    void allAreSelectedAndLabelledAtOnce() throws TimeoutException {
        clickOn(tile(0));
        press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
        assertThat(summary()).isEqualTo("9 pictures · 9 selected");
        type(KeyCode.DIGIT1);
        await(() -> labels().stream().allMatch(OptionalInt.of(0)::equals));
        type(KeyCode.DIGIT0);
        await(() -> labels().stream().allMatch(OptionalInt::isEmpty));
    }

    @Test
    void shiftAndArrowsExtendTheSelection() {
        clickOn(tile(1));
        press(KeyCode.SHIFT).type(KeyCode.RIGHT, 3).release(KeyCode.SHIFT);
        assertThat(summary()).isEqualTo("9 pictures · 4 selected");
    }

    @Test
    void theTextFilterNarrowsAndEscapeShowsAllAgain() throws TimeoutException {
        clickOn(tile(0));
        press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        write("2.png");
        await(() -> summary().equals("2 pictures"));
        type(KeyCode.ESCAPE);
        await(() -> summary().equals("9 pictures"));
    }

    @Test
    void aClickOnAClassShowsItsPicturesOnly() throws TimeoutException {
        clickOn(lookup("#classes").lookup("dog").<Node>query());
        await(() -> summary().equals("2 pictures"));
    }

    @Test
    void spaceShowsThePictureLargeAndItCanBeLabelledThere() throws TimeoutException {
        clickOn(tile(5));
        type(KeyCode.SPACE);
        assertThat(lookup("#preview").query().isVisible()).isTrue();
        await(() -> lookup("#details").queryAs(Label.class).getText().contains("16 × 12"));
        type(KeyCode.DIGIT1);
        await(() -> labels().get(5).isPresent());
        type(KeyCode.ESCAPE);
        assertThat(lookup("#preview").query().isVisible()).isFalse();
    }

    @Test
    void theStatusBarCounts() {
        assertThat(lookup("#counts").queryAs(Label.class).getText())
                .isEqualTo("9 pictures · 5 labelled · 4 unlabelled · 2 classes");
    }

    @Test
    void theThemeChangesWhileItRuns() {
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D).release(KeyCode.D, KeyCode.SHIFT, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(studio.context().theme().isDark()).isTrue();
    }

    @Test
    void theReportOfAnImportShowsItsReasonsToTheirEnds() throws TimeoutException, IOException {
        Path pictures = Files.createTempDirectory(folder, "odd");
        Files.createDirectories(pictures.resolve("cat"));
        TestPictures.write(pictures.resolve("dog"), 1);
        system.answers.add(pictures);
        press(KeyCode.CONTROL, KeyCode.I).release(KeyCode.I, KeyCode.CONTROL);
        await(() -> lookup("#report").tryQuery().filter(Node::isVisible).isPresent());
        interact(() -> lookup("#report").queryAs(TitledPane.class).setExpanded(true));
        String reason = "This class folder holds no pictures, so nothing was taken from it; put pictures into it or"
                + " delete it.";
        await(() -> lookup(reason).tryQuery().isPresent());
        Text text = lookup(reason).queryText();
        assertThat(text.getText()).isEqualTo(reason);
        Bounds cell = text.getParent().getLayoutBounds();
        assertThat(text.getBoundsInParent().getHeight()).isLessThanOrEqualTo(cell.getHeight());
        assertThat(text.getBoundsInParent().getMaxX()).isLessThanOrEqualTo(cell.getWidth());
    }
}
