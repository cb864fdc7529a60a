package org.resnetstudio.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the studio keeps its own files on this system.
 *
 * @param config for the settings
 * @param data for projects that the studio makes by itself
 * @param sampleData the pictures that come with the studio, if it was installed with them
 */
public record StudioFolders(Path config, Path data, Optional<Path> sampleData) {
    private static final String NAME = "resnet-studio";
    private static final String TITLE = "ResNet Studio";

    /**
     * The folders of a system: {@code XDG_CONFIG_HOME} and {@code XDG_DATA_HOME} on Linux, {@code APPDATA} on Windows,
     * {@code ~/Library/Application Support} on macOS. The properties {@code studio.config} and {@code studio.data} name
     * other ones; {@code studio.home} says where the sample data are.
     */
    public static StudioFolders of(Properties properties, Map<String, String> environment) {
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path user = Path.of(properties.getProperty("user.home", "."));
        Path config;
        Path data;
        if (system.startsWith("windows")) {
            config = folder(environment, "APPDATA", user.resolve("AppData/Roaming"))
                    .resolve(TITLE);
            data = folder(environment, "LOCALAPPDATA", user.resolve("AppData/Local"))
                    .resolve(TITLE);
        } else if (system.startsWith("mac")) {
            config = user.resolve("Library/Application Support").resolve(TITLE);
            data = config;
        } else {
            config = folder(environment, "XDG_CONFIG_HOME", user.resolve(".config"))
                    .resolve(NAME);
            data = folder(environment, "XDG_DATA_HOME", user.resolve(".local/share"))
                    .resolve(NAME);
        }
        return new StudioFolders(
                property(properties, "studio.config").orElse(config),
                property(properties, "studio.data").orElse(data),
                property(properties, "studio.home").map(home -> home.resolve("sample-data")));
    }

    /** The settings. */
    public Path settingsFile() {
        return config.resolve("settings.json");
    }

    /** The project on the sample pictures. */
    public Path sampleProject() {
        return data.resolve("projects").resolve("Sample");
    }

    private static Optional<Path> property(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
    }
}
