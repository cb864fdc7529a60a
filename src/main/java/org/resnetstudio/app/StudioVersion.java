package org.resnetstudio.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, which the build writes into {@code version.properties}. */
public final class StudioVersion {
    private StudioVersion() {}

    /** The version, such as {@code 0.1.0-SNAPSHOT}. */
    public static String get() {
        Properties properties = new Properties();
        try (InputStream in = StudioVersion.class.getResourceAsStream("/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The file version.properties of this build cannot be read.", e);
        }
        return properties.getProperty("version");
    }
}
