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
    /** Labels get at least that many pixels if they need them. */
    private static final double LABEL = 110;
    /** Share of the width, or height, that labels may take at most where that is more. */
    private static final double LABEL_SHARE = 0.28;
    /** Room for the title above the column labels, or left of the row labels. */
    private static final double TITLE = 28;

    /** How long names may become in a space, in pixels: the larger it is, the more of them can be read. */
    static double mostForLabels(double space) {
        return Math.max(LABEL, LABEL_SHARE * space);
    }

    /**
     * Fits the grid into a space; cells stop shrinking at {@link #SMALLEST_CELL}, then the grid scrolls.
     *
     * @param rowLabel width of the widest name of a row
     * @param columnLabel length of the longest name of a column
     */
    static MatrixGeometry fit(double width, double height, double rowLabel, double columnLabel, int classes) {
        MatrixGeometry flat = fit(width, height, rowLabel, 18, 0, 0, classes);
        if (columnLabel < flat.cell - 8) {
            return flat;
        }
        double slanted = columnLabel * SLANT + 8;
        MatrixGeometry diagonal = fit(width, height, rowLabel, slanted, slanted - 12, -45, classes);
        return diagonal.cell >= SLANTED_CELL
                ? diagonal
                : fit(width, height, rowLabel, columnLabel + 4, 0, -90, classes);
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
