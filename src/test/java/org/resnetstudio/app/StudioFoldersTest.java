package org.resnetstudio.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StudioFoldersTest {
    private static Properties system(String name) {
        Properties properties = new Properties();
        properties.setProperty("os.name", name);
        properties.setProperty("user.home", "/home/ada");
        return properties;
    }

    @Test
    void linuxUsesTheXdgFolders() {
        StudioFolders folders =
                StudioFolders.of(system("Linux"), Map.of("XDG_CONFIG_HOME", "/settings", "XDG_DATA_HOME", "/files"));
        assertThat(folders.settingsFile()).isEqualTo(Path.of("/settings/resnet-studio/settings.json"));
        assertThat(folders.sampleProject()).isEqualTo(Path.of("/files/resnet-studio/projects/Sample"));
    }

    @Test
    void linuxFallsBackToTheFoldersOfTheStandardAlsoWhenAVariableIsRelative() {
        StudioFolders folders = StudioFolders.of(system("Linux"), Map.of("XDG_CONFIG_HOME", "relative"));
        assertThat(folders.config()).isEqualTo(Path.of("/home/ada/.config/resnet-studio"));
        assertThat(folders.data()).isEqualTo(Path.of("/home/ada/.local/share/resnet-studio"));
    }

    @Test
    void macUsesApplicationSupport() {
        assertThat(StudioFolders.of(system("Mac OS X"), Map.of()).config())
                .isEqualTo(Path.of("/home/ada/Library/Application Support/ResNet Studio"));
    }

    @Test
    void windowsUsesAppData() {
        StudioFolders folders =
                StudioFolders.of(system("Windows 11"), Map.of("APPDATA", "/roaming", "LOCALAPPDATA", "/local"));
        assertThat(folders.config()).isEqualTo(Path.of("/roaming/ResNet Studio"));
        assertThat(folders.data()).isEqualTo(Path.of("/local/ResNet Studio"));
    }

    @Test
    void propertiesNameOtherFoldersAndTheHomeOfTheSampleData() {
        Properties properties = system("Linux");
        properties.setProperty("studio.config", "/c");
        properties.setProperty("studio.data", "/d");
        properties.setProperty("studio.home", "/h");
        StudioFolders folders = StudioFolders.of(properties, Map.of());
        assertThat(folders.config()).isEqualTo(Path.of("/c"));
        assertThat(folders.data()).isEqualTo(Path.of("/d"));
        assertThat(folders.sampleData()).contains(Path.of("/h/sample-data"));
    }

    @Test
    void withoutAHomeThereAreNoSampleData() {
        assertThat(StudioFolders.of(system("Linux"), Map.of()).sampleData()).isEmpty();
    }
}
