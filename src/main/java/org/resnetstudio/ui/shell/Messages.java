package org.resnetstudio.ui.shell;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.training.FailureSentence;
import org.resnetstudio.ui.control.Quantities;

/** Texts for people, by key, in one language. Thread-safe. */
public final class Messages {
    private final Language language;
    private final ResourceBundle bundle;
    private final Quantities quantities;

    private Messages(Language language) {
        this.language = language;
        this.bundle = ShortcutText.ofThisSystem().bundle(language.texts());
        this.quantities = new Quantities(bundle);
    }

    /** The texts in a language, with numbers as that language writes them. */
    public static Messages of(Language language) {
        return new Messages(language);
    }

    /**
     * A text, with values filled in as {@link MessageFormat} does.
     *
     * @throws java.util.MissingResourceException when there is no such key
     */
    public String text(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale()).format(values);
    }

    /** A text without values; empty if there is no such key. */
    public Optional<String> find(String key) {
        return bundle.containsKey(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** For the loader of FXML. */
    public ResourceBundle bundle() {
        return bundle;
    }

    /** Numbers with their units. */
    public Quantities quantities() {
        return quantities;
    }

    /** The language. */
    public Language language() {
        return language;
    }

    /** How the language writes numbers. */
    public Locale locale() {
        return language.locale();
    }

    /** What an error says for people; of one that nobody foresaw, that it should not have happened. */
    public String sentence(Throwable error) {
        return text(FailureSentence.orUnforeseen(error));
    }

    /** A sentence of the core in this language. */
    public String text(Sentence sentence) {
        return sentence.in(bundle, locale());
    }
}
