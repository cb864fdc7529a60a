package org.resnetstudio.ui.control;

/**
 * Where the parts of a confusion matrix lie, in pixels.
 *
 * @param left width of the row labels
 * @param top height of the column labels
 * @param angle of the column labels in degrees: 0, or -45 or -90 where they are too long
 * @param cell side of a cell
 * @param gridWidth visible width of the grid
 * @param gridHeight visible height of the grid
 * @param classes rows and columns
 */
record MatrixGeometry(
        double left, double top, int angle, double cell, double gridWidth, double gridHeight, int classes) {
    static final double SMALLEST_CELL = 24;
    static final double LARGEST_CELL = 72;
    /** Room below the grid for the legend. */
    static final double LEGEND = 34;
    /** Height of a label slanted by 45 degrees, per pixel of its length. */
    private static final double SLANT = 0.71;
    /** Slanted labels need cells at least that large, or else they stand upright. */
    private static final double SLANTED_CELL = 34;
    /** Room for the title above the column labels, or left of the row labels. */
    private static final double TITLE = 28;

    /**
     * Fits the grid into a space; cells stop shrinking at {@link #SMALLEST_CELL}, then the grid scrolls.
     *
     * @param widest width of the widest class name
     */
    static MatrixGeometry fit(double width, double height, double widest, int classes) {
        MatrixGeometry flat = fit(width, height, widest, 18, 0, 0, classes);
        if (widest < flat.cell - 8) {
            return flat;
        }
        double slanted = widest * SLANT + 8;
        MatrixGeometry diagonal = fit(width, height, widest, slanted, slanted - 12, -45, classes);
        return diagonal.cell >= SLANTED_CELL ? diagonal : fit(width, height, widest, widest + 4, 0, -90, classes);
    }

    private static MatrixGeometry fit(
            double width, double height, double widest, double labels, double overhang, int angle, int classes) {
        double left = widest + TITLE + 8;
        double top = labels + TITLE;
        double roomX = Math.max(SMALLEST_CELL, width - left - 12 - overhang);
        double roomY = Math.max(SMALLEST_CELL, height - top - LEGEND);
        double cell = Math.floor(Math.min(roomX, roomY) / classes);
        cell = Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, cell));
        double full = cell * classes;
        return new MatrixGeometry(left, top, angle, cell, Math.min(full, roomX), Math.min(full, roomY), classes);
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
