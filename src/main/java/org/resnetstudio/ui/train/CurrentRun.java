package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The run that the screens are about: chosen on the Train screen, looked into by the next ones. Used on the FX thread. */
public final class CurrentRun {
    /** A cell of a confusion matrix: indices of the actual and the predicted class. */
    public record Cell(int actual, int predicted) {}

    private final ReadOnlyObjectWrapper<Optional<Path>> folder =
            new ReadOnlyObjectWrapper<>(this, "folder", Optional.empty());
    private final ObjectProperty<Optional<Cell>> cell = new SimpleObjectProperty<>(this, "cell", Optional.empty());

    /** Chooses a run by its folder. */
    public void choose(Optional<Path> run) {
        cell.set(Optional.empty());
        folder.set(run);
    }

    /** The folder of the run; empty while the project has none. */
    public ReadOnlyObjectProperty<Optional<Path>> folderProperty() {
        return folder.getReadOnlyProperty();
    }

    /** The cell that somebody clicked and wants to see the pictures of. */
    public ObjectProperty<Optional<Cell>> cellProperty() {
        return cell;
    }
}
