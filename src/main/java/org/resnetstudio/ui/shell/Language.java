package org.resnetstudio.ui.shell;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A language of the studio's texts: one file {@code i18n/messages_<tag>.properties}; English is the one without a tag.
 *
 * @param locale of the texts, and of the numbers in them
 * @param texts what it says of itself and everything else
 */
public record Language(Locale locale, ResourceBundle texts) {
    private static final String BASE = "i18n.messages";
    private static final Set<Character.UnicodeScript> IN_EVERY_FONT = EnumSet.of(
            Character.UnicodeScript.COMMON, Character.UnicodeScript.INHERITED, Character.UnicodeScript.LATIN);

    /** The language whose texts stand in for those that another one lacks. */
    public static Language english() {
        return new Language(Locale.ENGLISH, texts(Locale.ROOT));
    }

    /** The language of a file. */
    static Language of(Locale locale) {
        return new Language(locale, texts(locale));
    }

    /** Without the control a language that lacks a file would get that of the machine instead of English. */
    private static ResourceBundle texts(Locale locale) {
        return ResourceBundle.getBundle(
                BASE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Its name in its own words. */
    public String name() {
        return texts.getString("language.name");
    }

    /** What it is called in the settings, such as {@code zh-CN}. */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** Families of fonts that hold its characters, the best first; none where any font will do. */
    public List<String> fonts() {
        return Stream.of(texts.getString("language.fonts").split(",", -1))
                .map(String::strip)
                .filter(family -> !family.isEmpty())
                .toList();
    }

    /** Whether a text has letters of the script of this language, other than Latin ones, which every font has. */
    public boolean shares(String text) {
        Set<Character.UnicodeScript> scripts = name().codePoints()
                .mapToObj(Character.UnicodeScript::of)
                .filter(script -> !IN_EVERY_FONT.contains(script))
                .collect(Collectors.toSet());
        return text.codePoints().mapToObj(Character.UnicodeScript::of).anyMatch(scripts::contains);
    }

    /** How dates and the like are written: as where the machine is, if this language is spoken there. */
    public Locale region(Locale machine) {
        return machine.getLanguage().equals(locale.getLanguage()) ? machine : locale;
    }
}
