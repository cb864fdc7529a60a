package org.resnetstudio.cli;

import java.io.IOException;
import org.resnetstudio.StudioVersion;
import picocli.CommandLine;

/** What {@code --version} prints. */
final class VersionLines implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"ResNet Studio " + StudioVersion.current(), "Java " + System.getProperty("java.version")};
    }
}
