package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.problem.Sentence;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class PictureViewTest extends ApplicationTest {
    private static final Path PHOTO = Path.of("photo.jpg");
    private static final Path ICON = Path.of("icon.png");

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Integer> decoded = new ArrayList<>();
    private final ThumbnailLoader loader =
            new ThumbnailLoader(this::decode, Sentence::english, new QueuedExecutor(work), Runnable::run, 1L << 30);
    private PictureView view;

    /** A photo of 4000 x 2000 pixels, and an icon of 20 x 10. */
    private RgbImage decode(Path file, int maxSidePx) {
        decoded.add(maxSidePx);
        int side = Math.min(maxSidePx, file.equals(PHOTO) ? 4000 : 20);
        return new RgbImage(side, side / 2, new byte[3 * side * (side / 2)]);
    }

    @Override
    public void start(Stage stage) {
        view = new PictureView(loader);
        view.setMinSize(800, 600);
        view.setMaxSize(800, 600);
        stage.setScene(new Scene(new StackPane(view), 900, 700));
        stage.show();
    }

    private ImageView picture() {
        return (ImageView) view.lookup(".image-view");
    }

    private void show(Path file) {
        interact(() -> view.show(file));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void doWork() {
        interact(() -> {
            while (!work.isEmpty()) {
                work.remove().run();
            }
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void theThumbnailIsShownEnlargedUntilThePictureIsThere() {
        interact(() -> loader.load(PHOTO, 128, thumbnail -> {}));
        doWork();
        show(PHOTO);
        assertThat(picture().getImage().getWidth()).isEqualTo(128);
        Bounds enlarged = picture().getBoundsInParent();
        assertThat(enlarged.getWidth()).isEqualTo(800);
        doWork();
        assertThat(picture().getImage().getWidth()).isEqualTo(1024);
        assertThat(picture().getBoundsInParent()).isEqualTo(enlarged);
    }

    @Test
    void withoutAThumbnailASmallOneComesFirst() {
        show(PHOTO);
        assertThat(picture().getImage()).isNull();
        interact(() -> work.remove().run());
        assertThat(decoded).containsExactly(256);
        assertThat(picture().getImage().getWidth()).isEqualTo(256);
    }

    @Test
    void anotherFileShowsNothingOfTheOneBefore() {
        show(PHOTO);
        doWork();
        show(ICON);
        assertThat(picture().getImage()).isNull();
        interact(() -> view.show(PHOTO));
        doWork();
        assertThat(picture().getImage().getWidth()).as("what comes late").isEqualTo(1024);
    }

    /** Away from the person is up. */
    private void wheel(double x, double deltaY) {
        Point2D at = view.localToScene(x, 300);
        interact(() -> Event.fireEvent(
                view,
                new ScrollEvent(
                        ScrollEvent.SCROLL,
                        at.getX(),
                        at.getY(),
                        at.getX(),
                        at.getY(),
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        0,
                        deltaY,
                        0,
                        deltaY,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        new PickResult(view, at.getX(), at.getY()))));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void theWheelZoomsAroundTheMouseAndLoadsMorePixels() {
        show(PHOTO);
        doWork();
        for (int i = 0; i < 4; i++) {
            wheel(600, 40);
        }
        assertThat(view.zoom()).isGreaterThan(2);
        Bounds bounds = picture().getBoundsInParent();
        assertThat((600 - bounds.getMinX()) / bounds.getWidth())
                .as("stays below the mouse")
                .isBetween(0.749, 0.751);
        doWork();
        assertThat(picture().getImage().getWidth()).isEqualTo(2048);
        for (int i = 0; i < 20; i++) {
            wheel(600, -40);
        }
        assertThat(view.zoom()).isEqualTo(1);
        assertThat(picture().getBoundsInParent().getMinX()).isZero();
    }

    @Test
    void draggingMovesAnEnlargedPictureAsFarAsItsEdge() {
        show(PHOTO);
        doWork();
        interact(() -> {
            for (int i = 0; i < 6; i++) {
                view.zoom(true);
            }
        });
        Bounds before = picture().getBoundsInParent();
        drag(view, MouseButton.PRIMARY).moveBy(60, 0).drop();
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(picture().getBoundsInParent().getMinX()).isEqualTo(before.getMinX() + 60);
        for (int i = 0; i < 5; i++) {
            drag(view, MouseButton.PRIMARY).moveBy(380, 0).drop();
        }
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(picture().getBoundsInParent().getMinX()).isZero();
        doubleClickOn(view);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(view.zoom()).isEqualTo(1);
    }

    @Test
    void aSmallPictureIsEnlargedWithHardPixelsAndAThumbnailSmoothly() {
        show(ICON);
        doWork();
        assertThat(picture().isSmooth()).isFalse();
        assertThat(picture().getFitWidth()).isEqualTo(800);
        assertThat(decoded).as("there are no more pixels").hasSizeLessThanOrEqualTo(2);
        interact(() -> loader.load(PHOTO, 64, thumbnail -> {}));
        doWork();
        show(PHOTO);
        assertThat(picture().isSmooth()).isTrue();
    }
}
