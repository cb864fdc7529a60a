package org.resnetstudio.ui.shell;

/**
 * Where the window was.
 *
 * @param x left edge in pixels of the virtual screen
 * @param y top edge
 * @param width in pixels
 * @param height in pixels
 * @param maximised whether it filled the screen
 */
public record WindowState(double x, double y, double width, double height, boolean maximised) {}
