package org.resnetstudio.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.files.Folders;
import org.resnetstudio.project.Project;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.EventCodec;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.training.TrainerCommand;

/**
 * Kills trainers at random moments, as a power cut would, and resumes the run each time, until it is complete: then it has to be, byte for
 * byte, what a run is that nobody killed.
 *
 * <pre>
 * java -cp target/test-classes:target/classes:$(cat target/class-path.txt) \
 *     org.resnetstudio.cli.KilledRuns FOLDER pytorch|dl4j [KILLS [EPOCHS [SEED]]]
 * </pre>
 *
 * <p>It trains on the pictures of {@code sample-data}, of which some are excluded, in a new project in FOLDER.
 */
final class KilledRuns {
    /** Longer than what is done between two batches, such as a checkpoint. */
    private static final long LATER_MILLIS = 400;
    /** A kill in so many hits the trainer before it trains. */
    private static final int EARLY_ONE_IN = 5;

    private final Path folder;
    private final Path project;
    private final String engine;
    private final List<String> settings;
    private final Random random;

    /** @param settings of {@code studio train}, beside the pictures, the engine and the folder of the run */
    KilledRuns(Path folder, Path project, String engine, List<String> settings, long seed) {
        this.folder = folder;
        this.project = project;
        this.engine = engine;
        this.settings = List.copyOf(settings);
        this.random = new Random(seed);
    }

    /** Runs it; see the class. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int kills = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 50;
        String epochs = arguments.length > 3 ? arguments[3] : "20";
        long seed = arguments.length > 4 ? Long.parseLong(arguments[4]) : System.nanoTime();
        System.out.println(arguments[1] + ", " + kills + " kills, seed " + seed);
        Path project = folder.resolve("project");
        importPictures(project, "sample-data/fashion-mnist");
        exclude(project, 7);
        KilledRuns runs = new KilledRuns(
                folder,
                project,
                arguments[1],
                List.of(
                        "--epochs",
                        epochs,
                        "--variant",
                        "resnet20",
                        "--checkpoint-minutes",
                        "0.01",
                        "--keep-every",
                        "5"),
                seed);
        System.out.println(runs.killed(kills) + " kills");
        List<String> different = runs.differences();
        System.out.println(different.isEmpty() ? "Everything is the same, byte for byte." : "Different: " + different);
        System.exit(different.isEmpty() ? 0 : 1);
    }

    /** Makes a project of pictures. */
    static void importPictures(Path project, String pictures) {
        Cli imported = Cli.run("import", "--project", project.toString(), pictures);
        if (imported.code() != 0) {
            throw new IllegalStateException(imported.err());
        }
    }

    /** Excludes every so many-th picture of a project. */
    static void exclude(Path project, int every) throws Exception {
        try (Project open = Project.open(project)) {
            List<Long> some = new ArrayList<>();
            for (Sample sample : open.dataset().samples()) {
                if (sample.id() % every == 0) {
                    some.add(sample.id());
                }
            }
            open.setExcluded(some, true);
        }
    }

    /**
     * Trains once in one piece, and once with this many kills.
     *
     * @return how many trainers were killed before the run was complete
     */
    int killed(int kills) throws Exception {
        long beginNanos = System.nanoTime();
        Progress whole = train(whole(), Optional.empty());
        long startMillis = (whole.startedNanos() - beginNanos) / 1_000_000;
        System.out.println("In one piece: " + whole.batches() + " batches");
        int done = 0;
        // On average each trains its share of the whole, of which a part is lost, so that one run survives all of them.
        int share = Math.max(2, 2 * whole.batches() / (kills + 1));
        while (!isComplete()) {
            boolean early = random.nextInt(EARLY_ONE_IN) == 0;
            Kill kill = early
                    ? new Kill(true, 0, random.nextLong(startMillis))
                    : new Kill(false, random.nextInt(share), random.nextLong(LATER_MILLIS));
            train(run(), done < kills ? Optional.of(kill) : Optional.empty());
            if (!isComplete()) {
                done++;
                System.out.println(done + ": " + kill + ", " + position());
            } else if (done == 0) {
                Folders.delete(run()); // the very first one came too late
            }
        }
        return done;
    }

    /**
     * When to kill a trainer.
     *
     * @param beforeItTrains so many milliseconds after its start; else so many after a batch
     * @param batches that it is left to train
     */
    private record Kill(boolean beforeItTrains, int batches, long millis) {}

    /**
     * How far a trainer came.
     *
     * @param startedNanos when it began to train; 0 if it never did
     * @param batches that it has told of, up to the last one
     */
    private record Progress(long startedNanos, int batches) {}

    private Path whole() {
        return folder.resolve("whole-" + engine);
    }

    private Path run() {
        return folder.resolve("killed-" + engine);
    }

    private boolean isComplete() throws IOException, TrainingException {
        return RunFolder.isRun(run()) && RunFolder.open(run()).summary().status() == RunSummary.Status.COMPLETED;
    }

    private String position() throws TrainingException {
        if (!RunFolder.isRun(run()) || RunFolder.open(run()).checkpoints().isEmpty()) {
            return "no checkpoint yet";
        }
        Checkpoint.Position position = RunFolder.open(run()).checkpoints().readPosition(Checkpoints.Kind.LAST);
        return "epoch " + position.epoch() + ", batch " + position.batch();
    }

    /** Trains, or goes on, until the end or a kill. */
    private Progress train(Path run, Optional<Kill> kill) throws Exception {
        List<String> arguments = new ArrayList<>();
        if (RunFolder.isRun(run) && canGoOn(run)) {
            arguments.addAll(List.of("--resume", run.toString()));
        } else {
            Folders.delete(run);
            arguments.addAll(List.of("--project", project.toString(), "--engine", engine, "--out", run.toString()));
            arguments.addAll(settings);
        }
        TrainerCommand command = TrainerCommand.train(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command.command()).redirectError(ProcessBuilder.Redirect.appendTo(log()));
        builder.environment().putAll(command.environment());
        Process trainer = builder.start();
        Optional<Thread> killer = kill.filter(Kill::beforeItTrains).map(early -> killer(trainer, early.millis()));
        long startedNanos = 0;
        int perEpoch = 1;
        int first = -1;
        int last = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(trainer.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                TrainingEvent event = event(line);
                if (event instanceof TrainingEvent.Started started) {
                    startedNanos = System.nanoTime();
                    perEpoch = started.batchesPerEpoch();
                } else if (event instanceof TrainingEvent.BatchDone done) {
                    last = (done.epoch() - 1) * perEpoch + done.batch();
                    first = first < 0 ? last : first;
                    if (killer.isEmpty()
                            && kill.isPresent()
                            && last - first >= kill.get().batches()) {
                        killer = Optional.of(killer(trainer, kill.get().millis()));
                    }
                }
            }
        } catch (IOException brokenByTheKill) {
            System.out.println("The output ended with the trainer.");
        }
        if (killer.isPresent()) {
            killer.get().join();
        }
        int code = trainer.waitFor();
        if (code != 0 && kill.isEmpty()) {
            throw new IllegalStateException("The trainer ended with " + code + ": " + Files.readString(log().toPath()));
        }
        return new Progress(startedNanos, last);
    }

    /** Null for what is no whole event: a line that the kill has cut. */
    private static TrainingEvent event(String line) {
        try {
            return EventCodec.read(line).orElse(null);
        } catch (IllegalArgumentException cut) {
            return null;
        }
    }

    private static boolean canGoOn(Path run) throws IOException, TrainingException {
        return RunFolder.open(run).summary().resumable();
    }

    private File log() {
        return folder.resolve("trainers.log").toFile();
    }

    private static Thread killer(Process trainer, long millis) {
        Thread thread = new Thread(() -> {
            try {
                if (!trainer.waitFor(millis, TimeUnit.MILLISECONDS)) {
                    trainer.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    /** Files of the two runs that are not the same, byte for byte. */
    List<String> differences() throws IOException {
        List<String> different = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(whole().resolve("checkpoints"))) {
            files = all.filter(Files::isRegularFile)
                    .filter(file ->
                            !file.startsWith(whole().resolve("checkpoints").resolve("previous")))
                    .toList();
        }
        for (Path file : files) {
            Path relative = whole().relativize(file);
            Path other = run().resolve(relative);
            if (!Files.isRegularFile(other) || Files.mismatch(file, other) >= 0) {
                different.add(relative.toString());
            }
        }
        if (Files.mismatch(whole().resolve("samples.csv"), run().resolve("samples.csv")) >= 0) {
            different.add("samples.csv");
        }
        if (files.isEmpty()) {
            different.add("no checkpoint at all");
        }
        return different;
    }
}
