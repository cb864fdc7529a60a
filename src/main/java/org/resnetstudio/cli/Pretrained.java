package org.resnetstudio.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.dataset.ClassNames;
import org.resnetstudio.export.BundleReader;
import org.resnetstudio.export.SavedModel;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.weights.ForeignNames;
import org.resnetstudio.weights.HeadClasses;
import org.resnetstudio.weights.KerasWeights;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.Weights;

/**
 * Weights that people already have.
 *
 * @param weights under torchvision's names
 * @param normalization that the network was trained with: a run's or a bundle's own; else what files of its kind usually have
 * @param classes that it tells apart, in the order of its outputs: a run's or a bundle's; empty where a file does not name them
 */
record Pretrained(Weights weights, Normalization normalization, List<String> classes) {
    Pretrained {
        classes = List.copyOf(classes);
    }

    /**
     * Reads a run, a bundle, safetensors or Keras' HDF5.
     *
     * @throws TrainingException if it is neither, or a run without a checkpoint
     * @throws IOException with a sentence, if it is missing, damaged or holds another network
     */
    static Pretrained read(Path source) throws TrainingException, IOException {
        if (RunFolder.isRun(source)) {
            RunFolder run = RunFolder.open(source);
            return new Pretrained(
                    run.checkpoints().readWeights(Checkpoints.Kind.BEST),
                    run.record().normalization(),
                    run.record().classes());
        }
        if (!Files.isRegularFile(source)) {
            throw new TrainingException(Sentence.of("problem.cli.no-weights", source));
        }
        String name =
                Optional.ofNullable(source.getFileName()).map(Path::toString).orElse("");
        String lower = name.toLowerCase(Locale.ROOT);
        if (KerasWeights.isHdf5(source)) {
            return new Pretrained(KerasWeights.read(source), Normalization.CAFFE, List.of());
        }
        if (lower.endsWith(".keras")) {
            throw new TrainingException(
                    Sentence.of("problem.cli.keras-model", name, name.substring(0, name.length() - 6)));
        }
        if (lower.endsWith(".zip")) {
            SavedModel model = BundleReader.read(source);
            return new Pretrained(
                    model.weights(),
                    model.metadata().normalization(),
                    model.metadata().classes());
        }
        if (lower.endsWith(".pth") || lower.endsWith(".pt") || lower.endsWith(".bin") || lower.endsWith(".ckpt")) {
            throw new TrainingException(Sentence.of("problem.cli.pickle", name));
        }
        return new Pretrained(
                ForeignNames.toTorchvision(Safetensors.read(source).weights()), Normalization.IMAGENET, List.of());
    }

    /** How its classes belong to those of a network; names mean the same class as they do in a dataset. */
    HeadClasses classesFor(List<String> network) {
        if (classes.isEmpty()) {
            return HeadClasses.UNKNOWN;
        }
        Map<String, String> spelled = new ClassNames(network).sideBySide(classes);
        return HeadClasses.of(classes.stream().map(spelled::get).toList(), network);
    }
}
