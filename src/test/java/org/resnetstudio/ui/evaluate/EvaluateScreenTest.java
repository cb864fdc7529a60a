package org.resnetstudio.ui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.Project;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.control.ClassColors;
import org.resnetstudio.ui.control.ThumbnailLoader;
import org.resnetstudio.ui.data.ClassChoice;
import org.resnetstudio.ui.data.EditHistory;
import org.resnetstudio.ui.data.Panels;
import org.resnetstudio.ui.data.ProjectEdits;
import org.resnetstudio.ui.data.Questions;
import org.resnetstudio.ui.data.SampleCommands;
import org.resnetstudio.ui.data.SampleInput;
import org.resnetstudio.ui.data.TestPictures;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.Overlay;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.Views;
import org.resnetstudio.ui.use.ClassifierCache;
import org.resnetstudio.ui.use.ModelLibrary;
import org.resnetstudio.ui.use.TestModels;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.service.query.NodeQuery;
import org.testfx.util.NodeQueryUtils;
import org.testfx.util.WaitForAsyncUtils;

/** Three cats and two dogs, all taken for cats. */
class EvaluateScreenTest extends ApplicationTest {
    @TempDir
    private static Path folder;

    private final ExecutorService decoders = Executors.newSingleThreadExecutor();
    private final ClassifierCache classifiers = new ClassifierCache();
    private final List<Path> classified = new ArrayList<>();
    private ScreenFixture fixture;
    private Project project;
    private EvaluateModel model;

    @Override
    public void start(Stage stage) throws Exception {
        Path home = Files.createTempDirectory(folder, "studio");
        TestPictures.write(home.resolve("pictures/cat"), 3);
        TestPictures.write(home.resolve("pictures/dog"), 2);
        project = Project.create(home.resolve("project"));
        project.importSources(List.of(home.resolve("pictures")), ImportListener.NONE, () -> false);
        project.setSplit(project.dataset().samples().stream().map(Sample::id).toList(), Optional.of(Split.TEST));
        fixture = new ScreenFixture(home);
        fixture.context().project().replace(project);
        ModelLibrary library = new ModelLibrary(fixture.context(), classifiers);
        model = new EvaluateModel(fixture.context(), library, decoders);
        library.open(TestModels.alwaysLast(home.resolve("model.onnx"), "dog", "cat"));
        Views[] views = new Views[1];
        views[0] = new Views(ScreenFixture.MESSAGES, type -> controller(type, views[0]));
        fixture.context().navigator().show(ScreenId.EVALUATE);
        stage.setScene(new Scene(views[0].screen(ScreenId.EVALUATE), 1280, 800));
        stage.show();
        stage.requestFocus();
    }

    private Object controller(Class<?> type, Views views) {
        if (type == ClassFiguresController.class) {
            return new ClassFiguresController(model, ScreenFixture.MESSAGES);
        }
        ProjectEdits edits = new ProjectEdits(fixture.context(), Runnable::run, Runnable::run);
        ThumbnailLoader loader = new ThumbnailLoader(
                (file, side) -> new ImageDecoder().decode(file, side),
                Sentence::english,
                decoders,
                javafx.application.Platform::runLater,
                1 << 20);
        SampleInput input = new SampleInput(
                fixture.context(),
                (picture, beside) -> classified.add(picture),
                new ClassChoice(),
                new Panels(new Overlay(), views));
        SampleCommands commands = new SampleCommands(fixture.context(), edits, new Questions(), model.samples());
        return new EvaluateController(
                fixture.context(),
                model,
                new PictureTiles(ScreenFixture.MESSAGES, model, commands, loader, input),
                new EditHistory(fixture.context(), edits));
    }

    @AfterEach
    void close() throws Exception {
        classifiers.close();
        decoders.shutdownNow();
        project.close();
    }

    private Node tile(int index) {
        return lookup(".tile").queryAll().stream()
                .filter(Node::isVisible)
                .skip(index)
                .findFirst()
                .orElseThrow();
    }

    private String text(String id) {
        WaitForAsyncUtils.waitForFxEvents();
        return lookup(id).queryAs(Label.class).getText();
    }

    private List<String> labels() {
        WaitForAsyncUtils.waitForFxEvents();
        return project.dataset().samples().stream()
                .map(sample -> sample.classIndex().isEmpty()
                        ? "-"
                        : project.dataset().classNames().get(sample.classIndex().getAsInt()))
                .toList();
    }

    private long marked() {
        WaitForAsyncUtils.waitForFxEvents();
        return lookup(".tile-changed").queryAll().stream()
                .filter(icon -> icon.isVisible() && icon.getParent().getParent().isVisible())
                .count();
    }

    @Test
    void mistakesAreLabelledExcludedAndUndoneWithTheKeyboard() {
        clickOn(tile(0));
        type(KeyCode.DIGIT1);
        assertThat(labels()).containsExactly("cat", "cat", "cat", "cat", "dog");
        assertThat(text("#remarks")).contains("1 picture was changed since");
        assertThat(marked()).isEqualTo(1);
        type(KeyCode.X);
        assertThat(project.dataset().samples().get(4).excluded())
                .as("it went on to the next")
                .isTrue();
        assertThat(text("#remarks")).contains("2 pictures were changed since");
        assertThat(fixture.context().actions().stepProperty(AppAction.UNDO).get())
                .isEqualTo("Excluded 1 picture");
        interact(() -> fixture.context().actions().run(AppAction.UNDO));
        interact(() -> fixture.context().actions().run(AppAction.UNDO));
        assertThat(labels()).containsExactly("cat", "cat", "cat", "dog", "dog");
        assertThat(text("#remarks")).doesNotContain("changed");
        assertThat(marked()).isZero();
        assertThat(model.resultProperty().get()).as("the evaluation stays").isNotNull();
    }

    /** With the keyboard, because the headless window has no right click. */
    private void openMenu(int index) {
        clickOn(tile(index));
        press(KeyCode.SHIFT).type(KeyCode.F10).release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void theMenuOfAMistakeLabelsAndExcludesIt() {
        openMenu(1);
        Menu label = listWindows().stream()
                .filter(window -> window instanceof ContextMenu)
                .flatMap(window -> ((ContextMenu) window).getItems().stream())
                .filter(item -> item instanceof Menu menu && menu.getText().equals("Label as"))
                .map(item -> (Menu) item)
                .findFirst()
                .orElseThrow();
        assertThat(label.getItems().get(0).getText()).isEqualTo("cat");
        interact(() -> {
            label.getParentPopup().hide();
            label.getItems().get(0).fire();
        });
        assertThat(labels()).containsExactly("cat", "cat", "cat", "dog", "cat");
        openMenu(0);
        clickOn("Exclude from training");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(project.dataset().samples()).filteredOn(Sample::excluded).hasSize(1);
        assertThat(marked()).isEqualTo(2);
    }

    @Test
    void allThatAreShownAreSelectedAndNoOthersAreLabelled() {
        interact(() -> model.cellProperty().set(new MatrixCell(1, 1)));
        interact(() -> fixture.context().actions().run(AppAction.SELECT_ALL));
        type(KeyCode.DIGIT2);
        assertThat(labels()).containsExactly("dog", "dog", "dog", "dog", "dog");
        assertThat(marked()).isEqualTo(3);
        interact(() -> model.cellProperty().set(null));
        type(KeyCode.DIGIT1);
        assertThat(labels()).as("other pictures, none chosen").doesNotContain("cat");
    }

    @Test
    void aPictureHasTheNameAndTheColourOfItsClassAsItIsNow() {
        interact(() -> model.cellProperty().set(new MatrixCell(1, 1)));
        assertThat(caption(tile(0))).isEqualTo("cat");
        assertThat(color(tile(0))).isEqualTo(ClassColors.of(0));
        clickOn(tile(0));
        type(KeyCode.DIGIT2);
        assertThat(labels()).contains("dog");
        assertThat(caption(tile(0))).isEqualTo("dog");
        assertThat(color(tile(0))).isEqualTo(ClassColors.of(1));
    }

    private String caption(Node tile) {
        WaitForAsyncUtils.waitForFxEvents();
        return child(tile, Label.class).getText();
    }

    private Paint color(Node tile) {
        return child(tile, Rectangle.class).getFill();
    }

    private static <T> T child(Node tile, Class<T> type) {
        return ((Parent) tile)
                .getChildrenUnmodifiable().stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void aPictureThatWasRemovedIsMarkedAndCannotBeLabelled() throws Exception {
        long id = model.resultProperty().get().sample(model.shown().get(0)).id();
        interact(() -> remove(id));
        assertThat(marked()).isEqualTo(1);
        clickOn(tile(0));
        type(KeyCode.DIGIT1);
        assertThat(labels()).containsExactly("cat", "cat", "cat", "dog");
    }

    private void remove(long id) {
        try {
            project.removeSamples(List.of(id));
        } catch (org.resnetstudio.project.ProjectException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theChoiceOfPicturesCountsThoseOfTheProjectAsItIsNow() throws Exception {
        assertThat(set()).isEqualTo("Test pictures (5)");
        clickOn(tile(0));
        type(KeyCode.X);
        assertThat(set()).isEqualTo("Test pictures (4)");
        Path home = Files.createTempDirectory(folder, "other");
        TestPictures.write(home.resolve("pictures/cat"), 2);
        try (Project other = Project.create(home.resolve("project"))) {
            other.importSources(List.of(home.resolve("pictures")), ImportListener.NONE, () -> false);
            other.setSplit(List.of(other.dataset().samples().get(0).id()), Optional.of(Split.TEST));
            other.setSplit(List.of(other.dataset().samples().get(1).id()), Optional.of(Split.TRAIN));
            interact(() -> fixture.context().project().replace(other));
            assertThat(set()).isEqualTo("Test pictures (1)");
            clickOn("#sets");
            assertThat(choices(lookup(".combo-box-popup .list-cell")))
                    .containsExactly("Test pictures (1)", "Validation pictures (0)", "Training pictures (1)");
            type(KeyCode.ESCAPE);
            interact(() -> fixture.context().project().replace(project));
        }
    }

    /** What the closed list shows. */
    private String set() {
        return choices(lookup("#sets > .list-cell")).get(0);
    }

    /** What lists of choices show. */
    private static List<String> choices(NodeQuery cells) {
        WaitForAsyncUtils.waitForFxEvents();
        return cells.match(NodeQueryUtils.isVisible()).queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    void aCaptionHasTheClassAndBelowItWhatTheModelSaid() {
        assertThat(lookup("dog").queryAll()).isNotEmpty();
        assertThat(lookup("→ 99 % cat").queryAll()).isNotEmpty();
    }

    @Test
    void spaceAsksTheModelAboutThePicture() {
        clickOn(tile(0));
        type(KeyCode.SPACE);
        type(KeyCode.C);
        doubleClickOn(tile(0));
        assertThat(classified).hasSize(3);
    }

    @Test
    void figuresOfClassesAreSortedAsNumbersWithUndefinedOnesLast() {
        clickOn("Classes");
        TableView<?> table = lookup("#perClass").query();
        clickOn("Precision");
        assertThat(table.getItems()).extracting("className").containsExactly("cat", "dog");
        clickOn("Precision");
        assertThat(table.getItems()).extracting("className").containsExactly("cat", "dog");
        clickOn("Recall");
        assertThat(table.getItems()).extracting("className").containsExactly("dog", "cat");
    }
}
