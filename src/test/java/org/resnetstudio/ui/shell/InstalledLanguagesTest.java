package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.ui.control.Quantities;

class InstalledLanguagesTest {
    @TempDir
    private Path folder;

    private final Languages languages = Languages.installed();

    private String spoken(String chosen, String system) {
        Settings settings = Settings.load(folder.resolve("settings.json"), Runnable::run);
        settings.setValue(Languages.SETTING, chosen);
        return languages.chosen(settings, Locale.forLanguageTag(system)).tag();
    }

    @Test
    void thereIsALanguageForEveryFileAndEachNamesItself() {
        assertThat(languages.all()).extracting(Language::tag).containsExactly("en", "zh-CN");
        assertThat(languages.all()).extracting(Language::name).containsExactly("English", "简体中文");
    }

    @Test
    void onlyFilesOfTextsAreLanguages() {
        assertThat(Languages.ofFiles(List.of(
                        "i18n/messages.properties",
                        "i18n/messages_zh_CN.properties",
                        "i18n/",
                        "x/messages_de.properties")))
                .extracting(Language::tag)
                .containsExactly("zh-CN");
    }

    @Test
    void theSystemsLanguageIsSpokenWhereThereIsOne() {
        assertThat(spoken(Languages.SYSTEM, "zh-CN")).isEqualTo("zh-CN");
        assertThat(spoken(Languages.SYSTEM, "zh-Hans-SG")).isEqualTo("zh-CN");
        assertThat(spoken(Languages.SYSTEM, "en-GB")).isEqualTo("en");
        assertThat(spoken(Languages.SYSTEM, "fr-FR")).isEqualTo("en");
    }

    @Test
    void theChosenLanguageIsSpokenWhateverTheSystemSpeaks() {
        assertThat(spoken("zh-CN", "fr-FR")).isEqualTo("zh-CN");
        assertThat(spoken("en", "zh-CN")).isEqualTo("en");
        assertThat(spoken("gone", "zh-CN")).as("a language whose file is gone").isEqualTo("zh-CN");
    }

    @Test
    void englishStaysEnglishOnAChineseMachine() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        try {
            assertThat(Messages.of(Language.english()).text("screen.train")).isEqualTo("Train");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void numbersAreThoseOfTheLanguage() {
        Messages chinese = Messages.of(languages.named("zh-CN").orElseThrow());
        assertThat(chinese.quantities().duration(200)).isEqualTo("3 分 20 秒");
        assertThat(chinese.quantities().percent(0.875)).isEqualTo("87.5%");
        Quantities german = new Quantities(new GermanTexts());
        assertThat(german.percent(0.875)).isEqualTo("87,5 %");
        assertThat(german.exact(25_557_032)).isEqualTo("25.557.032");
        assertThat(german.plain(0.0005)).isEqualTo("0,0005");
    }

    private static final class GermanTexts extends ListResourceBundle {
        @Override
        protected Object[][] getContents() {
            return new Object[][] {{"quantity.percent", "{0} %"}};
        }

        @Override
        public Locale getLocale() {
            return Locale.GERMAN;
        }
    }

    @Test
    void datesAreThoseOfTheCountryWhereTheLanguageIsSpoken() {
        assertThat(Language.english().region(Locale.UK)).isEqualTo(Locale.UK);
        assertThat(Language.english().region(Locale.CHINA)).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void classesAndFilesCanBeReadInTheSystemsLanguageToo() {
        assertThat(languages.fonts(Language.english(), List.of(), Locale.CHINA)).contains("Noto Sans CJK SC");
        assertThat(languages.fonts(Language.english(), List.of("cat", "größer"), Locale.UK))
                .isEmpty();
        assertThat(languages.fonts(Language.english(), List.of("cat", "猫 2"), Locale.UK))
                .contains("Noto Sans CJK SC");
    }
}
