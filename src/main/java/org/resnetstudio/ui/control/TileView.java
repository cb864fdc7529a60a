package org.resnetstudio.ui.control;

import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
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
    /** Space around the picture, in pixels. */
    static final int PADDING_PX = 4;

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("current");
    private static final int MARK_PX = 12;
    private static final int SMALLEST_LOAD_PX = 64;
    private static final double DIMMED = 0.35;

    private final ThumbnailLoader loader;
    private final StackPane frame = new StackPane();
    private final ImageView picture = new ImageView();
    private final FontIcon broken = new FontIcon("fth-alert-triangle");
    private final FontIcon excluded = new FontIcon("fth-slash");
    private final Rectangle mark = new Rectangle(MARK_PX, MARK_PX);
    private final Label caption = new Label();
    private final Tooltip tooltip = new Tooltip();
    private Tile tile;
    private int loadPx;
    private int sizePx;
    private Runnable cancelLoad = () -> {};

    TileView(ThumbnailLoader loader) {
        this.loader = loader;
        getStyleClass().add("tile");
        frame.getStyleClass().add("tile-frame");
        caption.getStyleClass().add("tile-caption");
        broken.getStyleClass().add("tile-broken");
        excluded.getStyleClass().add("tile-excluded");
        mark.setArcWidth(4);
        mark.setArcHeight(4);
        picture.setPreserveRatio(true);
        picture.setManaged(false);
        StackPane.setAlignment(excluded, Pos.TOP_RIGHT);
        frame.getChildren().addAll(picture, broken, excluded);
        getChildren().addAll(frame, mark, caption);
        Tooltip.install(this, tooltip);
    }

    /** Shows an item; one without a picture loads it. */
    void show(Tile next, int nextSizePx) {
        setVisible(true);
        int nextLoadPx = loadSize(nextSizePx);
        boolean samePicture = tile != null && tile.file().equals(next.file()) && loadPx == nextLoadPx;
        tile = next;
        loadPx = nextLoadPx;
        sizePx = nextSizePx;
        caption.setText(next.caption());
        mark.setVisible(next.color().isPresent());
        mark.setFill(next.color().orElse(Color.TRANSPARENT));
        excluded.setVisible(next.dimmed());
        picture.setOpacity(next.dimmed() ? DIMMED : 1);
        if (samePicture) {
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

    private void load() {
        cancelLoad.run();
        cancelLoad = () -> {};
        var kept = loader.kept(tile.file(), loadPx);
        if (kept.isPresent()) {
            showPicture(kept.get());
            return;
        }
        picture.setImage(null);
        broken.setVisible(false);
        tooltip.setText(String.valueOf(tile.file().getFileName()));
        Tile wanted = tile;
        cancelLoad = loader.load(wanted.file(), loadPx, thumbnail -> {
            if (tile != null && tile.file().equals(wanted.file())) {
                showPicture(thumbnail);
            }
        });
    }

    private void showPicture(Thumbnail thumbnail) {
        picture.setImage(thumbnail.image().orElse(null));
        broken.setVisible(thumbnail.image().isEmpty());
        String name = String.valueOf(tile.file().getFileName());
        tooltip.setText(thumbnail.problem().isEmpty() ? name : name + "\n" + thumbnail.problem());
        fit();
    }

    /** Small pictures are enlarged with hard pixels, so that what the network sees is what people see. */
    private void fit() {
        Image image = picture.getImage();
        if (image != null) {
            picture.setFitWidth(sizePx);
            picture.setFitHeight(sizePx);
            picture.setSmooth(Math.max(image.getWidth(), image.getHeight()) >= sizePx);
            centre();
        }
    }

    /** Here and not by the frame: a picture often arrives while the grid is laid out, and a request for layout is lost then. */
    private void centre() {
        Bounds shown = picture.getLayoutBounds();
        picture.relocate((getWidth() - 2 * PADDING_PX - shown.getWidth()) / 2, (sizePx - shown.getHeight()) / 2);
    }

    private static int loadSize(int shownPx) {
        int size = SMALLEST_LOAD_PX;
        while (size < shownPx) {
            size *= 2;
        }
        return size;
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
        caption.resizeRelocate(left, top, Math.max(0, PADDING_PX + width - left), CAPTION_PX);
    }
}
