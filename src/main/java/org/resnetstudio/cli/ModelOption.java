package org.resnetstudio.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model a command uses. */
final class ModelOption {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "RUN_DIR|BUNDLE",
            description = "A run, a bundle or an ONNX file.")
    private Path model;

    Path path() {
        return model;
    }
}
