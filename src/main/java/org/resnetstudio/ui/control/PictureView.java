package org.resnetstudio.ui.control;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.resnetstudio.ui.control.ThumbnailLoader.Thumbnail;

/**
 * One picture file as large as there is room. What is in memory of it is shown at once, enlarged, until more pixels are
 * decoded. The wheel zooms, dragging moves it, a double click shows all of it again. Used on the FX thread.
 */
public final class PictureView extends Region {
    /** What is loaded first when nothing is in memory: small pictures come fast. */
    private static final int FIRST_PX = 256;

    private static final double ZOOM_STEP = 1.25;
    private static final double MAX_ZOOM = 16;

    private final ThumbnailLoader loader;
    private final ImageView picture = new ImageView();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private Optional<Path> file = Optional.empty();
    private Runnable cancelFirst = () -> {};
    private Runnable cancelLoad = () -> {};
    private int askedPx;
    private boolean whole;
    private double zoom = 1;
    private Point2D shift = Point2D.ZERO;
    private Point2D pressed = Point2D.ZERO;

    /** Shows nothing at first. */
    public PictureView(ThumbnailLoader loader) {
        this.loader = loader;
        getStyleClass().add("picture-view");
        setMinSize(0, 0);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        picture.setPreserveRatio(true);
        picture.setManaged(false);
        getChildren().add(picture);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> pressed = at(event).subtract(shift));
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                fit();
            }
        });
    }

    /** Why the picture cannot be shown, as a sentence; empty while it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** How many times larger the picture is than if all of it were shown, 1 to 16. */
    public double zoom() {
        return zoom;
    }

    /** Shows a file, all of it. */
    public void show(Path next) {
        if (file.equals(Optional.of(next))) {
            return;
        }
        clear();
        file = Optional.of(next);
        Optional<Image> kept = loader.largestKept(next);
        kept.ifPresent(image -> showImage(image, false));
        if (kept.isEmpty()) {
            cancelFirst = loader.load(next, FIRST_PX, thumbnail -> loaded(next, FIRST_PX, thumbnail));
        }
        requestLayout();
    }

    /** Shows nothing. */
    public void clear() {
        cancelFirst.run();
        cancelLoad.run();
        cancelFirst = () -> {};
        cancelLoad = () -> {};
        file = Optional.empty();
        askedPx = 0;
        whole = false;
        zoom = 1;
        shift = Point2D.ZERO;
        problem.set("");
        picture.setImage(null);
    }

    /** Shows all of the picture again. */
    public void fit() {
        zoom = 1;
        shift = Point2D.ZERO;
        requestLayout();
    }

    /** Enlarges what is in the middle, or shows more around it. */
    public void zoom(boolean larger) {
        zoomAt(larger, new Point2D(getWidth() / 2, getHeight() / 2));
    }

    private void zoomAt(boolean larger, Point2D fixed) {
        double before = zoom;
        zoom = Math.max(1, Math.min(MAX_ZOOM, zoom * (larger ? ZOOM_STEP : 1 / ZOOM_STEP)));
        Point2D fromMiddle = fixed.subtract(getWidth() / 2, getHeight() / 2);
        shift = fromMiddle.subtract(fromMiddle.subtract(shift).multiply(zoom / before));
        requestLayout();
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaY() != 0 && picture.getImage() != null) {
            zoomAt(event.getDeltaY() > 0, new Point2D(event.getX(), event.getY()));
            event.consume();
        }
    }

    private void dragged(MouseEvent event) {
        if (zoom > 1) {
            shift = at(event).subtract(pressed);
            requestLayout();
        }
    }

    private static Point2D at(MouseEvent event) {
        return new Point2D(event.getX(), event.getY());
    }

    private void loaded(Path of, int askedSidePx, Thumbnail thumbnail) {
        if (!file.equals(Optional.of(of))) {
            return;
        }
        Optional<Image> image = thumbnail.image();
        problem.set(thumbnail.problem());
        if (image.isEmpty()) {
            picture.setImage(null);
        } else if (picture.getImage() == null || longestSide(image.get()) >= longestSide(picture.getImage())) {
            showImage(image.get(), longestSide(image.get()) < askedSidePx);
        }
    }

    /** @param complete whether the file has no more pixels than that */
    private void showImage(Image image, boolean complete) {
        whole = complete;
        picture.setImage(image);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        Image image = picture.getImage();
        double scale = outputScale();
        double side = Math.max(getWidth(), getHeight()) * zoom * scale;
        if (file.isPresent() && side > 0) {
            loadFor(side);
        }
        if (image == null) {
            return;
        }
        double fitted = Math.min(getWidth() / image.getWidth(), getHeight() / image.getHeight());
        double width = image.getWidth() * fitted * zoom;
        double height = image.getHeight() * fitted * zoom;
        shift = new Point2D(within(shift.getX(), width - getWidth()), within(shift.getY(), height - getHeight()));
        picture.setFitWidth(width);
        picture.setFitHeight(height);
        // A file of few pixels is enlarged with hard ones: what the network sees is what people see.
        picture.setSmooth(!whole || longestSide(image) >= Math.max(width, height) * scale);
        picture.relocate((getWidth() - width) / 2 + shift.getX(), (getHeight() - height) / 2 + shift.getY());
        setCursor(zoom > 1 ? Cursor.MOVE : Cursor.DEFAULT);
    }

    /** Loads more pixels where there may be more and they would be seen. */
    private void loadFor(double sidePx) {
        int wanted = ThumbnailLoader.sizeFor(sidePx);
        if (wanted > askedPx && !whole) {
            askedPx = wanted;
            cancelLoad.run();
            Path of = file.orElseThrow();
            cancelLoad = loader.load(of, wanted, thumbnail -> loaded(of, wanted, thumbnail));
        }
    }

    /** A shift that leaves no room between the picture and the edge; none where the picture is smaller. */
    private static double within(double wanted, double surplus) {
        double most = Math.max(0, surplus / 2);
        return Math.max(-most, Math.min(most, wanted));
    }

    private double outputScale() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getOutputScaleX();
    }

    private static double longestSide(Image image) {
        return Math.max(image.getWidth(), image.getHeight());
    }
}
