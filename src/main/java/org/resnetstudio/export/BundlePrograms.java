package org.resnetstudio.export;

import java.io.IOException;
import java.io.InputStream;

/**
 * The programs in a bundle, which classify pictures without the studio, beside the unpacked files. They are the same for every
 * model, whose properties they read from its files, and prepare pictures as {@link org.resnetstudio.image.ImageDecoder} does.
 */
final class BundlePrograms {
    static final String PYTHON = "classify.py";
    static final String JAVA = "Classify.java";

    private BundlePrograms() {}

    /**
     * The text of a program, in UTF-8.
     *
     * @param name {@link #PYTHON} or {@link #JAVA}
     */
    static byte[] bytes(String name) {
        try (InputStream in = BundlePrograms.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The program's own " + name + " cannot be read: install it again.", e);
        }
    }
}
