package org.resnetstudio.ui.network;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.StudioContext;

/** Takes back and makes again what was changed in the chosen network, and tells it at the bottom of the window. Used on the FX thread. */
public final class NetworkUndo {
    private final StudioContext context;
    private NetworkHistory history;
    private final ReadOnlyStringProperty problem;
    private final Consumer<NetworkChoice> show;
    private final ReadOnlyBooleanWrapper earlier = new ReadOnlyBooleanWrapper(this, "earlier", false);
    private final ReadOnlyBooleanWrapper later = new ReadOnlyBooleanWrapper(this, "later", false);
    private final BooleanBinding possible;
    private final ReadOnlyStringWrapper undoStep = new ReadOnlyStringWrapper(this, "undoStep", "");
    private final ReadOnlyStringWrapper redoStep = new ReadOnlyStringWrapper(this, "redoStep", "");

    /**
     * Begins with no steps.
     *
     * @param problem why the settings on the screen cannot be built; empty when they can
     * @param show puts a network on the screen
     */
    NetworkUndo(
            StudioContext context, NetworkChoice first, ReadOnlyStringProperty problem, Consumer<NetworkChoice> show) {
        this.context = context;
        this.history = new NetworkHistory(first);
        this.problem = problem;
        this.show = show;
        possible = Bindings.or(earlier, problem.isNotEmpty());
        problem.addListener(o -> update());
    }

    /** Begins again with no steps. */
    void restart(NetworkChoice first) {
        history = new NetworkHistory(first);
        update();
    }

    /** See {@link NetworkHistory#add}. */
    void add(NetworkChoice next, String field) {
        history.add(next, field);
        update();
    }

    /** Whatever is typed next is another step, even into the same field. */
    void endStep() {
        history.endStep();
    }

    /** Whether there is something to take back. */
    public ObservableBooleanValue undoableProperty() {
        return possible;
    }

    /** Whether there is something to make again. */
    public ReadOnlyBooleanProperty redoableProperty() {
        return later.getReadOnlyProperty();
    }

    /** What {@link #undo} would take back; empty when there is nothing. */
    public ReadOnlyStringProperty undoStepProperty() {
        return undoStep.getReadOnlyProperty();
    }

    /** What {@link #redo} would make again; empty when there is nothing. */
    public ReadOnlyStringProperty redoStepProperty() {
        return redoStep.getReadOnlyProperty();
    }

    /** Takes the last step back; settings that cannot be built are no step, and are taken back before it. */
    public void undo() {
        NetworkChoice before = history.present();
        if (!problem.get().isEmpty()) {
            history.endStep();
            show.accept(before);
            tell("network.undone", context.messages().text("network.change.impossible"));
        } else {
            history.undo().ifPresent(now -> {
                show.accept(now);
                tell("network.undone", NetworkDifferences.summary(now, before, context.messages()));
            });
        }
        update();
    }

    /** Makes the step again that was taken back last. */
    public void redo() {
        NetworkChoice before = history.present();
        Optional<NetworkChoice> next = history.redo();
        next.ifPresent(now -> {
            show.accept(now);
            tell("network.redone", NetworkDifferences.summary(before, now, context.messages()));
        });
        update();
    }

    private void tell(String key, String what) {
        context.notifier().info(context.messages().text(key, what));
    }

    private void update() {
        earlier.set(history.canUndo());
        later.set(history.canRedo());
        NetworkChoice now = history.present();
        Messages messages = context.messages();
        undoStep.set(
                problem.get().isEmpty()
                        ? history.previous()
                                .map(before -> NetworkDifferences.summary(before, now, messages))
                                .orElse("")
                        : messages.text("network.change.impossible"));
        redoStep.set(history.next()
                .map(next -> NetworkDifferences.summary(now, next, messages))
                .orElse(""));
    }
}
