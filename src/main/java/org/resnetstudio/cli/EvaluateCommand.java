package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.evaluation.ClassMetrics;
import org.resnetstudio.evaluation.Evaluation;
import org.resnetstudio.evaluation.SampleResult;
import org.resnetstudio.export.ModelException;
import org.resnetstudio.inference.Classifier;
import org.resnetstudio.inference.FileResult;
import org.resnetstudio.inference.FolderClassifier;
import org.resnetstudio.inference.Prediction;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on labelled pictures. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        description = "Measures a model on labelled pictures, with ONNX Runtime.")
final class EvaluateCommand implements Callable<Integer> {
    private static final int WORST_MISTAKES = 20;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description =
                    "A folder with one sub-folder per class, or with train/, validation/ and test/ (or similar names) holding such"
                            + " folders; or a CSV or JSON manifest.")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "train|validation|test",
            description = "Which part; default: test where there is one, else validation, else everything.")
    private Split split;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private record Measured(Evaluation evaluation, List<Sample> samples, List<FileResult> unreadable) {}

    @Override
    public Integer call() throws TrainingException, ModelException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Classifier classifier = Classifier.open(model.path())) {
            Dataset dataset = DataFolder.withClasses(DataFolder.read(data), classifier.classNames())
                    .warnOn(err)
                    .dataset();
            Measured measured = measure(classifier, samples(dataset));
            for (FileResult result : measured.unreadable()) {
                err.println(
                        "Warning: " + result.file() + ": " + result.problem().orElseThrow());
            }
            if (measured.evaluation().accuracy().isEmpty()) {
                throw new TrainingException(
                        Sentence.inWords("No picture in " + data + " could be read: check the files."));
            }
            if (json) {
                out.println(toJson(measured));
            } else {
                out.print(toText(measured));
            }
        }
        return 0;
    }

    private List<Sample> samples(Dataset dataset) throws TrainingException {
        List<Split> wanted = split == null ? List.of(Split.TEST, Split.VALIDATION) : List.of(split);
        for (Split candidate : wanted) {
            List<Sample> samples = dataset.usable(candidate);
            if (!samples.isEmpty()) {
                return samples;
            }
        }
        List<Sample> labelled = dataset.samples().stream()
                .filter(s -> s.classIndex().isPresent() && !s.excluded())
                .toList();
        if (split != null || labelled.isEmpty()) {
            throw new TrainingException(Sentence.inWords("There is no picture of the model's classes in "
                    + (split == null ? "" : "the " + split.name().toLowerCase(Locale.ROOT) + " part of ") + data
                    + ": name a folder with sub-folders that are named like the classes."));
        }
        return labelled;
    }

    private static Measured measure(Classifier classifier, List<Sample> samples)
            throws ModelException, InterruptedException {
        Evaluation.Builder evaluation = new Evaluation.Builder(classifier.classNames());
        List<FileResult> unreadable = new ArrayList<>();
        int classes = classifier.classNames().size();
        ExecutorService decoders =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            new FolderClassifier(classifier, decoders)
                    .classify(
                            samples.stream().map(Sample::file).toList(),
                            classes,
                            (result, done, total) -> {
                                if (result.problem().isPresent()) {
                                    unreadable.add(result);
                                } else {
                                    int index = done - 1;
                                    evaluation.add(
                                            index,
                                            samples.get(index).classIndex().orElseThrow(),
                                            probabilities(result.predictions(), classes));
                                }
                            },
                            () -> false);
        } finally {
            decoders.shutdownNow();
        }
        return new Measured(evaluation.build(), samples, unreadable);
    }

    private static float[] probabilities(List<Prediction> ranked, int classes) {
        float[] probabilities = new float[classes];
        for (Prediction prediction : ranked) {
            probabilities[prediction.classIndex()] = (float) prediction.probability();
        }
        return probabilities;
    }

    private static ObjectNode toJson(Measured measured) {
        Evaluation evaluation = measured.evaluation();
        ObjectNode json = Json.object();
        json.put("images", evaluation.samples().size());
        json.put("unreadable", measured.unreadable().size());
        Json.put(json, "accuracy", evaluation.accuracy());
        Json.put(json, "meanRecall", evaluation.macroRecall());
        Json.put(json, "loss", evaluation.loss());
        Json.put(json, "macroPrecision", evaluation.macroPrecision());
        Json.put(json, "macroRecall", evaluation.macroRecall());
        Json.put(json, "macroF1", evaluation.macroF1());
        ArrayNode neverPredicted = json.putArray("neverPredicted");
        evaluation.neverPredicted().forEach(neverPredicted::add);
        ArrayNode classes = json.putArray("classes");
        evaluation.classes().forEach(classes::add);
        ArrayNode matrix = json.putArray("confusionMatrix");
        for (int[] counts : evaluation.confusionMatrix().toArray()) {
            ArrayNode row = matrix.addArray();
            for (int count : counts) {
                row.add(count);
            }
        }
        ArrayNode perClass = json.putArray("perClass");
        for (ClassMetrics metrics : evaluation.perClass()) {
            ObjectNode figures = perClass.addObject().put("class", metrics.className());
            Json.put(figures, "precision", metrics.precision());
            Json.put(figures, "recall", metrics.recall());
            Json.put(figures, "f1", metrics.f1());
            figures.put("support", metrics.support());
        }
        ArrayNode worst = json.putArray("worstMistakes");
        for (SampleResult mistake : evaluation.worstMistakes(WORST_MISTAKES)) {
            worst.addObject()
                    .put(
                            "image",
                            measured.samples().get(mistake.sampleIndex()).file().toString())
                    .put("actual", evaluation.classes().get(mistake.actual()))
                    .put("predicted", evaluation.classes().get(mistake.predicted()))
                    .put("probability", mistake.probability())
                    .put("actualProbability", mistake.actualProbability());
        }
        return json;
    }

    private static String toText(Measured measured) {
        Evaluation evaluation = measured.evaluation();
        TextTable table = new TextTable(1, "Class", "Precision", "Recall", "F1", "Pictures");
        for (ClassMetrics metrics : evaluation.perClass()) {
            table.row(
                    metrics.className(),
                    Numbers.percent(metrics.precision()),
                    Numbers.percent(metrics.recall()),
                    Numbers.percent(metrics.f1()),
                    Integer.toString(metrics.support()));
        }
        table.row(
                "(mean)",
                Numbers.percent(evaluation.macroPrecision()),
                Numbers.percent(evaluation.macroRecall()),
                Numbers.percent(evaluation.macroF1()),
                Integer.toString(evaluation.samples().size()));
        String note = evaluation.neverPredicted().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Never predicted, and counted as 0 in the mean precision: %s%n",
                        String.join(", ", evaluation.neverPredicted()));
        return String.format(
                Locale.ROOT,
                "Accuracy %s, mean recall %s (each class counts the same), loss %.4f%n%n%s%s%nConfusion matrix (rows actual, columns predicted)%n%n%s",
                Numbers.percent(evaluation.accuracy()),
                Numbers.percent(evaluation.macroRecall()),
                evaluation.loss().orElseThrow(),
                table,
                note,
                matrix(evaluation));
    }

    private static String matrix(Evaluation evaluation) {
        List<String> heading = new ArrayList<>(List.of(""));
        heading.addAll(evaluation.classes());
        TextTable table = new TextTable(1, heading.toArray(String[]::new));
        int[][] counts = evaluation.confusionMatrix().toArray();
        for (int row = 0; row < counts.length; row++) {
            List<String> cells = new ArrayList<>(List.of(evaluation.classes().get(row)));
            for (int count : counts[row]) {
                cells.add(count == 0 ? "·" : Integer.toString(count));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table.toString();
    }
}
