package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShortcutTextTest {
    private static final ShortcutText MAC = new ShortcutText(true);
    private static final ShortcutText OTHER = new ShortcutText(false);

    @Test
    void aMacHasSignsAndOtherSystemsHaveWords() {
        assertThat(MAC.keys("Shortcut+Shift+S")).isEqualTo("⇧⌘S");
        assertThat(MAC.keys("Shift+F5")).isEqualTo("⇧F5");
        assertThat(OTHER.keys("Shortcut+Shift+S")).isEqualTo("Ctrl+Shift+S");
        assertThat(OTHER.keys("Shortcut++")).isEqualTo("Ctrl++");
    }

    @Test
    void onlyWhatStandsInBracketsIsAShortcut() {
        assertThat(MAC.text("Zero channels of Shortcut A (Shortcut+A)")).isEqualTo("Zero channels of Shortcut A (⌘A)");
        assertThat(OTHER.text("Size (Shortcut and the mouse wheel)")).isEqualTo("Size (Ctrl and the mouse wheel)");
    }

    @Test
    void noTextOfAMacSaysCtrl() {
        ResourceBundle texts = MAC.bundle(ResourceBundle.getBundle("i18n.messages"));
        assertThat(texts.keySet()).hasSizeGreaterThan(500).noneMatch(key -> texts.getString(key)
                .contains("Ctrl"));
        assertThat(texts.getString("data.import.tooltip")).endsWith("(⌘I)");
    }

    @Test
    void noTextKeepsThePlaceholder() {
        ResourceBundle texts = OTHER.bundle(ResourceBundle.getBundle("i18n.messages"));
        Pattern placeholder = Pattern.compile("Shortcut\\+");
        assertThat(texts.keySet())
                .noneMatch(key -> placeholder.matcher(texts.getString(key)).find());
        assertThat(texts.getString("data.import.tooltip")).endsWith("(Ctrl+I)");
    }
}
