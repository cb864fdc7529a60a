package org.resnetstudio.ui.control;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.paint.Color;

/**
 * What a grid shows of an item.
 *
 * @param file the picture
 * @param caption below the picture; may be empty
 * @param second line of the caption; empty for none
 * @param color of the caption's mark, such as the class's
 * @param dimmed whether it is shown as left out
 * @param changed whether it is marked as changed since it was put there
 * @param remark more than fits the caption, for the tooltip; may be empty
 */
public record Tile(
        Path file,
        String caption,
        String second,
        Optional<Color> color,
        boolean dimmed,
        boolean changed,
        String remark) {}
