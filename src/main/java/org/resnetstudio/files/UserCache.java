package org.resnetstudio.files;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The user's folder for what can be deleted at any time: prepared pictures that belong to no project, and measured rates. */
public final class UserCache {
    private UserCache() {}

    /** The folder, which need not exist yet. */
    public static Path folder() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home"));
        Path caches;
        if (system.contains("windows")) {
            caches = variable("LOCALAPPDATA").orElse(home.resolve("AppData").resolve("Local"));
        } else if (system.contains("mac")) {
            caches = home.resolve("Library").resolve("Caches");
        } else {
            caches = variable("XDG_CACHE_HOME").orElse(home.resolve(".cache"));
        }
        return caches.resolve("resnet-studio");
    }

    private static Optional<Path> variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
