package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts and the places that use them fit together. Run from the project's folder. */
class LocalizationConsistencyTest {
    private static final Pattern FXML_KEY = Pattern.compile("\"%([\\w.-]+)\"");
    private static final Pattern FXML_TEXT =
            Pattern.compile("(?:text|promptText|title|headerText)=\"([^%$\"][^\"]*)\"");
    private static final Pattern JAVA_KEY = Pattern.compile("\\.text\\(\\s*\"([\\w.-]+)\"\\s*([,)])");
    private static final Pattern JAVA_LITERAL = Pattern.compile("\"([a-z][\\w-]*(?:\\.[\\w-]+)*\\.?)\"");

    private final Set<String> keys =
            new TreeSet<>(Messages.of(Language.english()).bundle().keySet());

    @Test
    void everyKeyInFxmlHasAText() throws IOException {
        assertThat(matches(Path.of("fxml"), ".fxml", FXML_KEY)).isNotEmpty().isSubsetOf(keys);
    }

    @Test
    void everyKeyInJavaHasAText() throws IOException {
        assertThat(matches(Path.of("src/main/java"), ".java", JAVA_KEY))
                .isNotEmpty()
                .isSubsetOf(keys);
    }

    @Test
    void everyTextIsUsed() throws IOException {
        Set<String> used = matches(Path.of("fxml"), ".fxml", FXML_KEY);
        Set<String> literals = matches(Path.of("src/main/java"), ".java", JAVA_LITERAL);
        Set<String> stale = new TreeSet<>(keys);
        stale.removeAll(used);
        stale.removeAll(literals);
        // A literal that ends with a dot is the first part of keys whose last part is the name of a constant.
        stale.removeIf(key -> literals.stream().anyMatch(part -> part.endsWith(".") && key.startsWith(part)));
        assertThat(stale).isEmpty();
    }

    @Test
    void fxmlHoldsNoTextOfItsOwn() throws IOException {
        assertThat(matches(Path.of("fxml"), ".fxml", FXML_TEXT)).isEmpty();
    }

    @Test
    void noTextHasAStraightApostropheWhichMessageFormatWouldSwallow() {
        assertThat(keys)
                .noneMatch(key ->
                        Messages.of(Language.english()).bundle().getString(key).contains("'"));
    }

    private static Set<String> matches(Path folder, String ending, Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }
}
