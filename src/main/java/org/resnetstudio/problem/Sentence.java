package org.resnetstudio.problem;

import java.io.Serializable;
import java.text.Format;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    /** Of what stands between the items of an enumeration. */
    private static final String LIST = "problem.list";
    /** Of a sentence that stands in another one. */
    private static final String CLAUSE = "problem.clause";

    private static final Pattern FULL_STOP = Pattern.compile("[.。]$");

    /** Says nothing. */
    public static final Sentence EMPTY = inWords("");

    public Sentence {
        arguments = List.copyOf(arguments);
    }

    /**
     * The sentence of a key. Numbers and sentences stay what they are; anything else is filled in as its text.
     *
     * @param arguments of one that is null stands the word
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

    /** Items one after another, with the language's comma between them; nothing, of none. */
    public static Sentence list(List<?> items) {
        return of(LIST, items.toArray());
    }

    /** The same without its full stop, to stand in another sentence. */
    public Sentence clause() {
        return of(CLAUSE, this);
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
        return switch (key) {
            case WORDS -> String.valueOf(arguments.get(0));
            case LIST ->
                arguments.stream()
                        .map(item -> String.valueOf(said(item, texts, numbers)))
                        .collect(Collectors.joining(texts.getString(LIST)));
            case CLAUSE -> FULL_STOP.matcher(filledIn(texts, numbers)).replaceFirst("");
            default -> filledIn(texts, numbers);
        };
    }

    private String filledIn(ResourceBundle texts, Locale numbers) {
        MessageFormat pattern = new MessageFormat(texts.getString(key), numbers);
        Format[] formats = pattern.getFormatsByArgumentIndex();
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            Object argument = said(arguments.get(i), texts, numbers);
            values[i] = i < formats.length && formats[i] != null ? argument : String.valueOf(argument);
        }
        return pattern.format(values);
    }

    private static Object said(Object argument, ResourceBundle texts, Locale numbers) {
        return argument instanceof Sentence inner ? inner.in(texts, numbers) : argument;
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
