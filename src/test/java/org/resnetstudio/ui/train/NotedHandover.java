package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Notes what the Train screen hands on. */
final class NotedHandover implements RunHandover {
    /** Folders of the runs whose model was put into use. */
    final List<Path> used = new ArrayList<>();
    /** Folders of the runs that ended. */
    final List<Path> trained = new ArrayList<>();
    /** How often runs were deleted. */
    int deletions;

    /** Cells that were opened, as {@code actual,predicted}. */
    final List<String> cells = new ArrayList<>();

    @Override
    public void trained(Path run) {
        trained.add(run);
    }

    @Override
    public void deleted() {
        deletions++;
    }

    @Override
    public void use(Path run) {
        used.add(run);
    }

    @Override
    public void openCell(Path run, int actual, int predicted) {
        cells.add(actual + "," + predicted);
    }
}
