package org.resnetstudio.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SentenceTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    void isSaidInTheLanguageOfTheTexts() throws IOException {
        Sentence sentence = Sentence.of("full", Path.of("a/b"), Sentence.of("remedy", 12_345, 0.5));

        assertThat(sentence.in(texts("full={1} ({0})", "remedy={0} or {1}"), Locale.ROOT))
                .isEqualTo("12345 or 0.5 (a/b)");
        assertThat(sentence.in(texts("full=«{0}»: {1}", "remedy={1}, {0,number}"), Locale.GERMAN))
                .isEqualTo("«a/b»: 0.5, 12.345");
    }

    @Test
    void ofAFailureIsWhatItTells() {
        Sentence told = Sentence.of("problem.codec.newer", 9);

        assertThat(Sentence.of(new InvalidValueException(told))).isEqualTo(told);
        assertThat(Sentence.of(new IOException("odd")).english()).isEqualTo("odd");
        assertThat(Sentence.of(new IOException()).english()).isEqualTo("IOException");
    }

    /** What goes into logs, files and the terminal is the same everywhere. */
    @Test
    void englishDoesNotDependOnTheLocale() {
        String english = Sentence.of("problem.codec.newer", 1234).english();
        for (String tag : new String[] {"fa", "ar", "tr", "de", "zh-CN"}) {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(Sentence.of("problem.codec.newer", 1234).english())
                    .isEqualTo(english)
                    .contains("format 1234,");
        }
    }

    @Test
    void standsInAnotherOneWithoutItsFullStop() throws IOException {
        Sentence sentence = Sentence.of("because", Sentence.of("full").clause());

        assertThat(sentence.in(texts("because=No: {0}!", "full=It is full.", "problem.clause={0}"), Locale.ROOT))
                .isEqualTo("No: It is full!");
        assertThat(sentence.in(texts("because=不：{0}！", "full=已满。", "problem.clause={0}"), Locale.ROOT))
                .isEqualTo("不：已满！");
    }

    @Test
    void anEnumerationHasTheCommasOfTheLanguage() throws IOException {
        Sentence list = Sentence.list(List.of("a", Sentence.of("b"), 1000));

        assertThat(list.in(texts("problem.list=、", "b=乙"), Locale.ROOT)).isEqualTo("a、乙、1000");
        assertThat(Sentence.list(List.of("a", 1000)).english()).isEqualTo("a, 1000");
        assertThat(Sentence.list(List.of()).english()).isEmpty();
    }

    @Test
    void wordsStayWhatTheyAre() throws IOException {
        assertThat(Sentence.inWords("{0} it's").in(texts("a=b"), Locale.ROOT)).isEqualTo("{0} it's");
    }

    private static ResourceBundle texts(String... lines) throws IOException {
        return new PropertyResourceBundle(new StringReader(String.join("\n", lines)));
    }
}
