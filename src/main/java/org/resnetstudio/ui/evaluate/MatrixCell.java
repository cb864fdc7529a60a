package org.resnetstudio.ui.evaluate;

/**
 * A cell of the confusion matrix.
 *
 * @param actual index of the row's class
 * @param predicted index of the column's class
 */
public record MatrixCell(int actual, int predicted) {}
