/**
 * The frame around the screens: navigation, background jobs, messages, settings, themes, dialogs behind interfaces, and
 * the main window. Screens get all of it as one {@link org.resnetstudio.ui.shell.StudioContext}.
 */
package org.resnetstudio.ui.shell;
