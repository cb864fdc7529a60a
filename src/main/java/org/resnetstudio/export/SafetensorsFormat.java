package org.resnetstudio.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.codec.NetworkJson;
import org.resnetstudio.weights.Safetensors;

/** The weights alone, under torchvision's names; the file's metadata are those of the ONNX file, and the network. */
public final class SafetensorsFormat implements ExportFormat {
    @Override
    public String name() {
        return "safetensors";
    }

    @Override
    public String extension() {
        return "safetensors";
    }

    @Override
    public String title() {
        return "safetensors";
    }

    @Override
    public String explanation() {
        return "The weights alone, under torchvision’s names: for PyTorch.";
    }

    @Override
    public Optional<String> nameInBundle() {
        return Optional.of(BundleWriter.SAFETENSORS);
    }

    @Override
    public void write(Exported exported, Path file) throws IOException {
        SavedModel model = exported.model();
        Map<String, String> metadata = model.metadata().toProperties();
        metadata.put("network", NetworkJson.write(model.network().spec()));
        Safetensors.write(file, model.weights(), metadata);
    }

    @Override
    public Optional<Exported.Opener> opener() {
        return Optional.of(
                (exported, file, with) -> with.weights(Safetensors.read(file).weights()));
    }
}
