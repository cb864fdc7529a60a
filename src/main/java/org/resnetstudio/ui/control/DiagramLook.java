package org.resnetstudio.ui.control;

import java.util.Optional;
import javafx.scene.paint.Color;

/**
 * The colours of a diagram and what is marked in it.
 *
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
        Color text,
        Color muted,
        Color line,
        Color surface,
        Color subtle,
        Color accent,
        Optional<DiagramSelection> selected,
        Optional<DiagramSelection> hovered) {}
