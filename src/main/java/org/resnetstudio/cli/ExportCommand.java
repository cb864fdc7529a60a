package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.FolderScanner;
import org.resnetstudio.dataset.FoundImage;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.ScanResult;
import org.resnetstudio.export.BundleFormat;
import org.resnetstudio.export.CardDetails;
import org.resnetstudio.export.ExportFormat;
import org.resnetstudio.export.Exported;
import org.resnetstudio.export.OnnxVerifier;
import org.resnetstudio.export.SavedModel;
import org.resnetstudio.network.OptionType;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a trained network as a file that runs elsewhere. */
@Command(
        name = "export",
        modelTransformer = NetworkEdits.Flags.class,
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        sortOptions = false,
        description = "Writes the best network of a run, or weights from elsewhere, as a file that runs elsewhere.")
final class ExportCommand implements Callable<Integer> {
    private static final int PROJECT_PICTURES = 200;

    @Option(names = "--model", paramLabel = "RUN_DIR", description = "The run.")
    private Path model;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "NAME",
            converter = FormatName.class,
            completionCandidates = FormatNames.class,
            description = "One of ${COMPLETION-CANDIDATES}: a zip with everything, or one file.")
    private ExportFormat format;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write; replaced if it exists.")
    private Path out;

    @Option(
            names = "--verify",
            paramLabel = "DIR",
            description =
                    "Run the pictures in this folder, or 200 of this project, through the file and through the trained network, and compare. Exit code 1 if they disagree.")
    private Path verify;

    @Mixin
    private ConversionOptions conversion;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if ((model == null) == conversion.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Give either a run by --model, or weights by --variant and --pretrained.");
        }
        checkUsage();
        PrintWriter err = spec.commandLine().getErr();
        Optional<RunFolder> run = model == null ? Optional.empty() : Optional.of(RunFolder.open(model));
        SavedModel saved = run.isPresent() ? Models.best(run.get()) : converted();
        requireNumbers(saved.weights());
        Optional<Sentence> obstacle = format.obstacle(saved);
        if (obstacle.isPresent()) {
            throw new TrainingException(obstacle.get());
        }
        List<Path> pictures = verify == null ? List.of() : pictures(err);
        Exported exported = new Exported(
                saved,
                run.isPresent() ? card(run.get()) : conversion.card(),
                run.isPresent() ? pictures(run.get()) : List.of());
        format.write(exported, out);
        Optional<OnnxVerifier.Agreement> agreement = Optional.empty();
        if (verify != null) {
            agreement = Optional.of(new ExportCheck(saved, err).check(exported, format, out, pictures));
            if (format instanceof BundleFormat && holds(agreement.get())) {
                format.write(exported.withCard(exported.card().withCertificate(agreement.get())), out);
            }
        }
        print(agreement);
        if (agreement.isPresent() && !holds(agreement.get())) {
            err.println(disagreement(agreement.get()));
            return Main.FAILED;
        }
        return 0;
    }

    private boolean holds(OnnxVerifier.Agreement agreement) {
        return agreement.holds(format.tolerance());
    }

    private void checkUsage() {
        if (verify != null && format.opener().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "A file of the format " + format.name() + " is no model, so that nothing can be compared: leave out"
                            + " --verify.");
        }
        boolean zip = out.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
        if (zip ? format.extension().equals("onnx") : format instanceof BundleFormat) {
            throw new ParameterException(
                    spec.commandLine(),
                    "A bundle's name ends in .zip and an ONNX file's in .onnx, so that others know which it is: change "
                            + out + ".");
        }
    }

    private String disagreement(OnnxVerifier.Agreement agreement) {
        return String.format(
                Locale.ROOT,
                "%s does not say what the trained network says: the same class for %.1f %% of %d pictures, and a probability"
                        + " that differs by %.1e, where %.0e is allowed. Do not use it: train again, or export the weights"
                        + " of another run.",
                out,
                100 * agreement.agreement(),
                agreement.images(),
                agreement.maxProbabilityDifference(),
                format.tolerance());
    }

    /** Refuses weights with which a network answers nothing, whatever the picture. */
    private static void requireNumbers(Weights weights) throws TrainingException {
        for (Map.Entry<String, Tensor> tensor : weights.tensors().entrySet()) {
            boolean variance = tensor.getKey().endsWith("running_var");
            for (float value : tensor.getValue().values()) {
                if (!Float.isFinite(value) || (variance && value < 0)) {
                    throw new TrainingException(
                            Sentence.inWords("The weights cannot be used, because " + tensor.getKey() + " holds "
                                    + value + ": train again with a smaller learning rate, or use other weights."));
                }
            }
        }
    }

    private SavedModel converted() throws TrainingException, IOException {
        try {
            return conversion.model();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static List<Exported.Picture> pictures(RunFolder run) throws TrainingException {
        Dataset dataset = run.dataset();
        return dataset.samples().stream()
                .map(sample -> new Exported.Picture(
                        sample.file(),
                        sample.classIndex().isPresent()
                                ? dataset.classNames().get(sample.classIndex().getAsInt())
                                : "",
                        sample.split()
                                .map(split -> split.name().toLowerCase(Locale.ROOT))
                                .orElse("")))
                .toList();
    }

    private List<Path> pictures(PrintWriter err) throws TrainingException, ProjectException {
        if (Project.isProject(verify)) {
            return projectPictures(Project.readDataset(verify));
        }
        if (!Files.exists(verify)) {
            throw new TrainingException(
                    Sentence.inWords("There is no folder " + verify + ": check the path of --verify."));
        }
        ScanResult scan = new FolderScanner().scan(List.of(verify));
        for (ImportProblem problem : scan.problems()) {
            err.println("Warning: " + problem.file() + ": " + problem.reason());
        }
        if (scan.images().isEmpty()) {
            throw new TrainingException(
                    Sentence.inWords("There is no picture in " + verify + ": name a folder of pictures."));
        }
        return scan.images().stream().map(FoundImage::file).toList();
    }

    /** Evenly spread pictures of a project, as many as tell a difference within seconds. */
    private List<Path> projectPictures(Dataset dataset) throws TrainingException {
        List<Path> all = dataset.samples().stream()
                .filter(sample -> !sample.excluded())
                .map(Sample::file)
                .toList();
        if (all.isEmpty()) {
            throw new TrainingException(
                    Sentence.inWords("There is no picture in the project " + verify + ": add some first."));
        }
        int count = Math.min(PROJECT_PICTURES, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    private static CardDetails card(RunFolder run) throws IOException {
        RunSummary summary = run.summary();
        Optional<CardDetails.Evaluated> evaluation = run.eventLog()
                .epoch(summary.bestEpoch())
                .map(TrainingEvent.EpochDone::confusionMatrix)
                .filter(matrix -> matrix.total() > 0)
                .map(matrix -> new CardDetails.Evaluated(matrix.total() + " validation pictures", matrix));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("Epochs", Integer.toString(summary.record().config().epochs()));
        settings.put("Batch size", Integer.toString(summary.record().config().batchSize()));
        settings.put("Optimizer", summary.record().config().optimizer().kind().name());
        settings.put(
                "Learning rate",
                summary.record().config().schedule().learningRate() + ", "
                        + summary.record().config().schedule().kind().name().toLowerCase(Locale.ROOT));
        settings.put(
                "Augmentation",
                summary.record().config().preparation().augmentations().cliText());
        return new CardDetails(run.id(), evaluation, settings);
    }

    private void print(Optional<OnnxVerifier.Agreement> agreement) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            ObjectNode object = Json.object().put("file", out.toString());
            agreement.ifPresent(a -> object.put("images", a.images())
                    .put("agreement", a.agreement())
                    .put("maxProbabilityDifference", a.maxProbabilityDifference()));
            stdout.println(object);
        } else {
            stdout.println("Written: " + out);
            agreement.ifPresent(a -> stdout.printf(
                    Locale.ROOT,
                    "Compared on %d pictures: the same class for %.1f %%, largest difference of a probability %.1e.%n",
                    a.images(),
                    100 * a.agreement(),
                    a.maxProbabilityDifference()));
        }
    }

    private static OptionType.Choice<ExportFormat> formats() {
        return OptionType.Choice.of(ExportFormat.all(), ExportFormat::name);
    }

    /** Finds a format by its name. */
    private static final class FormatName extends OptionConverter<ExportFormat> {
        FormatName() {
            super(formats());
        }
    }

    /** For the help. */
    private static final class FormatNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return formats().values().keySet().iterator();
        }
    }
}
