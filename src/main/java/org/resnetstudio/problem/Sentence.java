package org.resnetstudio.problem;

import java.io.Serializable;
import java.text.Format;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * A sentence for people that any language can say: the key of a text in {@code i18n/messages.properties} and its translations, and the
 * values in it. Immutable.
 *
 * @param key of the text; empty for words that no language changes, such as those of another program
 * @param arguments texts, numbers and other sentences, in the order of the text's places; for the empty key one text
 */
public record Sentence(String key, List<? extends Serializable> arguments) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String WORDS = "";

    public Sentence {
        arguments = List.copyOf(arguments);
    }

    /**
     * The sentence of a key. Numbers and sentences stay what they are; anything else is filled in as its text.
     *
     * @param arguments none of them null
     */
    public static Sentence of(String key, Object... arguments) {
        return new Sentence(key, Stream.of(arguments).map(Sentence::kept).toList());
    }

    /** Words that every language leaves as they are: those of other programs, and those that were translated before. */
    public static Sentence inWords(String words) {
        return new Sentence(WORDS, List.of(words));
    }

    /** What a failure says: its sentence, or else its own words. */
    public static Sentence of(Throwable failure) {
        if (failure instanceof UserException told) {
            return told.sentence();
        }
        return inWords(Optional.ofNullable(failure.getMessage())
                .orElseGet(() -> failure.getClass().getSimpleName()));
    }

    private static Serializable kept(Object argument) {
        return argument instanceof Sentence || argument instanceof Number
                ? (Serializable) argument
                : String.valueOf(argument);
    }

    /** In English, as logs, files and the command line have it. */
    public String english() {
        return in(English.TEXTS, Locale.ROOT);
    }

    /**
     * In the language of these texts. A number stands there as Java writes it, unless the text says how.
     *
     * @param numbers how the language writes those
     * @throws java.util.MissingResourceException if they lack it
     */
    public String in(ResourceBundle texts, Locale numbers) {
        if (key.equals(WORDS)) {
            return String.valueOf(arguments.get(0));
        }
        MessageFormat pattern = new MessageFormat(texts.getString(key), numbers);
        Format[] formats = pattern.getFormatsByArgumentIndex();
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            Object argument = arguments.get(i);
            if (argument instanceof Sentence inner) {
                values[i] = inner.in(texts, numbers);
            } else {
                values[i] = i < formats.length && formats[i] != null ? argument : String.valueOf(argument);
            }
        }
        return pattern.format(values);
    }

    @Override
    public String toString() {
        return english();
    }

    /** Read once, when a first sentence is said. */
    private static final class English {
        static final ResourceBundle TEXTS = ResourceBundle.getBundle(
                "i18n.messages",
                Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

        private English() {}
    }
}
