package org.resnetstudio.ui.data;

/**
 * Asked before something is done that costs a person work.
 *
 * @param title what would be done
 * @param text what that means
 * @param yes words of the button that does it
 * @param action does it
 */
public record Question(String title, String text, String yes, Runnable action) {}
