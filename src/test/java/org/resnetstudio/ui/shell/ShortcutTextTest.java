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
        for (Language language : Languages.installed().all()) {
            ResourceBundle texts = MAC.bundle(language.texts());
            assertThat(texts.keySet()).hasSizeGreaterThan(500).noneMatch(key -> texts.getString(key)
                    .contains("Ctrl"));
            assertThat(texts.getString("data.import.tooltip")).endsWith("(⌘I)");
        }
    }

    @Test
    void noTextKeepsThePlaceholder() {
        Pattern placeholder = Pattern.compile("Shortcut\\+");
        for (Language language : Languages.installed().all()) {
            ResourceBundle texts = OTHER.bundle(language.texts());
            assertThat(texts.keySet())
                    .noneMatch(key -> placeholder.matcher(texts.getString(key)).find());
            assertThat(texts.getString("data.import.tooltip")).endsWith("(Ctrl+I)");
        }
    }
}
