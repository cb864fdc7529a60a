package org.resnetstudio.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.resnetstudio.StudioVersion;
import org.resnetstudio.export.CardDetails;
import org.resnetstudio.export.ModelMetadata;
import org.resnetstudio.export.SavedModel;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.weights.FittedWeights;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.WeightInitializer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code studio export} needs to know to convert weights that were trained elsewhere. */
final class ConversionOptions {
    @Option(
            names = "--variant",
            paramLabel = "NAME",
            description = "Instead of a run: the network that --pretrained is of.")
    private String variant;

    @Option(
            names = "--pretrained",
            paramLabel = "FILE",
            description = "Weights from elsewhere: .safetensors, .h5 of Keras applications, or a bundle.")
    private Path pretrained;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description = "Number of classes of the weights; default: as many as they have.")
    private Integer classes;

    @Option(
            names = "--image-size",
            paramLabel = "N",
            description = "Width and height of the pictures in pixels; default: what the source of the variant has.")
    private Integer imageSize;

    @Option(
            names = "--normalization",
            paramLabel = "imagenet|caffe|none",
            description = "What the weights were trained with; default: what such files usually have.")
    private NormalizationKind normalization;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean isEmpty() {
        return variant == null && pretrained == null;
    }

    /**
     * The network with its weights.
     *
     * @throws IllegalArgumentException with a sentence, if the options do not make a network
     * @throws TrainingException if there are no weights, or only some of them
     * @throws IOException with a sentence, if they cannot be read or are those of another network
     */
    SavedModel model() throws TrainingException, IOException {
        if (variant == null || pretrained == null) {
            throw new InvalidValueException(
                    Sentence.inWords("Weights from elsewhere need both --variant and --pretrained."));
        }
        Variants.Variant chosen = Variants.named(variant);
        int size = Optional.ofNullable(imageSize).orElse(chosen.defaultImageSizePx());
        Pretrained found = Pretrained.read(pretrained);
        int count = Optional.ofNullable(classes).orElseGet(() -> classesOf(found, chosen));
        NetworkGraph graph = NetworkGraph.compile(NetworkEdits.of(command).apply(Variants.spec(variant, size, count)));
        FittedWeights fitted = FittedWeights.fit(
                graph, found.weights(), WeightInitializer.initialize(graph, 0), pretrained.toString());
        if (fitted.newHead()) {
            throw new TrainingException(Sentence.inWords("The weights in " + pretrained + " have no head for " + count
                    + " classes: leave out --classes, or train a head of your own with 'studio train --pretrained'."));
        }
        List<String> names = found.classes().size() == count
                ? found.classes()
                : IntStream.range(0, count).mapToObj(i -> "class " + i).toList();
        return new SavedModel(graph, fitted.weights(), metadata(names, size, found.normalization()));
    }

    /** Rows of the last dense layer; the source's own number where the weights do not tell. */
    private static int classesOf(Pretrained found, Variants.Variant variant) {
        Tensor last = found.weights().tensors().get("fc.weight");
        return last == null || last.shape().isEmpty()
                ? variant.input().classes()
                : Math.max(2, last.shape().get(0));
    }

    private ModelMetadata metadata(List<String> names, int size, Normalization usual) throws IOException {
        Normalization used = Optional.ofNullable(normalization)
                .map(kind -> kind.fixed()
                        .orElseThrow(() -> new InvalidValueException(
                                Sentence.inWords("--normalization takes imagenet, caffe or none"
                                        + " here, because there are no pictures to measure."))))
                .orElse(usual);
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("variant", variant);
        provenance.put("convertedFrom", pretrained.toString());
        provenance.put("studio", StudioVersion.current());
        return new ModelMetadata(names, size, ResizeMode.CROP, used, provenance);
    }

    /** The model card of such a network. */
    CardDetails card() {
        return new CardDetails(variant, Optional.empty(), Map.of());
    }
}
