package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder;

    private Settings load() {
        return Settings.load(folder.resolve("config/settings.json"), Runnable::run);
    }

    @Test
    void whatIsSetIsThereAtTheNextStart() {
        Settings settings = load();
        settings.setTheme(ThemeChoice.DARK);
        settings.setScreen(ScreenId.TRAIN);
        settings.setWindow(new WindowState(10, 20, 1300, 850, true));
        settings.addRecentProject(folder.resolve("first"));
        settings.addRecentProject(folder.resolve("second"));
        settings.setFolder("import", folder);
        settings.setValue("data.zoom", "128");

        Settings again = load();
        assertThat(again.theme()).isEqualTo(ThemeChoice.DARK);
        assertThat(again.screen()).isEqualTo(ScreenId.TRAIN);
        assertThat(again.window()).contains(new WindowState(10, 20, 1300, 850, true));
        assertThat(again.recentProjects()).containsExactly(folder.resolve("second"), folder.resolve("first"));
        assertThat(again.folder("import")).contains(folder);
        assertThat(again.value("data.zoom")).contains("128");
    }

    @Test
    void theVeryFirstStartIsKnownAsSuch() {
        Settings first = load();
        assertThat(first.isFirstStart()).isTrue();
        first.setTheme(ThemeChoice.LIGHT);
        assertThat(load().isFirstStart()).isFalse();
    }

    @Test
    void aDamagedFileGivesTheDefaults() throws IOException {
        load().setTheme(ThemeChoice.DARK);
        Files.writeString(folder.resolve("config/settings.json"), "{\"theme\": \"DAR");
        Settings settings = load();
        assertThat(settings.theme()).isEqualTo(ThemeChoice.LIGHT);
        assertThat(settings.recentProjects()).isEmpty();
        assertThat(settings.isFirstStart()).isFalse();
    }

    @Test
    void oneDamagedEntryDoesNotCostTheOthers() throws IOException {
        load().addRecentProject(folder.resolve("mine"));
        String stored = Files.readString(folder.resolve("config/settings.json"))
                .replace("\"LIGHT\"", "\"PURPLE\"")
                .replaceFirst("\"window\" : null", "\"window\" : {\"x\": \"left\"}")
                .replaceFirst("\"values\" : \\{ \\}", "\"values\" : {\"a\": null, \"data.zoom\": \"large\"}");
        assertThat(stored).contains("PURPLE", "left", "large");
        Files.writeString(folder.resolve("config/settings.json"), stored);

        Settings settings = load();

        assertThat(settings.recentProjects()).containsExactly(folder.resolve("mine"));
        assertThat(settings.theme()).isEqualTo(ThemeChoice.LIGHT);
        assertThat(settings.window()).isEmpty();
        assertThat(settings.value("a")).isEmpty();
        assertThat(settings.number("data.zoom", 64, 256)).isEmpty();
    }

    @Test
    void aNumberIsHeldWithinItsBounds() {
        Settings settings = load();
        settings.setValue("data.zoom", "100000");
        assertThat(settings.number("data.zoom", 64, 256)).hasValue(256);
        settings.setValue("data.zoom", "NaN");
        assertThat(settings.number("data.zoom", 64, 256)).isEmpty();
        assertThat(settings.number("never.set", 64, 256)).isEmpty();
    }

    @Test
    void anUnknownSettingOfANewerStudioIsPassedOver() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/settings.json"), "{\"theme\": \"DARK\", \"language\": \"fr\"}");
        assertThat(load().theme()).isEqualTo(ThemeChoice.DARK);
    }

    @Test
    void onlyTheLatestProjectsAreRemembered() {
        Settings settings = load();
        IntStream.range(0, 15).forEach(i -> settings.addRecentProject(folder.resolve("p" + i)));
        settings.addRecentProject(folder.resolve("p10"));
        assertThat(settings.recentProjects()).hasSize(Settings.RECENT_PROJECTS).startsWith(folder.resolve("p10"));
        settings.removeRecentProject(folder.resolve("p10"));
        assertThat(settings.recentProjects()).doesNotContain(folder.resolve("p10"));
    }

    @Test
    void whereNothingCanBeWrittenTheSettingsLastForThisSession() throws IOException {
        Files.writeString(folder.resolve("config"), "a file where the folder should be");
        Settings settings = load();
        settings.setTheme(ThemeChoice.DARK);
        assertThat(settings.theme()).isEqualTo(ThemeChoice.DARK);
        assertThat(folder.resolve("config")).isRegularFile();
    }

    private Path project(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    @Test
    void whatARunIsTrainedWithBelongsToItsProject() throws IOException {
        Settings settings = load();
        settings.enterProject(Optional.of(project("one")));
        settings.setValue("train.learning-rate", "0.5");
        settings.setValue("network.choice", "resnet50 224 B");
        settings.setValue("train.device", "CPU");
        settings.setValue("data.zoom", "200");

        settings.enterProject(Optional.of(project("two")));
        assertThat(settings.value("train.learning-rate")).isEmpty();
        assertThat(settings.value("network.choice")).isEmpty();
        assertThat(settings.value("train.device")).as("belongs to the machine").contains("CPU");
        assertThat(settings.value("data.zoom")).as("belongs to the person").contains("200");

        Settings again = load();
        again.enterProject(Optional.of(project("one")));
        assertThat(again.value("train.learning-rate")).contains("0.5");
        assertThat(folder.resolve("two/settings.json"))
                .as("nothing was set there")
                .doesNotExist();
    }

    @Test
    void aProjectThatWasTrainedBeforeGoesOnWithTheCommonSettingsOfThen() throws IOException {
        Settings before = load();
        before.setValue("train.learning-rate", "0.5");
        before.setValue("network.choice", "resnet32 32 A");
        Files.createDirectories(project("trained").resolve("runs/20260304-050607-resnet32"));

        Settings settings = load();
        settings.enterProject(Optional.of(project("trained")));
        assertThat(settings.value("train.learning-rate")).contains("0.5");
        assertThat(settings.value("network.choice")).contains("resnet32 32 A");
        settings.enterProject(Optional.of(project("new")));
        assertThat(settings.value("train.learning-rate")).isEmpty();
    }

    @Test
    void damagedSettingsOfAProjectGiveTheDefaults() throws IOException {
        Files.writeString(project("one").resolve("settings.json"), "{\"train.epochs\": ");
        Files.writeString(project("two").resolve("settings.json"), "[1, 2]");
        Files.writeString(project("three").resolve("settings.json"), "{\"train.epochs\": null, \"train.seed\": \"7\"}");
        Settings settings = load();
        for (String name : List.of("one", "two", "three")) {
            settings.enterProject(Optional.of(project(name)));
            assertThat(settings.value("train.epochs")).as(name).isEmpty();
        }
        assertThat(settings.value("train.seed")).contains("7");
    }

    @Test
    void withoutAProjectNothingIsKeptOfWhatBelongsToOne() {
        Settings settings = load();
        settings.enterProject(Optional.empty());
        settings.setValue("train.epochs", "99");
        assertThat(settings.value("train.epochs")).contains("99");
        assertThat(load().value("train.epochs")).isEmpty();
    }
}
