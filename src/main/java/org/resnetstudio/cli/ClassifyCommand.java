package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.resnetstudio.dataset.PictureFiles;
import org.resnetstudio.inference.Classifier;
import org.resnetstudio.inference.FileResult;
import org.resnetstudio.inference.FolderClassifier;
import org.resnetstudio.inference.Prediction;
import org.resnetstudio.problem.Sentence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Classifies pictures. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        description = "Says which classes pictures belong to. Exit code 1 if a picture or a folder could not be read.")
final class ClassifyCommand implements Callable<Integer> {
    @Mixin
    private ModelOption model;

    @Option(
            names = "--top-k",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many classes to tell for each picture. Default: ${DEFAULT-VALUE}.")
    private int topK;

    @Option(names = "--json", description = "Print one JSON array with an object for each picture.")
    private boolean json;

    @Parameters(
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "Pictures, or folders of pictures: all that an import would take.")
    private List<Path> images;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (topK < 1) {
            throw new ParameterException(spec.commandLine(), "--top-k must be at least 1, not " + topK + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        PictureFiles pictures = PictureFiles.of(images, () -> false);
        pictures.others().forEach(other -> err.println("Warning: " + other.file() + ": " + other.reason()));
        List<FileResult> results = new ArrayList<>();
        pictures.unreadable()
                .forEach(problem -> results.add(FileResult.failed(problem.file(), Sentence.inWords(problem.reason()))));
        ExecutorService decoders =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (Classifier classifier = Classifier.open(model.path())) {
            new FolderClassifier(classifier, decoders)
                    .classify(pictures.files(), topK, (result, done, total) -> results.add(result), () -> false);
        } finally {
            decoders.shutdownNow();
        }
        if (json) {
            out.println(toJson(results));
        } else {
            results.forEach(result -> print(result, out, err));
        }
        if (results.isEmpty()) {
            err.println("There is no picture in "
                    + images.stream().map(Path::toString).collect(Collectors.joining(", "))
                    + ": name pictures, or folders that hold some.");
            return Main.FAILED;
        }
        return results.stream().anyMatch(result -> result.problem().isPresent()) ? Main.FAILED : 0;
    }

    private static ArrayNode toJson(List<FileResult> results) {
        ArrayNode json = Json.array();
        for (FileResult result : results) {
            ObjectNode entry = json.addObject().put("image", result.file().toString());
            if (result.problem().isPresent()) {
                entry.put("error", result.problem().get().english());
            } else {
                ArrayNode predictions = entry.putArray("predictions");
                for (Prediction prediction : result.predictions()) {
                    predictions
                            .addObject()
                            .put("class", prediction.className())
                            .put("probability", prediction.probability());
                }
            }
        }
        return json;
    }

    private static void print(FileResult result, PrintWriter out, PrintWriter err) {
        if (result.problem().isPresent()) {
            err.println(result.file() + ": " + result.problem().get());
            return;
        }
        out.println(result.file());
        int width = result.predictions().stream()
                .mapToInt(p -> p.className().length())
                .max()
                .orElse(0);
        for (Prediction prediction : result.predictions()) {
            out.printf(
                    Locale.ROOT,
                    "  %-" + width + "s  %5.1f %%%n",
                    prediction.className(),
                    100 * prediction.probability());
        }
    }
}
