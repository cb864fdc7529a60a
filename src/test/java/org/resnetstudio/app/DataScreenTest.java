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
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.TitledPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.data.TestPictures;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.ScreenId;
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
        project.importSources(List.of(home.resolve("animals")), (p, d, t) -> {}, () -> false);
        project.importSources(List.of(home.resolve("new")), (p, d, t) -> {}, () -> false);
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

    private void chord(KeyCode... keys) {
        press(keys);
        for (int i = keys.length - 1; i >= 0; i--) {
            release(keys[i]);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void keysOnAnotherScreenLeaveTheLabelsAlone() {
        List<OptionalInt> before = labels();
        for (ScreenId screen : List.of(ScreenId.NETWORK, ScreenId.TRAIN, ScreenId.EVALUATE, ScreenId.USE)) {
            interact(() -> studio.context().navigator().show(screen));
            chord(KeyCode.CONTROL, KeyCode.A);
            type(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DELETE, KeyCode.X);
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(studio.context().navigator().current()).isEqualTo(screen);
        }
        interact(() -> studio.context().navigator().show(ScreenId.DATA));
        assertThat(summary()).isEqualTo("9 pictures");
        assertThat(labels()).isEqualTo(before);
        assertThat(project.canUndo()).isTrue();
        assertThat(project.undoDescription().map(Sentence::english).orElseThrow())
                .startsWith("Imported");
    }

    @Test
    void labelKeysNeedTheKeyboardInTheGrid() {
        clickOn(tile(0));
        List<OptionalInt> before = labels();
        for (String elsewhere : List.of("#classes", "#splits", "#autoAdvance", "#search")) {
            interact(() -> lookup(elsewhere).query().requestFocus());
            type(KeyCode.DIGIT2, KeyCode.X);
        }
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(labels()).isEqualTo(before);
        assertThat(project.dataset().samples()).noneMatch(sample -> sample.excluded());
    }

    @Test
    void tabReachesTheGridAndShowsWhereItIs() {
        interact(() -> lookup("#search").query().requestFocus());
        for (int i = 0; i < 6 && !grid().isFocused(); i++) {
            type(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertThat(grid().isFocused()).isTrue();
        assertThat(tile(0).getPseudoClassStates()).extracting(Object::toString).contains("current");
        assertThat(summary()).isEqualTo("9 pictures");
        type(KeyCode.DIGIT2);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(labels().get(0)).as("the focus is no choice").hasValue(0);
        type(KeyCode.RIGHT);
        assertThat(tile(1).getPseudoClassStates()).extracting(Object::toString).contains("selected");
    }

    @Test
    void theSmallestWindowHasRoomForEverything() {
        interact(() -> {
            window(0).setWidth(960);
            window(0).setHeight(600);
            studio.context().actions().run(AppAction.SELECT_ALL);
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup(".studio-navigation").query().localToScene(0, 0).getX())
                .isZero();
        Node side = lookup(".side-panel").query();
        assertThat(side.localToScene(side.getBoundsInLocal()).getMaxX()).isLessThanOrEqualTo(960);
    }

    @Test
    void mnemonicsReachTheListsAtTheSide() {
        chord(KeyCode.ALT, KeyCode.C);
        assertThat(lookup("#classes").query().isFocused()).isTrue();
        chord(KeyCode.ALT, KeyCode.P);
        assertThat(lookup("#splits").query().isFocused()).isTrue();
    }

    private Node grid() {
        return lookup(".thumbnail-grid").query();
    }

    @Test
    void theMenuKeyOpensTheMenuOfTheSelectedPicture() throws TimeoutException {
        clickOn(tile(5));
        chord(KeyCode.SHIFT, KeyCode.F10);
        await(() -> lookup("Exclude from training").tryQuery().isPresent());
        clickOn("Exclude from training");
        await(() -> project.dataset().samples().get(5).excluded());
        clickOn(tile(2));
        push(KeyCode.CONTEXT_MENU);
        await(() -> lookup("Exclude from training").tryQuery().isPresent());
        push(KeyCode.ESCAPE);
    }

    @Test
    void aRenamedClassHasItsNewNameEverywhereAtOnce() {
        interact(() -> {
            try {
                project.renameClass(1, "hound");
            } catch (ProjectException e) {
                throw new IllegalStateException(e);
            }
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("dog").queryAll()).isEmpty();
        assertThat(lookup("hound").queryAll())
                .as("its line at the side, and two pictures")
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void undoInTheMenuNamesItsStep() throws TimeoutException {
        interact(() -> {
            try {
                project.renameClass(0, "tom_cat");
            } catch (ProjectException e) {
                throw new IllegalStateException(e);
            }
        });
        clickOn(tile(5));
        type(KeyCode.DIGIT1);
        await(() -> labels().get(5).isPresent());
        clickOn("Edit");
        await(() -> lookup("Undo: Labelled 1 picture as tom_cat").tryQuery().isPresent());
        push(KeyCode.ESCAPE);
    }

    @Test
    void enterWithoutASelectionOpensNothing() {
        interact(() -> grid().requestFocus());
        type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#preview").query().isVisible()).isFalse();
        assertThat(lookup("Select a picture first.").tryQuery()).isPresent();
    }

    @Test
    void manyLabelsAreAskedAboutAndTheKeyboardBeginsOnCancel() throws Exception {
        TestPictures.write(folder.resolve("herd/cow"), 30);
        project.importSources(List.of(folder.resolve("herd")), (p, d, t) -> {}, () -> false);
        await(() -> summary().equals("39 pictures"));
        clickOn(tile(0));
        chord(KeyCode.CONTROL, KeyCode.A);
        type(KeyCode.DIGIT1);
        await(() -> lookup("Label 39 pictures as cat?").tryQuery().isPresent());
        await(() -> lookup("#no").query().isFocused());
        type(KeyCode.DIGIT2, KeyCode.ENTER);
        type(KeyCode.ESCAPE);
        await(() -> lookup("Label 39 pictures as cat?")
                .tryQuery()
                .filter(Node::isVisible)
                .isEmpty());
        assertThat(labels().stream().filter(OptionalInt.of(2)::equals)).hasSize(30);
        interact(() -> grid().requestFocus());
        type(KeyCode.DIGIT1);
        await(() -> lookup("#yes").tryQuery().isPresent());
        clickOn("#yes");
        await(() -> labels().stream().allMatch(OptionalInt.of(0)::equals));
    }

    @Test
    void manyClassesAreFoundByTypingInTheListAndInTheMenu() throws Exception {
        for (int i = 0; i < 30; i++) {
            project.addClass("kind " + i);
        }
        await(() -> lookup("#classSearch").query().isVisible());
        clickOn("#classSearch").write("Kind 2");
        ListView<?> classes = lookup("#classes").query();
        await(() -> classes.getItems().size() == 2 + 11);
        push(KeyCode.ESCAPE);
        await(() -> classes.getItems().size() == 2 + 32);
        clickOn(tile(5));
        chord(KeyCode.SHIFT, KeyCode.F10);
        Menu label = listWindows().stream()
                .filter(window -> window instanceof ContextMenu)
                .flatMap(window -> ((ContextMenu) window).getItems().stream())
                .filter(item -> item instanceof Menu menu && menu.getText().equals("Label as"))
                .map(item -> (Menu) item)
                .findFirst()
                .orElseThrow();
        assertThat(label.getItems()).as("no list of 32").hasSize(9 + 3);
        interact(() -> {
            label.getParentPopup().hide();
            label.getItems().get(9).fire();
        });
        await(() -> lookup("#found").tryQuery().isPresent());
        await(() -> lookup(".panel #search").query().isFocused());
        write("kind 2").type(KeyCode.DOWN).type(KeyCode.ENTER);
        await(() -> labels().get(5).equals(OptionalInt.of(2 + 20)));
    }

    @Test
    void aFileThatIsGoneIsMarkedAndNoLongerWhenItIsBack() throws Exception {
        await(() -> picture(0) != null);
        Path file = project.dataset().samples().get(0).file();
        Path elsewhere = Files.move(
                file,
                folder.resolve(
                        "moved-" + file.getParent().getParent().getParent().getFileName()));
        await(() -> {
            interact(() -> studio.context().pulse().tick());
            return broken() == 1;
        });
        assertThat(picture(0)).isNull();
        Files.move(elsewhere, file);
        await(() -> {
            interact(() -> studio.context().pulse().tick());
            return picture(0) != null;
        });
        assertThat(broken()).isZero();
    }

    private long broken() {
        return lookup(".tile-broken").queryAll().stream()
                .filter(icon -> icon.isVisible() && icon.getParent().getParent().isVisible())
                .count();
    }

    private Image picture(int index) {
        return from(tile(index)).lookup(".image-view").queryAs(ImageView.class).getImage();
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
