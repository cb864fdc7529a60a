package org.resnetstudio.ui.control;

import java.util.Optional;
import javafx.scene.paint.Color;

/**
 * The colours and the font of a diagram and what is marked in it.
 *
 * @param fontFamily of all text
 * @param text of names
 * @param muted of everything that is less important
 * @param line around boxes
 * @param surface of layers
 * @param subtle of stages
 * @param accent of marks and of shortcuts that are no identity
 * @param selected part, if any
 * @param hovered part that the mouse points at, if any
 */
record DiagramLook(
        String fontFamily,
        Color text,
        Color muted,
        Color line,
        Color surface,
        Color subtle,
        Color accent,
        Optional<DiagramSelection> selected,
        Optional<DiagramSelection> hovered) {}
