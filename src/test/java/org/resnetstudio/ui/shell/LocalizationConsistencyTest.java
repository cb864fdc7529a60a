package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts and the places that use them fit together. Run from the project's folder. */
class LocalizationConsistencyTest {
    private static final String ENGLISH = "messages.properties";
    /** Where the keys of the core's sentences begin. */
    private static final String SENTENCES = "problem.";

    private static final Pattern FXML_KEY = Pattern.compile("\"%([\\w.-]+)\"");
    private static final Pattern FXML_TEXT =
            Pattern.compile("(?:text|promptText|title|headerText)=\"([^%$\"][^\"]*)\"");
    private static final Pattern JAVA_KEY = Pattern.compile("\\.text\\(\\s*\"([\\w.-]+)\"\\s*([,)])");
    private static final Pattern JAVA_LITERAL = Pattern.compile("\"([a-z][\\w-]*(?:\\.[\\w-]+)*\\.?)\"");

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern MNEMONIC = Pattern.compile("_\\p{Alnum}");

    /** What people are shown or told: literals with words in them belong into the texts. */
    private static final Pattern SHOWN =
            Pattern.compile("(?:set\\w*(?:Text|Title|Help)|\\bText|\\bTooltip|\\bLabel|\\bMenu|\\b\\w*Item"
                    + "|\\b\\w*Button|\\bCheckBox|\\bThumbnail\\.without|(?<!LOG)\\.(?:info|error)|User\\w*Exception|InvalidValueException)"
                    + "\\((?:[^;\"]*,)?\\s*\"([^\"]*\\p{L} [^\"]*)\"");

    /** A sentence's key is a literal, or one of two; the rest are its arguments. */
    private static final Pattern SENTENCE = Pattern.compile("\\bSentence\\.of\\(\\s*");

    private static final Pattern KEY = Pattern.compile("\"([a-z][\\w-]*(?:\\.[\\w-]+)+)\"");
    private static final Pattern WITH_FORMAT = Pattern.compile("\\{(\\d+),");
    private static final Pattern WITHOUT_FORMAT = Pattern.compile("\\{(\\d+)\\}");

    /** Names, formulas and units, which every language may write as English does. */
    private static final Set<String> SAME_EVERYWHERE = Set.of(
            "about.java",
            "about.javafx",
            "about.title",
            "data.size.kib",
            "data.size.mib",
            "diagram.stem",
            "evaluate.f1",
            "evaluate.tile",
            "export.format.dl4j",
            "export.format.onnx",
            "export.format.safetensors",
            "layer.dropout",
            "layer.relu",
            "layer.sigmoid",
            "layer.softmax",
            "main.title",
            "main.title.project",
            "network.change.variant",
            "network.column.flops",
            "network.option.dropout",
            "network.option.shortcut.A",
            "network.option.shortcut.B",
            "network.option.shortcut.C",
            "network.option.stem",
            "network.option.stem.mini",
            "problem.benchmark.note",
            "problem.clause",
            "train.engine.dl4j",
            "train.engine.pytorch",
            "train.optimizer.adam",
            "train.optimizer.adamw",
            "train.cutmix",
            "train.mixup",
            "train.optimizer.sgd",
            "train.run.line",
            "use.model.accuracy");

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
    void everySentenceHasATextWithAPlaceForEachOfItsValues() throws IOException {
        Map<String, String> english = texts(ENGLISH);
        int checked = 0;
        for (Path file : files(Path.of("src/main/java"), ".java")) {
            String source = Files.readString(file);
            Matcher sentence = SENTENCE.matcher(source);
            while (sentence.find()) {
                List<String> values = arguments(source, sentence.end());
                Matcher key = KEY.matcher(values.get(0));
                while (key.find()) {
                    assertThat(english).as(file.toString()).containsKey(key.group(1));
                    assertThat(all(ARGUMENT, english.get(key.group(1))))
                            .as(key.group(1))
                            .isEqualTo(IntStream.range(0, values.size() - 1)
                                    .mapToObj(Integer::toString)
                                    .collect(Collectors.toSet()));
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    /** A value that is formatted somewhere in a sentence stays a number everywhere in it, and would get signs between its thousands. */
    @Test
    void aNumberInASentenceIsFormattedInAllPlacesOrNone() throws IOException {
        for (String file : List.of(ENGLISH, "messages_zh_CN.properties")) {
            texts(file).forEach((key, text) -> {
                if (key.startsWith(SENTENCES)) {
                    assertThat(all(WITHOUT_FORMAT, text)).as(key).noneMatch(all(WITH_FORMAT, text)::contains);
                }
            });
        }
    }

    /** The arguments of a call, as they are written. */
    private static List<String> arguments(String source, int begin) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (int i = begin; depth >= 0; i++) {
            char c = source.charAt(i);
            if (quoted && c == '\\') {
                argument.append(c).append(source.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (!quoted) {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            }
            if (depth < 0 || (depth == 0 && !quoted && c == ',')) {
                arguments.add(argument.toString());
                argument.setLength(0);
            } else {
                argument.append(c);
            }
        }
        return arguments;
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
    void noTextHasAStraightApostropheWhichMessageFormatWouldSwallow() throws IOException {
        texts(ENGLISH).forEach(LocalizationConsistencyTest::checkApostrophes);
    }

    /** Sentences for the terminal have straight ones, which are doubled in the text. */
    private static void checkApostrophes(String key, String text) {
        assertThat(key.startsWith(SENTENCES) ? text.replace("''", "") : text)
                .as(key)
                .doesNotContain("'");
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyLanguageHasTheKeysOfEnglishAndNoOthers(String file) throws IOException {
        assertThat(texts(file).keySet()).isEqualTo(texts(ENGLISH).keySet());
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyTextFillsInTheSameValuesAsItsEnglish(String file) throws IOException {
        Map<String, String> english = texts(ENGLISH);
        texts(file)
                .forEach((key, text) ->
                        assertThat(all(ARGUMENT, text)).as(key).isEqualTo(all(ARGUMENT, english.get(key))));
    }

    /** Menus and buttons that a letter opens have one in every language, and end in dots where a question follows. */
    @ParameterizedTest
    @MethodSource("translations")
    void mnemonicsAndDotsAreThoseOfEnglish(String file) throws IOException {
        Map<String, String> english = texts(ENGLISH);
        texts(file).forEach((key, text) -> {
            assertThat(MNEMONIC.matcher(text).find())
                    .as(key)
                    .isEqualTo(MNEMONIC.matcher(english.get(key)).find());
            assertThat(text.endsWith("…")).as(key).isEqualTo(english.get(key).endsWith("…"));
        });
    }

    @ParameterizedTest
    @MethodSource("translations")
    void onlyNamesAreTheSameAsInEnglish(String file) throws IOException {
        Map<String, String> english = texts(ENGLISH);
        assertThat(texts(file).entrySet())
                .filteredOn(entry -> entry.getValue().equals(english.get(entry.getKey())))
                .extracting(Map.Entry::getKey)
                .allMatch(SAME_EVERYWHERE::contains);
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyTextIsAPatternWithoutStraightApostrophes(String file) throws IOException {
        texts(file).forEach((key, text) -> {
            checkApostrophes(key, text);
            assertThat(new MessageFormat(text, Locale.ROOT)).as(key).isNotNull();
        });
    }

    @Test
    void whatPeopleAreShownComesFromTheTexts() throws IOException {
        Set<String> literals = matches(Path.of("src/main/java/org/resnetstudio/ui"), ".java", SHOWN);
        literals.addAll(matches(Path.of("src/main/java/org/resnetstudio/app"), ".java", SHOWN));
        assertThat(literals).isEmpty();
    }

    static Stream<String> translations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/i18n"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(ENGLISH))
                    .toList()
                    .stream();
        }
    }

    private static Map<String, String> texts(String file) throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/i18n", file))) {
            ResourceBundle bundle = new PropertyResourceBundle(reader);
            return new TreeMap<>(bundle.keySet().stream().collect(Collectors.toMap(key -> key, bundle::getString)));
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> matches(Path folder, String ending, Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(folder, ending)) {
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
