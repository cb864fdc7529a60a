package org.resnetstudio.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** See {@link BundleWriter}. */
public final class BundleFormat implements ExportFormat {
    @Override
    public String name() {
        return "bundle";
    }

    @Override
    public String extension() {
        return "zip";
    }

    @Override
    public String title() {
        return "Bundle: everything in one zip file";
    }

    @Override
    public String explanation() {
        return "The models that others use most, with the class names and a page that describes the model.";
    }

    @Override
    public void write(Exported exported, Path file) throws IOException {
        BundleWriter.write(
                file,
                exported,
                ExportFormat.all().stream()
                        .filter(format -> format.nameInBundle().isPresent())
                        .filter(format -> format.obstacle(exported.model()).isEmpty())
                        .toList());
    }

    @Override
    public Optional<Exported.Opener> opener() {
        return Optional.of((exported, file, with) -> with.onnx(file));
    }
}
