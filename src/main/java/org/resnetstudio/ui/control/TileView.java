package org.resnetstudio.ui.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.javafx.FontIcon;
import org.resnetstudio.ui.control.ThumbnailLoader.Thumbnail;

/** One picture of a grid with its caption. Loads its picture when the item really changed, and not before. */
final class TileView extends Region {
    /** Height of the caption below the picture, in pixels. */
    static final int CAPTION_PX = 24;
    /** Height of a second line of the caption, in pixels. */
    static final int SECOND_PX = 16;
    /** Space around the picture, in pixels. */
    static final int PADDING_PX = 4;

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("current");
    private static final int MARK_PX = 12;
    private static final double DIMMED = 0.35;

    private final ThumbnailLoader loader;
    private final StackPane frame = new StackPane();
    private final ImageView picture = new ImageView();
    private final FontIcon broken = new FontIcon("fth-alert-triangle");
    private final FontIcon missing = new FontIcon("fth-file-minus");
    private final FontIcon excluded = new FontIcon("fth-slash");
    private final FontIcon changed = new FontIcon("fth-edit-2");
    private final Rectangle mark = new Rectangle(MARK_PX, MARK_PX);
    private final Label caption = new Label();
    private final Label second = new Label();
    private final Tooltip tooltip = new Tooltip();
    private Tile tile;
    private Optional<Thumbnail> shown = Optional.empty();
    private int loadPx;
    private double outputScale = 1;
    private int sizePx;
    private Runnable cancelLoad = () -> {};

    TileView(ThumbnailLoader loader) {
        this.loader = loader;
        getStyleClass().add("tile");
        frame.getStyleClass().add("tile-frame");
        for (Label line : List.of(caption, second)) {
            line.getStyleClass().add("tile-caption");
            // Names of many classes often begin alike.
            line.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        }
        broken.getStyleClass().add("tile-broken");
        missing.getStyleClass().add("tile-broken");
        excluded.getStyleClass().add("tile-excluded");
        changed.getStyleClass().add("tile-changed");
        broken.setVisible(false);
        missing.setVisible(false);
        mark.setArcWidth(4);
        mark.setArcHeight(4);
        picture.setPreserveRatio(true);
        picture.setManaged(false);
        StackPane.setAlignment(excluded, Pos.TOP_RIGHT);
        StackPane.setAlignment(changed, Pos.TOP_LEFT);
        frame.getChildren().addAll(picture, broken, missing, excluded, changed);
        getChildren().addAll(frame, mark, caption, second);
        Tooltip.install(this, tooltip);
    }

    /**
     * Shows an item; one without a picture loads it.
     *
     * @param nextSizePx side of the picture in pixels of the layout
     * @param scale pixels of the screen for each of them
     */
    void show(Tile next, int nextSizePx, double scale) {
        setVisible(true);
        outputScale = scale;
        int nextLoadPx = ThumbnailLoader.sizeFor(nextSizePx * scale);
        boolean samePicture = tile != null && tile.file().equals(next.file()) && loadPx == nextLoadPx;
        tile = next;
        loadPx = nextLoadPx;
        sizePx = nextSizePx;
        caption.setText(next.caption());
        second.setText(next.second());
        mark.setVisible(next.color().isPresent());
        mark.setFill(next.color().orElse(Color.TRANSPARENT));
        excluded.setVisible(next.dimmed());
        changed.setVisible(next.changed());
        picture.setOpacity(next.dimmed() ? DIMMED : 1);
        if (samePicture) {
            showTooltip();
            fit();
        } else {
            load();
        }
        requestLayout();
    }

    /** Shows nothing, and loads nothing any more. */
    void clear() {
        setVisible(false);
        cancelLoad.run();
        cancelLoad = () -> {};
        tile = null;
        picture.setImage(null);
    }

    void mark(boolean selected, boolean focused) {
        pseudoClassStateChanged(SELECTED, selected);
        pseudoClassStateChanged(FOCUSED, focused);
    }

    /** A picture that is kept is shown at once, and looked after: its file may be gone or changed since. */
    private void load() {
        cancelLoad.run();
        cancelLoad = () -> {};
        Optional<Thumbnail> kept = loader.kept(tile.file(), loadPx);
        kept.ifPresentOrElse(this::showPicture, this::showNothing);
        if (kept.isPresent()) {
            recheck();
        } else {
            cancelLoad = loader.load(tile.file(), loadPx, showing(tile.file()));
        }
    }

    /** Shows what became of the file, if that is something else than what is shown; another grid may have found it first. */
    void recheck() {
        Optional<Thumbnail> kept = tile == null ? Optional.empty() : loader.kept(tile.file(), loadPx);
        if (kept.isPresent()) {
            if (!kept.equals(shown)) {
                showPicture(kept.get());
            }
            cancelLoad.run();
            cancelLoad = loader.recheck(tile.file(), loadPx, showing(tile.file()));
        }
    }

    private Consumer<Thumbnail> showing(Path file) {
        return thumbnail -> {
            if (tile != null && tile.file().equals(file)) {
                showPicture(thumbnail);
            }
        };
    }

    private void showNothing() {
        picture.setImage(null);
        broken.setVisible(false);
        missing.setVisible(false);
        shown = Optional.empty();
        showTooltip();
    }

    private void showPicture(Thumbnail thumbnail) {
        picture.setImage(thumbnail.image().orElse(null));
        missing.setVisible(thumbnail.state() == ThumbnailLoader.State.MISSING);
        broken.setVisible(thumbnail.image().isEmpty() && !missing.isVisible());
        shown = Optional.of(thumbnail);
        showTooltip();
        fit();
    }

    private void showTooltip() {
        String name = String.valueOf(tile.file().getFileName());
        String problem = shown.map(Thumbnail::problem).orElse("");
        tooltip.setText(Stream.of(name, tile.remark(), problem)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n")));
    }

    /** Small pictures are enlarged with hard pixels, so that what the network sees is what people see. */
    private void fit() {
        Image image = picture.getImage();
        if (image != null) {
            picture.setFitWidth(sizePx);
            picture.setFitHeight(sizePx);
            picture.setSmooth(Math.max(image.getWidth(), image.getHeight()) >= sizePx * outputScale);
            centre();
        }
    }

    /** Here and not by the frame: a picture often arrives while the grid is laid out, and a request for layout is lost then. */
    private void centre() {
        Bounds bounds = picture.getLayoutBounds();
        picture.relocate((getWidth() - 2 * PADDING_PX - bounds.getWidth()) / 2, (sizePx - bounds.getHeight()) / 2);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - 2 * PADDING_PX;
        frame.resizeRelocate(PADDING_PX, PADDING_PX, width, sizePx);
        centre();
        double top = PADDING_PX + sizePx;
        double left = PADDING_PX;
        if (mark.isVisible()) {
            mark.relocate(left, top + (CAPTION_PX - MARK_PX) / 2.0);
            left += MARK_PX + 4;
        }
        double room = Math.max(0, PADDING_PX + width - left);
        caption.resizeRelocate(left, top, room, CAPTION_PX);
        second.resizeRelocate(left, top + CAPTION_PX - 4, room, SECOND_PX);
    }
}
