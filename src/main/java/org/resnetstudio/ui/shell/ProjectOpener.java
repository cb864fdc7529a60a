package org.resnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.List;

/** Opens and makes projects, in the background. Used on the FX thread. */
public interface ProjectOpener {
    /** Opens a folder; one that holds no project is offered as a source of pictures. */
    void open(Path folder);

    /**
     * Makes a project in the studio's own folder of projects, and opens it.
     *
     * @param name of its folder; a number is added where that exists
     * @param next what to do in it
     */
    void create(String name, Runnable next);

    /**
     * Makes a project, opens it on the Data screen and takes in its first pictures.
     *
     * @param folder that is not there yet
     * @param pictures folders or files; may be none
     */
    void create(Path folder, List<Path> pictures);

    /** Asks for a project folder and opens it. */
    void chooseExisting();

    /** Opens the project on the sample pictures, and makes it the first time. */
    void openSample();

    /** Whether the sample pictures are there. */
    boolean hasSample();
}
