package org.resnetstudio.ui.shell;

/**
 * What every screen may use of the studio around it. Holds nothing of {@code javafx.scene}, so that screen models can be
 * tested without a window.
 *
 * @param project the project that is open, and its samples
 * @param navigator which screen is shown
 * @param actions what the menu bar does on behalf of a screen
 * @param jobs work in the background
 * @param pulse ten looks a second at what workers publish
 * @param notifier messages at the bottom of the window
 * @param messages texts for people
 * @param settings what is remembered between two starts
 * @param theme light or dark
 * @param files dialogs for files and folders
 * @param fileManager what the system does with files and pages
 */
public record StudioContext(
        CurrentProject project,
        Navigator navigator,
        Actions actions,
        JobRunner jobs,
        Pulse pulse,
        Notifier notifier,
        Messages messages,
        Settings settings,
        Theme theme,
        FilePickers files,
        FileManager fileManager) {}
