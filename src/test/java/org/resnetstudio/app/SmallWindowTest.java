package org.resnetstudio.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuBar;
import javafx.scene.input.KeyCombination;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.Pictures;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.runs.EventCodec;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingEvent.Warning.Topic;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.train.RunFixture;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** At its smallest size the window keeps everything in reach, whatever there is to tell. */
class SmallWindowTest extends ApplicationTest {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 600;
    private static final String LONG = "/photographs/of/a/very/long/path".repeat(12);
    private static final List<String> FRAME =
            List.of("#menuBar", "#data", "#network", "#train", "#evaluate", "#use", "#counts");

    @TempDir
    private static Path folder;

    private Studio studio;
    private Path project;

    @Override
    public void start(Stage stage) throws IOException, ProjectException {
        Path home = Files.createTempDirectory(folder, "studio");
        project = home.resolve("project");
        Pictures.folder(home.resolve("pictures/cat"), 10);
        Pictures.folder(home.resolve("pictures/dog"), 10);
        try (Project made = Project.create(project)) {
            made.importSources(List.of(home.resolve("pictures")), ImportListener.NONE, () -> false);
        }
        studio = new TestStudio().create(home, Optional.empty());
        stage.setScene(StudioApplication.scene(studio));
        stage.setWidth(WIDTH);
        stage.setHeight(HEIGHT);
        stage.show();
    }

    @AfterEach
    void closeStudio() {
        interact(studio::close);
    }

    private void openWithRun(List<TrainingEvent> said) throws IOException, TimeoutException {
        List<String> classes =
                IntStream.range(0, 200).mapToObj(i -> "class " + i).toList();
        Path run = RunFixture.write(project.resolve("runs/run"), "resnet20", classes, 1, 3);
        Path log = run.resolve("events.jsonl");
        Stream<String> lines = Stream.concat(
                said.stream().map(EventCodec::write), Files.readAllLines(log, StandardCharsets.UTF_8).stream());
        Files.writeString(log, lines.collect(Collectors.joining("\n", "", "\n")), StandardCharsets.UTF_8);
        interact(() -> {
            studio.context().navigator().show(ScreenId.TRAIN);
            studio.openFirstProject(Optional.of(project));
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> lookup("#loss")
                .tryQuery()
                .filter(Node::isVisible)
                .filter(node ->
                        lookup("#headline").queryAs(Label.class).getText().contains("trainer ended"))
                .isPresent());
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void everyShortcutIsThereInFull() {
        interact(() -> lookup("#menuBar").queryAs(MenuBar.class).getMenus().stream()
                .flatMap(menu -> menu.getItems().stream())
                .filter(item -> KeyCombination.keyCombination("F1").equals(item.getAccelerator()))
                .findFirst()
                .orElseThrow()
                .fire());
        WaitForAsyncUtils.waitForFxEvents();

        Set<Label> texts =
                from(lookup(".panel .facts").queryAll()).lookup(".label").<Label>queryAll();
        assertThat(texts).hasSizeGreaterThan(50).allSatisfy(text -> assertThat(text.getWidth())
                .as(text.getText())
                .isGreaterThanOrEqualTo(text.prefWidth(-1)));
    }

    private void assertInReach(String... more) {
        Bounds window = new BoundingBox(
                0, 0, window(0).getScene().getWidth(), window(0).getScene().getHeight());
        Stream.concat(FRAME.stream(), Stream.of(more)).forEach(id -> {
            Node node = lookup(id).query();
            assertThat(node.isVisible()).as(id).isTrue();
            assertThat(window.contains(node.localToScene(node.getLayoutBounds())))
                    .as(id + " at " + node.localToScene(node.getLayoutBounds()))
                    .isTrue();
        });
    }

    private static List<TrainingEvent> manyWarnings() {
        Stream<TrainingEvent> pictures = IntStream.range(0, 20)
                .mapToObj(i -> new TrainingEvent.Warning(
                        1, Sentence.inWords(LONG + i + ".jpg: There is no such file: restore it."), Topic.PICTURES, 1));
        Stream<TrainingEvent> rest = Stream.of(
                new TrainingEvent.Warning(
                        1, Sentence.inWords("980 more pictures could not be read."), Topic.PICTURES, 980),
                new TrainingEvent.Warning(
                        1, Sentence.inWords("100 classes have no training picture. " + LONG), Topic.CLASSES, 100));
        return Stream.concat(pictures, rest).toList();
    }

    @Test
    void aThousandMissingPicturesAndAHundredEmptyClassesAreOneLineWithAList() throws IOException, TimeoutException {
        openWithRun(manyWarnings());

        assertInReach("#startRun", "#evaluateRun", "#warningLine", "#loss", "#accuracy");
        assertThat(lookup("#warningLine").queryAs(Label.class).getText())
                .isEqualTo("1,000 pictures left out  ·  100 classes with too few pictures");
        assertThat(lookup("#warnings").query().getLayoutBounds().getHeight()).isLessThan(32);

        clickOn("Show details");
        ListView<?> list = lookup("#sentences").queryAs(ListView.class);
        assertThat(list.getItems()).hasSize(23);
        assertInReach("#sentences");
    }

    @Test
    void runsOfEarlierVersionsHaveOneLineToo() throws IOException, TimeoutException {
        openWithRun(IntStream.range(0, 42)
                .mapToObj(
                        i -> (TrainingEvent) new TrainingEvent.Warning(1, Sentence.inWords(LONG + i + ".jpg is gone.")))
                .toList());
        assertInReach("#startRun", "#evaluateRun", "#warningLine");
        assertThat(lookup("#warningLine").queryAs(Label.class).getText()).isEqualTo("42 remarks");
    }

    @Test
    void aLongMessageIsOneLineThatMovesNothingAndCanBeReadInFull() throws IOException, TimeoutException {
        openWithRun(List.of());
        Bounds before = boundsOf("#startRun");
        interact(() -> studio.context().notifier().error("The folder cannot be read: " + LONG));
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(boundsOf("#startRun")).isEqualTo(before);
        assertInReach("#bar", "#more", "#startRun");
        assertThat(lookup("#bar").query().getLayoutBounds().getHeight()).isLessThanOrEqualTo(36);

        clickOn("#more");
        ListView<?> list = lookup("#sentences").queryAs(ListView.class);
        assertThat(list.getItems()).hasSize(1);
    }

    @Test
    void howManyPicturesAreSelectedPushesNothingOutOfTheWindow() throws ProjectException, TimeoutException {
        Path many = project.resolveSibling("many");
        Pictures.folder(many.resolve("pictures/cat"), 120);
        try (Project made = Project.create(many.resolve("project"))) {
            made.importSources(List.of(many.resolve("pictures")), ImportListener.NONE, () -> false);
        }
        interact(() -> {
            studio.context().navigator().show(ScreenId.DATA);
            studio.openFirstProject(Optional.of(many.resolve("project")));
        });
        Label summary = lookup("#summary").query();
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> summary.getText().equals("120 pictures"));
        interact(() -> studio.context().actions().run(AppAction.SELECT_ALL));
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(summary.getText()).isEqualTo("120 pictures · 120 selected");
        assertInReach("#summary", "#search", "#classes", "#newClass", "#splits");
        assertThat(summary.getTooltip().getText()).isEqualTo(summary.getText());
    }

    @Test
    void noButtonOfARunThatWasStoppedIsCutOff() throws IOException, TimeoutException {
        openWithRun(List.of());
        interact(() -> lookup("#resumeRun").query().setVisible(true));
        WaitForAsyncUtils.waitForFxEvents();

        Set<Button> buttons = lookup("#outcome").lookup(".button").queryAllAs(Button.class);
        assertThat(buttons).hasSize(4).allSatisfy(button -> {
            boolean pictureAlone = button.getContentDisplay() == ContentDisplay.GRAPHIC_ONLY;
            assertThat(pictureAlone || button.getWidth() >= button.prefWidth(-1))
                    .as(button.getText())
                    .isTrue();
            if (pictureAlone) {
                assertThat(button.getTooltip().getText()).isEqualTo(button.getText());
            }
        });
    }

    @Test
    void ofALongListEachSentenceIsShownInFull() throws IOException, TimeoutException {
        String path = "/media/somebody/Photographs 2024/holidays/";
        openWithRun(IntStream.range(0, 60)
                .mapToObj(i -> (TrainingEvent) new TrainingEvent.Warning(
                        1,
                        Sentence.inWords(path + "x".repeat(i) + i
                                + ".jpg is left out: There is no such file: connect its drive, or put it back."),
                        Topic.PICTURES,
                        1))
                .toList());
        clickOn("Show details");
        ListView<?> list = lookup("#sentences").queryAs(ListView.class);
        for (int first = 0; first < list.getItems().size(); first += 3) {
            int at = first;
            interact(() -> list.scrollTo(at));
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(from(list).lookup(".list-cell").queryAllAs(ListCell.class))
                    .filteredOn(cell -> cell.isVisible() && !cell.isEmpty())
                    .isNotEmpty()
                    .allSatisfy(cell ->
                            assertThat(((Text) cell.lookup(".text")).getText()).isEqualTo(cell.getText()));
        }
    }

    private Bounds boundsOf(String id) {
        Node node = lookup(id).query();
        return node.localToScene(node.getLayoutBounds());
    }

    @Test
    void everyScreenLeavesTheFrameInTheWindow() throws IOException, TimeoutException {
        openWithRun(manyWarnings());
        for (ScreenId screen : ScreenId.values()) {
            interact(() -> studio.context().navigator().show(screen));
            WaitForAsyncUtils.waitForFxEvents();
            assertInReach();
        }
    }
}
