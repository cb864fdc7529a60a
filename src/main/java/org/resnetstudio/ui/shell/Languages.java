package org.resnetstudio.ui.shell;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.resnetstudio.files.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The languages that there are files for, and which of them a person reads. Immutable. */
public final class Languages {
    /** The setting with the tag of the chosen language; any other value goes by the system. */
    public static final String SETTING = "language";

    /** The value of the setting that goes by the system. */
    static final String SYSTEM = "system";

    private static final Logger LOG = LoggerFactory.getLogger(Languages.class);
    private static final String FOLDER = "i18n/";
    private static final Pattern FILE = Pattern.compile("^" + FOLDER + "messages_(\\w+)\\.properties$");

    private final List<Language> all;

    Languages(List<Language> all) {
        this.all = List.copyOf(all);
    }

    /** English, and every language that has a file beside it. */
    public static Languages installed() {
        List<Language> languages = new ArrayList<>(List.of(Language.english()));
        URL base = Objects.requireNonNull(Languages.class.getResource("/" + FOLDER + "messages.properties"));
        try {
            languages.addAll(ofFiles(filesBeside(base)));
        } catch (IOException | URISyntaxException e) {
            LOG.warn("The languages beside {} cannot be listed ({}); the studio speaks English.", base, e.getMessage());
        }
        return new Languages(languages);
    }

    /** The languages of those files whose name is that of one. */
    static List<Language> ofFiles(List<String> files) {
        return files.stream()
                .map(FILE::matcher)
                .filter(Matcher::find)
                .map(name -> Locale.forLanguageTag(name.group(1).replace('_', '-')))
                .sorted(Comparator.comparing(Locale::toLanguageTag))
                .map(Language::of)
                .toList();
    }

    /** Names of files in a folder of classes, or in the same folder of the jar that the studio is delivered in. */
    private static List<String> filesBeside(URL base) throws IOException, URISyntaxException {
        if (base.openConnection() instanceof JarURLConnection connection) {
            // A jar from the cache may be in use elsewhere, and must not be closed here.
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                return jar.stream().map(JarEntry::getName).toList();
            }
        }
        return Folders.entries(Path.of(base.toURI()).getParent()).stream()
                .map(file -> FOLDER + file.getFileName())
                .toList();
    }

    /** English first. */
    public List<Language> all() {
        return all;
    }

    /** The language that a tag names; empty if it names none of these. */
    public Optional<Language> named(String tag) {
        return all.stream().filter(language -> language.tag().equals(tag)).findFirst();
    }

    /**
     * The language to speak: the chosen one, else the one that is nearest to the system's, else English.
     *
     * @param settings where the choice is remembered
     * @param system what the machine speaks
     */
    public Language chosen(Settings settings, Locale system) {
        return settings.value(SETTING).flatMap(this::named).orElseGet(() -> nearest(system));
    }

    /**
     * Families of fonts to write in, the best first: those of the language that is spoken, else those of a language whose script is that
     * of a name, else those of the system's, in which files may be named; none where any font will do.
     *
     * @param names that are shown, such as those of classes
     */
    public List<String> fonts(Language spoken, Collection<String> names, Locale system) {
        if (!spoken.fonts().isEmpty()) {
            return spoken.fonts();
        }
        return all.stream()
                .filter(language ->
                        !language.fonts().isEmpty() && names.stream().anyMatch(language::shares))
                .findFirst()
                .orElseGet(() -> nearest(system))
                .fonts();
    }

    /** The language of that tag, else one that differs by the country alone, else English. */
    private Language nearest(Locale system) {
        return named(system.toLanguageTag())
                .or(() -> all.stream()
                        .filter(language -> language.locale().getLanguage().equals(system.getLanguage()))
                        .findFirst())
                .orElse(all.get(0));
    }
}
