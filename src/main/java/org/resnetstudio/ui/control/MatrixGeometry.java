package org.resnetstudio.ui.control;

/**
 * Where the parts of a confusion matrix lie, in pixels.
 *
 * @param left width of the row labels
 * @param top height of the column labels
 * @param cell side of a cell
 * @param gridWidth visible width of the grid
 * @param gridHeight visible height of the grid
 * @param classes rows and columns
 */
record MatrixGeometry(double left, double top, double cell, double gridWidth, double gridHeight, int classes) {
    static final double SMALLEST_CELL = 24;
    static final double LARGEST_CELL = 72;
    /** Room below the grid for the legend. */
    static final double LEGEND = 34;

    /** Fits the grid into a space; cells stop shrinking at {@link #SMALLEST_CELL}, then the grid scrolls. */
    static MatrixGeometry fit(double width, double height, double left, double top, int classes) {
        double roomX = Math.max(SMALLEST_CELL, width - left - 12);
        double roomY = Math.max(SMALLEST_CELL, height - top - LEGEND);
        double cell = Math.floor(Math.min(roomX, roomY) / classes);
        cell = Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, cell));
        double full = cell * classes;
        return new MatrixGeometry(left, top, cell, Math.min(full, roomX), Math.min(full, roomY), classes);
    }

    double maxScrollX() {
        return Math.max(0, cell * classes - gridWidth);
    }

    double maxScrollY() {
        return Math.max(0, cell * classes - gridHeight);
    }

    /** The row or column at a distance from the grid's first edge, or -1 outside. */
    int index(double offset, double visible, double scroll) {
        if (offset < 0 || offset >= visible) {
            return -1;
        }
        int index = (int) ((offset + scroll) / cell);
        return index < classes ? index : -1;
    }
}
