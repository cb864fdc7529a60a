package org.resnetstudio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/** The version of this build, which the build writes into {@code version.properties}. */
public final class StudioVersion {
    private StudioVersion() {}

    /**
     * The version, such as {@code 0.1.0}.
     *
     * @throws IOException if the file is missing or cannot be read
     */
    public static String current() throws IOException {
        try (InputStream in = StudioVersion.class.getResourceAsStream("/version.properties")) {
            if (in == null) {
                throw new UserIOException(Sentence.of("problem.studio.incomplete"));
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }
}
