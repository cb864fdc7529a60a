package org.resnetstudio.ui.control;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.paint.Color;

/**
 * What a grid shows of an item.
 *
 * @param file the picture
 * @param caption below the picture; may be empty
 * @param color of the caption's mark, such as the class's
 * @param dimmed whether it is shown as left out
 */
public record Tile(Path file, String caption, Optional<Color> color, boolean dimmed) {}
