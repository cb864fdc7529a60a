package org.resnetstudio.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** See {@link OnnxWriter}. */
public final class OnnxFormat implements ExportFormat {
    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public String extension() {
        return "onnx";
    }

    @Override
    public String title() {
        return "ONNX";
    }

    @Override
    public String explanation() {
        return "Runs almost everywhere: Python, C#, Java, browsers, phones. Class names and normalisation are inside.";
    }

    @Override
    public Optional<String> nameInBundle() {
        return Optional.of(BundleWriter.ONNX);
    }

    @Override
    public void write(Exported exported, Path file) throws IOException {
        OnnxWriter.write(file, exported.model());
    }

    @Override
    public Optional<Exported.Opener> opener() {
        return Optional.of((exported, file, with) -> with.onnx(file));
    }
}
