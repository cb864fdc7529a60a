package org.resnetstudio.ui.shell;

import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spells shortcuts as the system does: {@code Shortcut+Shift+S} is {@code Ctrl+Shift+S}, and {@code ⇧⌘S} on macOS. Immutable.
 *
 * @param mac whether this is macOS
 */
record ShortcutText(boolean mac) {
    private static final Pattern IN_BRACKETS = Pattern.compile("\\((?:Shortcut|Shift)[+ ][^)]*\\)");

    /** As this system does. */
    static ShortcutText ofThisSystem() {
        return new ShortcutText(
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac"));
    }

    /** A combination of keys. */
    String keys(String keys) {
        if (!mac) {
            return keys.replace("Shortcut", "Ctrl");
        }
        return keys.replace("Shortcut+Shift+", "⇧⌘")
                .replace("Shortcut+", "⌘")
                .replace("Shift+", "⇧")
                .replace("Shortcut", "⌘");
    }

    /** A text with combinations in round brackets. */
    String text(String text) {
        return IN_BRACKETS.matcher(text).replaceAll(match -> Matcher.quoteReplacement(keys(match.group())));
    }

    /** The same texts with the shortcuts spelled. */
    ResourceBundle bundle(ResourceBundle texts) {
        return new ResourceBundle() {
            @Override
            protected Object handleGetObject(String key) {
                return text(texts.getString(key));
            }

            @Override
            public boolean containsKey(String key) {
                return texts.containsKey(key);
            }

            @Override
            public Enumeration<String> getKeys() {
                return texts.getKeys();
            }

            @Override
            public Locale getLocale() {
                return texts.getLocale();
            }
        };
    }
}
