package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.resnetstudio.dataset.CifarBinary;
import org.resnetstudio.files.UserCache;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.job.Preset;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRecord;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a network of the paper as the paper did, and sets the result beside the paper's. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        sortOptions = false,
        description =
                "Trains a network on CIFAR-10 as He et al. 2015 (section 4.2) did, and sets the test error beside the"
                        + " paper's table 6.",
        footer = {
            "",
            "As in the paper: all 50,000 training pictures, batches of 128, momentum 0.9, weight decay 0.0001, rate 0.1,"
                    + " divided by 10 after half and after three quarters of the updates, flip and crop with 4 pixels of"
                    + " padding. Otherwise than in the paper: Nesterov's momentum, weight decay on kernels and dense"
                    + " weights alone, pictures normalised by one mean and standard deviation a channel, and for ResNet-110"
                    + " a rate that rises through the first epoch. The tested weights are those of the epoch with the lowest"
                    + " training loss; no test picture has a part in choosing them.",
            "",
            "The same command goes on with a run that was stopped or cut off."
        })
final class ReproduceCommand implements Callable<Integer> {
    /** With so many layers the rate cannot begin at its highest (section 4.2). */
    private static final int WARMED_UP_LAYERS = 110;

    @Parameters(
            paramLabel = "resnet20|32|44|56|110",
            converter = PaperResult.Converter.class,
            description = "The network.")
    private PaperResult network;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "CIFAR_DIR",
            description =
                    "CIFAR-10: a folder with the unpacked binary version (data_batch_1.bin and so on), or with train and"
                            + " test that each hold a folder of pictures for every class.")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "RUN_DIR", description = "The folder for the run.")
    private Path out;

    @Option(
            names = "--fraction",
            paramLabel = "X",
            description = "Share of the paper's updates, above 0 to 1, such as 0.1. Default: 1.")
    private Double fraction;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Instead of --fraction: so many epochs of the paper's " + PaperResult.EPOCHS + ".")
    private Integer epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of first weights, order and augmentation. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--engine",
            paramLabel = EngineOption.LABEL,
            completionCandidates = EngineOption.Candidates.class,
            defaultValue = "auto",
            description = "The deep-learning library. Default: ${DEFAULT-VALUE}.")
    private EngineChoice engine;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda",
            defaultValue = "auto",
            description = "What to compute on. Default: ${DEFAULT-VALUE}.")
    private DeviceChoice device;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Where pictures of the binary version, and prepared ones, are kept; default: in the user's cache"
                            + " folder. A run needs them until it is complete.")
    private Path cache;

    @Option(names = "--json", description = "Print the result as one JSON object; epochs go to standard error.")
    private boolean json;

    @ParentCommand
    private Main studio;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws TrainingException, IOException {
        int wanted = epochs();
        PrintWriter stdout = spec.commandLine().getOut();
        PrintWriter stderr = spec.commandLine().getErr();
        boolean begun = RunFolder.isRun(out);
        if (begun) {
            requireSame(RunFolder.open(out).record(), wanted);
        }
        if (!begun || RunFolder.open(out).completion().isEmpty()) {
            List<String> arguments = begun ? List.of("--resume", out.toString()) : beginning(wanted);
            int code = train(arguments, json ? stderr : stdout, stderr);
            if (code != 0) {
                return code;
            }
        }
        if (!RunFolder.isRun(out)) {
            return 0; // stopped before there was anything to keep, which was said
        }
        RunFolder run = RunFolder.open(out);
        Optional<TrainingEvent.Finished> end = run.completion();
        if (end.isPresent()) {
            report(run, end.get(), stdout);
        } else {
            stderr.println("Not yet all of the epochs are trained: the same command goes on.");
        }
        return 0;
    }

    private int epochs() {
        if (fraction != null && epochs != null) {
            throw wrong("Give either --fraction or --epochs.");
        }
        if (fraction != null && !(fraction > 0 && fraction <= 1)) {
            throw wrong("--fraction must be above 0 and at most 1, not " + fraction + ".");
        }
        if (epochs != null && (epochs < 1 || epochs > PaperResult.EPOCHS)) {
            throw wrong("--epochs must be 1 to " + PaperResult.EPOCHS + ", which is all of the paper's, not " + epochs
                    + ".");
        }
        double share = fraction == null ? 1 : fraction;
        return epochs == null ? (int) Math.max(1, Math.round(PaperResult.EPOCHS * share)) : epochs;
    }

    /** A run of that name that trains something else is not this one. */
    private void requireSame(RunRecord record, int wanted) throws TrainingException {
        if (!record.network().variant().equals(network.variant())
                || record.config().epochs() != wanted
                || record.config().seed() != seed) {
            throw new TrainingException(Sentence.inWords("The run in " + out + " trains "
                    + record.network().variant() + " for " + record.config().epochs() + " epochs with seed "
                    + record.config().seed() + ", not " + network.variant() + " for " + wanted + " with seed " + seed
                    + ": give another folder by --out."));
        }
    }

    private List<String> beginning(int wanted) throws IOException, TrainingException {
        RunFolder.requireFree(out);
        List<String> arguments = new ArrayList<>(List.of("--data", pictures().toString(), "--out", out.toString()));
        arguments.addAll(List.of("--variant", network.variant(), "--shortcut", "A"));
        arguments.addAll(List.of("--preset", Preset.PAPER.shortName(), "--epochs", Integer.toString(wanted)));
        arguments.addAll(List.of("--validation-fraction", "0", "--seed", Long.toString(seed)));
        if (network.layers() >= WARMED_UP_LAYERS) {
            arguments.addAll(List.of("--warm-up", "1"));
        }
        arguments.addAll(List.of("--engine", engine.shortName(), "--device", device.shortName()));
        if (cache != null) {
            arguments.addAll(List.of("--cache", cache.toString()));
        }
        return arguments;
    }

    private int train(List<String> arguments, PrintWriter results, PrintWriter stderr) {
        List<String> all = new ArrayList<>(List.of("train"));
        all.addAll(arguments);
        return Main.run(studio.commands(), results, stderr, all.toArray(String[]::new));
    }

    /** A folder with {@code train} and {@code test}. */
    private Path pictures() throws IOException, TrainingException {
        return CifarPictures.in(
                data,
                cache == null ? UserCache.folder() : cache,
                spec.commandLine().getErr());
    }

    private void report(RunFolder run, TrainingEvent.Finished end, PrintWriter stdout) {
        RunRecord record = run.record();
        OptionalDouble accuracy = end.testAccuracy();
        OptionalDouble error = accuracy.isPresent() ? OptionalDouble.of(100 - 100 * accuracy.getAsDouble()) : accuracy;
        long parameters = NetworkGraph.compile(record.network()).trainableParameters();
        boolean whole = record.data().trainSamples() == CifarBinary.TRAINING_PICTURES
                && record.data().testSamples() == CifarBinary.TEST_PICTURES;
        if (json) {
            ObjectNode result = Json.object()
                    .put("network", network.variant())
                    .put("parameters", parameters)
                    .put("trainPictures", record.data().trainSamples())
                    .put("testPictures", record.data().testSamples())
                    .put("epochs", end.epochs())
                    .put("paperEpochs", PaperResult.EPOCHS)
                    .put("seed", record.config().seed())
                    .put("seconds", end.seconds());
            Json.put(result, "testAccuracy", accuracy);
            Json.put(result, "testErrorPercent", error);
            result.put("paperErrorPercent", network.errorPercent())
                    .put("wholeDataset", whole)
                    .put("run", run.path().toString());
            stdout.println(result);
            return;
        }
        stdout.println();
        stdout.print(new TextTable(1, "Network", "Parameters", "Training pictures", "Epochs", "Test error", "Paper's")
                .row(
                        "ResNet-" + network.layers(),
                        String.format(Locale.ROOT, "%,d", parameters),
                        String.format(Locale.ROOT, "%,d", record.data().trainSamples()),
                        end.epochs() + " of " + PaperResult.EPOCHS,
                        error.isPresent() ? percent(error.getAsDouble()) : "–",
                        percent(network.errorPercent())));
        if (!whole) {
            stdout.println(
                    "This is not all of CIFAR-10, which has 50,000 training and 10,000 test pictures, so that the"
                            + " figures cannot be compared.");
        }
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f %%", value);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
