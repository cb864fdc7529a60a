package org.resnetstudio.ui.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The networks that were chosen one after the other, to go back and forth between them. Needs no window. */
final class NetworkHistory {
    /** How many steps can be taken back. */
    static final int MOST_STEPS = 200;

    private final Deque<NetworkChoice> earlier = new ArrayDeque<>();
    private final Deque<NetworkChoice> later = new ArrayDeque<>();
    private NetworkChoice present;
    private String typedInto = "";

    NetworkHistory(NetworkChoice first) {
        present = first;
    }

    /** The network that was chosen last. */
    NetworkChoice present() {
        return present;
    }

    /**
     * Adds a step. Several in a row that were typed into the same field become one; if they end where they began, none is left.
     *
     * @param field that was typed into; empty for a change that is whole at once
     */
    void add(NetworkChoice next, String field) {
        if (next.equals(present)) {
            return;
        }
        later.clear();
        if (field.isEmpty() || !field.equals(typedInto)) {
            earlier.push(present);
            if (earlier.size() > MOST_STEPS) {
                earlier.removeLast();
            }
        }
        present = next;
        typedInto = field;
        if (present.equals(earlier.peek())) {
            earlier.pop();
            typedInto = "";
        }
    }

    /** Whatever is typed next is another step, even into the same field. */
    void endStep() {
        typedInto = "";
    }

    boolean canUndo() {
        return !earlier.isEmpty();
    }

    boolean canRedo() {
        return !later.isEmpty();
    }

    /** The network that {@link #undo} would go back to. */
    Optional<NetworkChoice> previous() {
        return Optional.ofNullable(earlier.peek());
    }

    /** The network that {@link #redo} would go forward to. */
    Optional<NetworkChoice> next() {
        return Optional.ofNullable(later.peek());
    }

    /** The network before the last step; empty if there is none. */
    Optional<NetworkChoice> undo() {
        return move(earlier, later);
    }

    /** The network after the step that was taken back last; empty if there is none. */
    Optional<NetworkChoice> redo() {
        return move(later, earlier);
    }

    private Optional<NetworkChoice> move(Deque<NetworkChoice> from, Deque<NetworkChoice> to) {
        endStep();
        if (from.isEmpty()) {
            return Optional.empty();
        }
        to.push(present);
        present = from.pop();
        return Optional.of(present);
    }
}
