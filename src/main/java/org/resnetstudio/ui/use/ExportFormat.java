package org.resnetstudio.ui.use;

import java.util.Locale;

/** What a model can be exported as. */
public enum ExportFormat {
    BUNDLE("zip"),
    ONNX("onnx"),
    SAFETENSORS("safetensors"),
    DL4J("zip");

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /** Ending of the file, without the dot. */
    public String extension() {
        return extension;
    }

    /** Its name on the command line and in the keys of texts: {@code bundle}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
