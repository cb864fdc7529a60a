package org.resnetstudio.export;

import java.io.IOException;
import java.io.InputStream;

/** Files that come with the program, for bundles. */
final class OwnFiles {
    private OwnFiles() {}

    /** All bytes of a file beside this class. */
    static byte[] bytes(String name) {
        try (InputStream in = OwnFiles.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The program's own " + name + " cannot be read: install it again.", e);
        }
    }
}
