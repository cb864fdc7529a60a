package org.resnetstudio.ui.control;

import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Draws a whole diagram for a file. Used on the FX thread. */
final class DiagramExport {
    private static final int TILE = 2048;
    private static final double MOST_PIXELS = 60_000_000;

    private final DiagramLook look;
    private final DiagramLayout layout;
    private final Quantities texts;

    DiagramExport(DiagramLook look, DiagramLayout layout, Quantities texts) {
        this.look = look;
        this.layout = layout;
        this.texts = texts;
    }

    /** As the text of an SVG file. */
    String toSvg(String title) {
        SvgPen pen = new SvgPen(title, layout.width(), layout.height(), look.surface());
        paint(pen, new Rectangle2D(0, 0, layout.width(), layout.height()));
        return pen.finish();
    }

    private void paint(Pen pen, Rectangle2D view) {
        new DiagramPainter(look, layout, pen, texts).paint(view);
    }

    /** Twice as large as on the screen, or smaller where that would be too many pixels. */
    DiagramPicture toPicture() {
        double scale = Math.min(2, Math.sqrt(MOST_PIXELS / (layout.width() * layout.height())));
        int width = (int) Math.ceil(layout.width() * scale);
        int height = (int) Math.ceil(layout.height() * scale);
        DiagramPicture picture = new DiagramPicture(width, height, new int[width * height]);
        // in tiles, because a canvas cannot be larger than a texture of the graphics card
        for (int y = 0; y < height; y += TILE) {
            for (int x = 0; x < width; x += TILE) {
                tile(picture, x, y, scale);
            }
        }
        return picture;
    }

    private void tile(DiagramPicture picture, int x, int y, double scale) {
        int width = Math.min(TILE, picture.width() - x);
        int height = Math.min(TILE, picture.height() - y);
        Canvas tile = new Canvas(width, height);
        GraphicsContext g = tile.getGraphicsContext2D();
        g.setFill(look.surface());
        g.fillRect(0, 0, width, height);
        Rectangle2D view = new Rectangle2D(x / scale, y / scale, width / scale, height / scale);
        paint(new CanvasPen(g, look.fontFamily(), view, scale), view);
        WritableImage image = tile.snapshot(null, null);
        image.getPixelReader()
                .getPixels(
                        0,
                        0,
                        width,
                        height,
                        PixelFormat.getIntArgbInstance(),
                        picture.argb(),
                        y * picture.width() + x,
                        picture.width());
    }
}
