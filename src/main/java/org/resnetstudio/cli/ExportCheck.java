package org.resnetstudio.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.export.ExportFormat;
import org.resnetstudio.export.Exported;
import org.resnetstudio.export.ModelException;
import org.resnetstudio.export.OnnxVerifier;
import org.resnetstudio.export.SavedModel;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.PictureBatch;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.inference.Classifier;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.weights.Weights;

/**
 * Compares an exported file with the network that was trained, in the engine that trained it, or in another one where that does
 * not work here.
 */
final class ExportCheck {
    private static final OptimizerSettings ANY = new OptimizerSettings(OptimizerSettings.Kind.SGD, 0, 0);

    private final SavedModel saved;
    private final Normalization normalization;
    private final PrintWriter err;

    ExportCheck(SavedModel saved, PrintWriter err) {
        this.saved = saved;
        this.normalization = saved.metadata().normalization();
        this.err = err;
    }

    /**
     * Compares both on pictures.
     *
     * @throws IllegalArgumentException with a sentence, if no picture can be read
     */
    OnnxVerifier.Agreement check(Exported exported, ExportFormat format, Path file, List<Path> files) throws Exception {
        Engine engine = engine(
                saved.metadata().provenance().get("engine"),
                choice -> EngineLoader.open(choice, DeviceChoice.AUTO),
                err);
        try (TrainableNetwork trained = network(engine, saved.weights());
                Exported.Opened opened = format.opener().orElseThrow().open(exported, file, new Opening(engine))) {
            return OnnxVerifier.compare(
                    opened::probabilities, predictor(trained), new PreparedPictures(files), format.tolerance());
        }
    }

    /** Opens what was exported: in ONNX Runtime, or in the engine that the comparison is made with. */
    private final class Opening implements Exported.Openers {
        private final Engine engine;

        Opening(Engine engine) {
            this.engine = engine;
        }

        @Override
        public Exported.Opened onnx(Path file) throws ModelException {
            Classifier classifier = Classifier.open(file);
            return opened(classifier::probabilities, classifier::close);
        }

        @Override
        public Exported.Opened weights(Weights weights) throws EngineException {
            TrainableNetwork network = network(engine, weights);
            return opened(predictor(network), network::close);
        }

        private static Exported.Opened opened(OnnxVerifier.Predictor predictor, Runnable close) {
            return new Exported.Opened() {
                @Override
                public float[][] probabilities(List<RgbImage> pictures) throws Exception {
                    return predictor.probabilities(pictures);
                }

                @Override
                public void close() {
                    close.run();
                }
            };
        }
    }

    /** Loads an engine. */
    @FunctionalInterface
    interface Opener {
        Engine open(EngineChoice choice) throws TrainingException, EngineException;
    }

    /**
     * The engine to compare with.
     *
     * @param trainedWith its short name, or null for weights from elsewhere
     * @throws EngineException if none works here
     */
    static Engine engine(String trainedWith, Opener opener, PrintWriter err) throws TrainingException, EngineException {
        EngineChoice first = trainedWith == null
                ? EngineChoice.home()
                : EngineChoice.find(trainedWith).orElseGet(EngineChoice::home);
        EngineException failure;
        try {
            return opener.open(first);
        } catch (EngineException e) {
            failure = e;
        }
        for (EngineChoice other : EngineChoice.engines()) {
            if (!other.equals(first)) {
                try {
                    Engine opened = opener.open(other);
                    err.println("Warning: compared in " + other.title() + ", because " + first.title()
                            + " does not work here: " + failure.getMessage());
                    return opened;
                } catch (EngineException alsoFails) {
                    failure.addSuppressed(alsoFails);
                }
            }
        }
        throw failure;
    }

    private TrainableNetwork network(Engine engine, Weights weights) throws EngineException {
        return engine.create(saved.network(), weights, ANY);
    }

    private OnnxVerifier.Predictor predictor(TrainableNetwork network) {
        return list -> network.predict(PictureBatch.of(list, normalization));
    }

    /** PreparedPictures as the network takes them, decoded while they are asked for; unreadable ones are left out. */
    private final class PreparedPictures implements Iterable<RgbImage> {
        private final ImageDecoder decoder = new ImageDecoder();
        private final List<Path> files;

        PreparedPictures(List<Path> files) {
            this.files = files;
        }

        @Override
        public Iterator<RgbImage> iterator() {
            return files.stream().flatMap(file -> read(file).stream()).iterator();
        }

        private List<RgbImage> read(Path file) {
            try {
                return List.of(decoder.prepare(
                        file, saved.metadata().imageSizePx(), saved.metadata().resize()));
            } catch (UnreadableImageException e) {
                err.println("Warning: " + file + ": " + e.getMessage());
                return List.of();
            }
        }
    }
}
