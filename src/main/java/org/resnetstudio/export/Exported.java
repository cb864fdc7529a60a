package org.resnetstudio.export;

import java.nio.file.Path;
import java.util.List;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.weights.Weights;

/**
 * What a file is made of.
 *
 * @param model the network as it was trained
 * @param card what its model card tells
 * @param pictures that its run was trained and tested on, in order; empty for weights from elsewhere
 */
public record Exported(SavedModel model, CardDetails card, List<Picture> pictures) {
    /**
     * A picture of the run.
     *
     * @param file the picture
     * @param className its label
     * @param part of the dataset: {@code train}, {@code validation} or {@code test}
     */
    public record Picture(Path file, String className, String part) {}

    public Exported {
        pictures = List.copyOf(pictures);
    }

    /** The same with another card. */
    public Exported withCard(CardDetails other) {
        return new Exported(model, other, pictures);
    }

    /** A model file that is open, and says what it sees in pictures. */
    public interface Opened extends AutoCloseable {
        /**
         * Class probabilities of prepared pictures.
         *
         * @param pictures square, of the model's size, at least 1
         * @return {@code [pictures][classes]}
         */
        float[][] probabilities(List<RgbImage> pictures) throws Exception;

        @Override
        void close();
    }

    /** Opens a file of some format. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens it.
         *
         * @param exported what was written into it
         * @param with what opens files
         * @throws Exception if it cannot be opened
         */
        Opened open(Exported exported, Path file, Openers with) throws Exception;
    }

    /** How files are opened by what is there to use them. */
    public interface Openers {
        /** A file that holds an ONNX model. */
        Opened onnx(Path file) throws Exception;

        /** The exported network with these weights. */
        Opened weights(Weights weights) throws Exception;
    }
}
