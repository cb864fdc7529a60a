package org.resnetstudio.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.resnetstudio.StudioVersion;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.export.OnnxWriter;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.job.Job;
import org.resnetstudio.job.JobJson;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.runs.EventCodec;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.training.FailureSentence;
import org.resnetstudio.training.Hardware;
import org.resnetstudio.training.LoadWatch;
import org.resnetstudio.training.ModelWriter;
import org.resnetstudio.training.RateSweep;
import org.resnetstudio.training.Trainer;
import org.resnetstudio.training.TrainingJob;
import org.resnetstudio.weights.FittedWeights;
import org.resnetstudio.weights.HeadClasses;
import org.resnetstudio.weights.WeightInitializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Trains a network. */
@Command(
        name = "train",
        modelTransformer = NetworkEdits.Flags.class,
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        sortOptions = false,
        description = "Trains a network on labelled pictures.",
        footer = {
            "",
            "Ctrl+C, or the line 'stop' on standard input with --json, ends it after the present batch; --resume goes on from"
                    + " there, and the result is the same bit for bit. Other such lines: pause, continue, checkpoint,"
                    + " learning-rate 0.01, epochs 30, patience 5. Lines that are added to the file 'requests' in the"
                    + " run's folder ask for the same from wherever."
        })
final class TrainCommand implements Callable<Integer> {
    /** Each holds a batch in memory. */
    private static final int MOST_BATCH_THREADS = 8;

    /** What is said to the trainer, and not of the training. */
    private static final Set<String> OF_TRAINER = Set.of(
            "--resume",
            "--job",
            "--out",
            "--engine",
            "--device",
            "--cache",
            "--json",
            "--supervised",
            "--change",
            "--find-rate");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A folder with one sub-folder per class, or with train/, validation/ and test/ holding such folders.")
    private Path data;

    @Option(names = "--project", paramLabel = "DIR", description = "A project of the studio, instead of --data.")
    private Path project;

    @Option(
            names = "--classes-from",
            paramLabel = "DIR",
            description = "Take the classes and their order from this run, or from the sub-folders of this folder.")
    private Path classesFrom;

    @Option(names = "--out", paramLabel = "RUN_DIR", description = "A new folder for the run.")
    private Path out;

    @Option(
            names = "--resume",
            paramLabel = "RUN_DIR",
            description = "Go on with this run, with its own settings and pictures.")
    private Path resume;

    @Option(
            names = "--change",
            paramLabel = "REQUEST",
            description =
                    "With --resume: change a setting of the run from here on: 'learning-rate 0.01', 'epochs 30', which"
                            + " lets a complete run go on, or 'patience 5'. Can be given several times.")
    private List<String> changes = List.of();

    @Option(
            names = "--find-rate",
            description = "Instead of training, try rising learning rates for " + RateSweep.UPDATES
                    + " updates and suggest one; nothing is kept, and no --out is needed.")
    private boolean findRate;

    @Mixin
    private TrainOptions options;

    @Option(
            names = "--job",
            paramLabel = "FILE",
            description =
                    "Train what this file says, as JSON, instead of --data, --project and all settings; docs/formats.md"
                            + " describes it, and run.json of every run holds one.")
    private Path jobFile;

    @Option(
            names = "--validation-fraction",
            paramLabel = "X",
            defaultValue = "0.2",
            description = "Share of each class that is taken out of training for validation where the data has no"
                    + " validation part. Default: ${DEFAULT-VALUE}.")
    private double validationFraction;

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
            description = "Where prepared pictures are kept; default: in the project, or in the user's cache folder.")
    private Path cache;

    @Option(names = "--json", description = "Print one event a line as JSON.")
    private boolean json;

    @Option(names = "--supervised", hidden = true, description = "Standard input brings commands.")
    private boolean supervised;

    @ParentCommand
    private Main studio;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call()
            throws TrainingException, EngineException, IOException, ProjectException, InterruptedException {
        checkUsage();
        PrintWriter stdout = spec.commandLine().getOut();
        PrintWriter stderr = spec.commandLine().getErr();
        EpochPrinter printer = new EpochPrinter(stdout, stderr);
        AtomicBoolean toldWhy = new AtomicBoolean();
        Consumer<TrainingEvent> listener = event -> {
            toldWhy.compareAndSet(false, event instanceof TrainingEvent.Failed);
            if (json) {
                stdout.println(EventCodec.write(event));
            } else {
                printer.print(event);
            }
        };
        try {
            train(listener, stderr);
        } catch (Exception e) {
            if (json && !toldWhy.get()) {
                // Whoever reads the events says it in another language, or sets it beside the run.
                FailureSentence.of(e)
                        .ifPresent(why -> listener.accept(new TrainingEvent.Failed(System.currentTimeMillis(), why)));
            }
            throw e;
        }
        return 0;
    }

    private void train(Consumer<TrainingEvent> listener, PrintWriter stderr)
            throws TrainingException, EngineException, IOException, ProjectException, InterruptedException {
        Path folder = findRate ? nowhere() : resume == null ? out : resume;
        TrainingConfig flags = usage(options::config); // those of a resume and beside a job are checked as well
        Optional<Job> given = jobFile == null ? Optional.empty() : Optional.of(JobJson.read(jobFile));
        TrainingConfig config = given.map(Job::training).orElse(flags);
        List<Sentence> warnings = new ArrayList<>();
        Optional<Dataset> dataset = Optional.empty();
        if (resume == null) {
            dataset = Optional.of(JobPictures.read(place(given), config.seed(), warnings));
            if (!findRate) {
                RunFolder.requireFree(out);
            }
        }
        try (RunRequests requests = new RunRequests(
                folder, supervised || json ? studio.commands() : InputStream.nullInputStream(), supervised)) {
            // whoever supervises takes the last line on standard error for what it ended of
            EngineOpener engines = new EngineOpener(
                    listener,
                    requests.control()::stopRequested,
                    supervised ? new PrintWriter(Writer.nullWriter()) : stderr);
            if (dataset.isEmpty()) {
                goOn(engines, listener, requests);
            } else {
                begin(job(given, config, dataset.get()), dataset.get(), warnings, engines, listener, requests);
            }
        }
    }

    /** A folder that is not there, in which nobody asks for anything. */
    private static Path nowhere() {
        return Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("studio-find-rate-" + ProcessHandle.current().pid());
    }

    private void goOn(EngineOpener engines, Consumer<TrainingEvent> listener, RunRequests requests)
            throws TrainingException, EngineException, IOException, InterruptedException {
        RunFolder run = RunFolder.open(resume);
        changes().forEach(requests.control()::ask);
        Trainer.requireUnfinished(run, requests.control());
        Engine chosen = engines.openAgain(run, engine, device);
        warn(overruled(), listener);
        warn(engines.notes(), listener);
        try (LoadWatch watch = new LoadWatch(chosen)) {
            watch.start();
            trainer(chosen, null, listener, requests).resume(run, () -> KeptConditions.leftOut(run));
        }
    }

    private void begin(
            Job wanted,
            Dataset pictures,
            List<Sentence> warnings,
            EngineOpener engines,
            Consumer<TrainingEvent> listener,
            RunRequests requests)
            throws TrainingException, EngineException, IOException, InterruptedException {
        Optional<TrainingJob.Pretrained> pretrained = pretrained(wanted, pictures.classNames(), warnings);
        Engine chosen = engines.open(
                EngineChoice.named(wanted.engine()),
                wanted.device(),
                wanted.network(),
                wanted.training().batchSize());
        warn(warnings, listener);
        warn(engines.notes(), listener);
        TrainingJob job = usage(() -> new TrainingJob(out, wanted, pictures, pretrained));
        Trainer trainer = trainer(chosen, homeOf(wanted), listener, requests);
        if (findRate) {
            RatePrinter printer = new RatePrinter(spec.commandLine().getOut(), json);
            printer.end(trainer.findRate(job, printer::update));
            return;
        }
        try (LoadWatch watch = new LoadWatch(chosen)) {
            watch.start();
            trainer.start(job);
        }
    }

    private static Path homeOf(Job job) {
        return job.data().source() == Job.Source.PROJECT ? job.data().path() : null;
    }

    private Job.Data place(Optional<Job> given) {
        return given.map(Job::data)
                .orElseGet(() -> new Job.Data(
                        project == null ? Job.Source.FOLDER : Job.Source.PROJECT,
                        project == null ? data : project,
                        Optional.ofNullable(classesFrom),
                        validationFraction));
    }

    /** The job of the file or of the flags, for these pictures, on the engine and device that were asked for. */
    private Job job(Optional<Job> given, TrainingConfig config, Dataset dataset) throws TrainingException {
        int classes = dataset.classes().size();
        if (given.isEmpty()) {
            ResNetSpec network = usage(() -> options.network(classes));
            return new Job(network, config, place(given), engine.shortName(), device);
        }
        Job job = given.get();
        if (job.network().input().classes() != classes) {
            throw new TrainingException(Sentence.of(
                    "problem.cli.job-classes",
                    jobFile,
                    job.network().input().classes(),
                    classes,
                    job.data().path()));
        }
        ParseResult flags = spec.commandLine().getParseResult();
        return job.on(
                flags.hasMatchedOption("--engine") ? engine : EngineChoice.named(job.engine()),
                flags.hasMatchedOption("--device") ? device : job.device());
    }

    /** What is changed of the run; first its epochs, because a schedule may have ended at a rate of 0 with those that there were. */
    private List<RunRequest> changes() {
        List<RunRequest> requests =
                usage(() -> changes.stream().map(RunRequest::parse).toList());
        for (RunRequest request : requests) {
            if (!(request instanceof RunRequest.Setting)) {
                throw wrong("--change takes 'learning-rate 0.01', 'epochs 30' or 'patience 5', not '" + request.line()
                        + "'.");
            }
        }
        return requests.stream()
                .sorted(Comparator.comparing(request -> !(request instanceof RunRequest.Epochs)))
                .toList();
    }

    /** What a run that goes on does not heed; nothing is silently otherwise than was asked for. */
    private List<Sentence> overruled() {
        List<String> flags = ofTraining();
        return flags.isEmpty()
                ? List.of()
                : List.of(Sentence.of("problem.cli.overruled", Sentence.list(flags), flags.size()));
    }

    /** What was given on the command line and says what to train. */
    private List<String> ofTraining() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !OF_TRAINER.contains(name))
                .toList();
    }

    private static void warn(List<Sentence> warnings, Consumer<TrainingEvent> listener) {
        warnings.forEach(w -> listener.accept(new TrainingEvent.Warning(System.currentTimeMillis(), w)));
    }

    /** The weights to begin with, on this network for these classes. */
    private static Optional<TrainingJob.Pretrained> pretrained(Job job, List<String> classes, List<Sentence> warnings)
            throws TrainingException, IOException {
        String from = job.training().transfer().pretrained();
        if (from.isEmpty()) {
            return Optional.empty();
        }
        Path source = Path.of(from);
        Pretrained found = Pretrained.read(source);
        HeadClasses common = found.classesFor(classes);
        NetworkGraph graph = NetworkGraph.compile(job.network());
        FittedWeights fitted = FittedWeights.fit(
                graph,
                found.weights(),
                common,
                WeightInitializer.initialize(graph, job.training().seed()),
                source.toString());
        if (!common.same()) {
            warnings.add(Sentence.of("problem.cli.head-other-classes", source));
        } else if (fitted.newHead()) {
            warnings.add(Sentence.of("problem.cli.head-other-layers", source));
        }
        return Optional.of(new TrainingJob.Pretrained(fitted.weights(), found.normalization()));
    }

    /** @param home the project whose pictures are trained on; null where it is none */
    private Trainer trainer(Engine chosen, Path home, Consumer<TrainingEvent> listener, RunRequests requests)
            throws IOException {
        return new Trainer(chosen, modelWriter(), resources(chosen, home), listener, requests.control());
    }

    private void checkUsage() {
        if (resume != null && (data != null || project != null || jobFile != null)) {
            throw wrong("--resume goes on with the run's own pictures: leave out --data, --project and --job.");
        }
        if (resume == null && !changes.isEmpty()) {
            throw wrong("--change changes a run that goes on: add --resume, or give the settings themselves.");
        }
        changes();
        if (jobFile != null && !ofTraining().isEmpty()) {
            throw wrong("A job says all of its settings: change them in " + jobFile + ", and leave out "
                    + String.join(", ", ofTraining()) + ".");
        }
        if (resume != null
                && out != null
                && !out.toAbsolutePath()
                        .normalize()
                        .equals(resume.toAbsolutePath().normalize())) {
            throw wrong("--resume goes on in the run's own folder: leave out --out.");
        }
        if (resume == null && jobFile == null && (data == null) == (project == null)) {
            throw wrong("Give the pictures by either --data or --project.");
        }
        if (findRate && (resume != null || out != null)) {
            throw wrong("--find-rate keeps nothing: leave out --out and --resume.");
        }
        if (resume == null && out == null && !findRate) {
            throw wrong("Give a new folder for the run by --out.");
        }
        if (!(validationFraction >= 0 && validationFraction < 1)) {
            throw wrong("--validation-fraction must be at least 0 and below 1, not " + validationFraction + ".");
        }
    }

    private Trainer.Resources resources(Engine chosen, Path home) throws IOException {
        PicturePlaces places = PicturePlaces.of(cache, home, resume);
        return new Trainer.Resources(
                places.cacheFolder(),
                places.contents(),
                new Trainer.Threads(
                        Hardware.physicalCores(),
                        Math.max(1, Math.min(MOST_BATCH_THREADS, Hardware.physicalCores() - 1)),
                        Hardware.computingThreads()),
                Map.of(
                        "studio", StudioVersion.current(),
                        "library", chosen.description(),
                        "java", System.getProperty("java.version")));
    }

    private static ModelWriter modelWriter() {
        return (graph, weights, run, file) -> OnnxWriter.write(file, Models.of(graph, weights, run));
    }

    private <T> T usage(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
