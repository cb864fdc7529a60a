package org.resnetstudio.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;

/** The program's version, which the build writes into {@code version.properties}. */
final class StudioVersion implements CommandLine.IVersionProvider {
    /** Such as {@code 0.1.0}. */
    static String current() throws IOException {
        try (InputStream in = StudioVersion.class.getResourceAsStream("/version.properties")) {
            if (in == null) {
                throw new IOException("The program is incomplete (version.properties is missing): build it again.");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"ResNet Studio " + current(), "Java " + System.getProperty("java.version")};
    }
}
