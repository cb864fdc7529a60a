package org.resnetstudio.ui.control;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.resnetstudio.image.RgbImage;

/** Pictures as JavaFX shows them. */
public final class FxImages {
    private FxImages() {}

    /** A copy of a picture. May be called on any thread. */
    public static Image image(RgbImage picture) {
        WritableImage image = new WritableImage(picture.width(), picture.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        picture.width(),
                        picture.height(),
                        PixelFormat.getByteRgbInstance(),
                        picture.pixels(),
                        0,
                        3 * picture.width());
        return image;
    }
}
