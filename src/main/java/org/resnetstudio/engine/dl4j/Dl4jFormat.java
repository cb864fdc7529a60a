package org.resnetstudio.engine.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.export.ExportFormat;
import org.resnetstudio.export.Exported;
import org.resnetstudio.export.SavedModel;
import org.resnetstudio.image.PictureBatch;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/** See {@link Dl4jModelFile}. */
public final class Dl4jFormat implements ExportFormat {
    @Override
    public String name() {
        return "dl4j";
    }

    @Override
    public String extension() {
        return "zip";
    }

    @Override
    public String title() {
        return "Deeplearning4j";
    }

    @Override
    public String explanation() {
        return "A zip file for Java programs that use Deeplearning4j.";
    }

    @Override
    public Optional<String> nameInBundle() {
        return Optional.of("model-dl4j.zip");
    }

    @Override
    public Optional<Sentence> obstacle(SavedModel model) {
        return Dl4jModelFile.obstacle(model.network());
    }

    @Override
    public void write(Exported exported, Path file) throws IOException {
        try {
            Dl4jModelFile.write(exported.model().network(), exported.model().weights(), file);
        } catch (EngineException e) {
            throw new UserIOException(e.sentence(), e);
        }
    }

    @Override
    public Optional<Exported.Opener> opener() {
        return Optional.of((exported, file, with) -> new Exported.Opened() {
            @Override
            public float[][] probabilities(List<RgbImage> pictures) throws Exception {
                return Dl4jModelFile.predict(
                        file,
                        PictureBatch.of(pictures, exported.model().metadata().normalization()));
            }

            @Override
            public void close() {
                // each prediction opens the file for itself
            }
        });
    }
}
