package org.resnetstudio.ui.shell;

import java.nio.file.Path;
import javafx.scene.Node;

/** Right-click, Classify: what the best model of the project says about a picture. */
@FunctionalInterface
public interface ClassifyAction {
    /**
     * Shows the most likely classes beside a picture.
     *
     * @param picture the file
     * @param beside where the answer appears
     */
    void classify(Path picture, Node beside);
}
