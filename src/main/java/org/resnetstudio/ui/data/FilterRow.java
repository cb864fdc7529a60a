package org.resnetstudio.ui.data;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.paint.Color;
import org.resnetstudio.ui.control.ClassColors;

/**
 * A line of the lists at the side.
 *
 * @param name for people
 * @param count of samples
 * @param key on the keyboard that labels as this; empty for none
 * @param filter shows its samples
 */
record FilterRow(String name, int count, String key, ClassFilter filter) {
    /** The class, where it is one. */
    OptionalInt classIndex() {
        return filter.classIndex() < 0 ? OptionalInt.empty() : OptionalInt.of(filter.classIndex());
    }

    /** The colour of the class, where it is one. */
    Optional<Color> color() {
        return classIndex().stream().mapToObj(ClassColors::of).findFirst();
    }

    /** Whether the name has a text in it, in any case. */
    boolean nameContains(String text) {
        return name.toLowerCase(Locale.ROOT).contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
