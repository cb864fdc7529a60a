package org.resnetstudio.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody sits at a terminal, as far as the system tells: Linux does. */
final class Terminal {
    /** Number of standard input. */
    static final int INPUT = 0;

    /** Number of standard error. */
    static final int ERROR = 2;

    private Terminal() {}

    /** Whether that stream of this process is a terminal; false where it cannot be known. */
    static boolean is(int descriptor) {
        Path stream = Path.of("/proc/self/fd", Integer.toString(descriptor));
        if (!Files.isSymbolicLink(stream)) {
            return false;
        }
        try {
            String target = Files.readSymbolicLink(stream).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            // A stream that was closed is none.
            return false;
        }
    }
}
