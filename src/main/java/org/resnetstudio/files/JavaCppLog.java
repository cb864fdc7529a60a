package org.resnetstudio.files;

/** Where JavaCPP, which loads OpenCV, FFmpeg and ND4J, says what it notices. */
public final class JavaCppLog {
    private static final String PROPERTY = "org.bytedeco.javacpp.logger";

    private JavaCppLog() {}

    /** Makes JavaCPP write to the log instead of to standard error; to be called before any of its classes is loaded. */
    public static void useLog() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "slf4j");
        }
    }
}
