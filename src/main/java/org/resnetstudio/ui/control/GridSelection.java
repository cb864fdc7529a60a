package org.resnetstudio.ui.control;

import java.util.BitSet;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/**
 * Which items of a grid are selected, and which one has the focus, by index. Behaves as file managers do: a plain
 * movement selects one item, Shift extends from the anchor, Ctrl adds or takes away. Used on the FX thread.
 */
public final class GridSelection {
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private BitSet selected = new BitSet();
    private int size;
    private int focus = -1;
    private int anchor = -1;

    /** Grows with every change. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Number of items that there are. */
    public int size() {
        return size;
    }

    /** The item with the focus; -1 while there is none. */
    public int focus() {
        return focus;
    }

    /** Number of selected items. */
    public int count() {
        return selected.cardinality();
    }

    /** Whether an item is selected. */
    public boolean isSelected(int index) {
        return index >= 0 && selected.get(index);
    }

    /** The selected items, ascending. */
    public IntStream indices() {
        return selected.stream();
    }

    /** The selected items, as a set of its own. */
    public BitSet selected() {
        return (BitSet) selected.clone();
    }

    /**
     * Starts anew, for other items.
     *
     * @param newSize number of items
     * @param nowSelected indices below {@code newSize}
     * @param newFocus from -1 to {@code newSize - 1}
     */
    public void reset(int newSize, BitSet nowSelected, int newFocus) {
        if (newSize < 0 || nowSelected.length() > newSize || newFocus < -1 || newFocus >= newSize) {
            throw new IllegalArgumentException("A selection up to " + (nowSelected.length() - 1) + " with the focus on "
                    + newFocus + " does not fit " + newSize + " items; give indices below that.");
        }
        size = newSize;
        selected = (BitSet) nowSelected.clone();
        focus = newFocus;
        anchor = newFocus;
        changed();
    }

    /** Selects one item alone, and gives it the focus. */
    public void select(int index) {
        if (inside(index)) {
            selected.clear();
            selected.set(index);
            focus = index;
            anchor = index;
            changed();
        }
    }

    /** Selects an item, or no longer, and leaves the others. */
    public void toggle(int index) {
        if (inside(index)) {
            selected.flip(index);
            focus = index;
            anchor = index;
            changed();
        }
    }

    /** Selects everything from the anchor to an item, and nothing else. */
    public void extendTo(int index) {
        if (inside(index)) {
            anchor = anchor < 0 ? index : anchor;
            selected.clear();
            selected.set(Math.min(anchor, index), Math.max(anchor, index) + 1);
            focus = index;
            changed();
        }
    }

    /**
     * Moves the focus, stopping at both ends, and selects.
     *
     * @param delta items forward; negative ones back
     * @param extend whether to extend from the anchor
     */
    public void move(int delta, boolean extend) {
        if (size == 0) {
            return;
        }
        long wanted = focus < 0 ? 0 : (long) focus + delta;
        int target = (int) Math.max(0, Math.min(size - 1L, wanted));
        if (extend) {
            extendTo(target);
        } else {
            select(target);
        }
    }

    /** Gives an item the focus, and leaves the selection. */
    public void focusOn(int index) {
        if (inside(index)) {
            focus = index;
            anchor = index;
            changed();
        }
    }

    /** Selects everything. */
    public void selectAll() {
        selected.set(0, size);
        focus = focus < 0 && size > 0 ? 0 : focus;
        changed();
    }

    /** Selects nothing; the focus stays. */
    public void clear() {
        selected.clear();
        changed();
    }

    private boolean inside(int index) {
        return index >= 0 && index < size;
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
