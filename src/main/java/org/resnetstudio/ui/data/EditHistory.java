package org.resnetstudio.ui.data;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.Project;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;

/** Undo and redo of edits of the project, with what they would do. Used on the FX thread. */
public final class EditHistory {
    private final StudioContext context;
    private final ProjectEdits edits;
    private final ReadOnlyStringWrapper undoStep = new ReadOnlyStringWrapper(this, "undoStep", "");
    private final ReadOnlyStringWrapper redoStep = new ReadOnlyStringWrapper(this, "redoStep", "");

    /** Follows the open project. */
    public EditHistory(StudioContext context, ProjectEdits edits) {
        this.context = context;
        this.edits = edits;
        context.project().datasetProperty().subscribe(this::update);
        context.project().projectProperty().subscribe(this::update);
        update();
    }

    private void update() {
        // Read, so that the next change is told again.
        context.project().dataset();
        Optional<Project> project = context.project().project();
        undoStep.set(words(project.flatMap(Project::undoDescription)));
        redoStep.set(words(project.flatMap(Project::redoDescription)));
    }

    private String words(Optional<Sentence> description) {
        return description.map(context.messages()::text).orElse("");
    }

    /** Lets Undo and Redo of the menu act on edits while a screen is shown. */
    public void registerOn(ScreenId screen) {
        context.actions().register(screen, AppAction.UNDO, this::undo, undoStep.isNotEmpty(), undoStep);
        context.actions().register(screen, AppAction.REDO, this::redo, redoStep.isNotEmpty(), redoStep);
    }

    /** Takes the last edit back, and says which. */
    public void undo() {
        edits.undo();
    }

    /** Makes the edit again that was taken back last, and says which. */
    public void redo() {
        edits.redo();
    }

    /** What {@link #undo} would take back; empty when there is nothing. */
    public ReadOnlyStringProperty undoStepProperty() {
        return undoStep.getReadOnlyProperty();
    }

    /** What {@link #redo} would do again; empty when there is nothing. */
    public ReadOnlyStringProperty redoStepProperty() {
        return redoStep.getReadOnlyProperty();
    }
}
