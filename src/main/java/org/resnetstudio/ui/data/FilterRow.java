package org.resnetstudio.ui.data;

import java.util.Optional;
import javafx.scene.paint.Color;

/**
 * A line of the lists at the side.
 *
 * @param name for people
 * @param count of samples
 * @param key on the keyboard that labels as this; empty for none
 * @param color of the class, where it is one
 */
record FilterRow(String name, int count, String key, Optional<Color> color) {}
