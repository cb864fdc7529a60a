package org.resnetstudio.ui.shell;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.resnetstudio.training.FailureSentence;

/** Texts for people, by key, from {@code i18n/messages.properties}. Thread-safe. */
public final class Messages {
    private final ResourceBundle bundle;
    private final Locale locale;

    /** Texts of a bundle, numbers in a locale's way. */
    public Messages(ResourceBundle bundle, Locale locale) {
        this.bundle = ShortcutText.ofThisSystem().bundle(bundle);
        this.locale = locale;
    }

    /** The texts in the language of this machine, as far as there is a translation; numbers as that language writes them. */
    public static Messages load() {
        ResourceBundle bundle = ResourceBundle.getBundle("i18n.messages");
        Locale language = bundle.getLocale();
        return new Messages(bundle, language.getLanguage().isEmpty() ? Locale.ENGLISH : language);
    }

    /**
     * A text, with values filled in as {@link MessageFormat} does.
     *
     * @throws java.util.MissingResourceException when there is no such key
     */
    public String text(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    /** A text without values; empty if there is no such key. */
    public Optional<String> find(String key) {
        return bundle.containsKey(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** For the loader of FXML. */
    public ResourceBundle bundle() {
        return bundle;
    }

    /** What an error says for people; of one that nobody foresaw, that it should not have happened. */
    public static String sentence(Throwable error) {
        return FailureSentence.orUnforeseen(error);
    }
}
