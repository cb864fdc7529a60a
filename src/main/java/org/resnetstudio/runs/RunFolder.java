package org.resnetstudio.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.resnetstudio.codec.NewerFormatException;
import org.resnetstudio.dataset.Csv;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.DiskFailure;
import org.resnetstudio.files.Folders;
import org.resnetstudio.image.UnreadableFile;
import org.resnetstudio.problem.Sentence;

/**
 * The folder of one run:
 *
 * <ul>
 *   <li>{@code run.json}: the {@link RunRecord}
 *   <li>{@code samples.csv}: its pictures with their classes and splits
 *   <li>{@code unreadable.csv}: the pictures that are left out because they cannot be read, where there are any
 *   <li>{@code first.safetensors}: the weights that it began with, where they are not random ones
 *   <li>{@code events.jsonl}: the {@link TrainingEvent}s so far, one a line
 *   <li>{@code checkpoints/last/}, {@code checkpoints/best/}: see {@link Checkpoints}
 *   <li>{@code model.onnx}: the network of the best checkpoint, ready for use
 *   <li>{@code process.json}: which process works on it, while one does
 *   <li>{@code lock}: locked by that process; see {@link RunLock}
 *   <li>{@code stop}: asks that process to stop, from wherever
 *   <li>{@code requests}: whatever else is asked of it, one {@link RunRequest} a line
 * </ul>
 *
 * <p>Every file is written under a temporary name, synced and renamed, so a crash at any moment leaves the previous one.
 */
public final class RunFolder {
    /** The name of the file with what is asked of the trainer at work, and was of those before. */
    public static final String REQUESTS = "requests";

    private final Path path;
    private final RunRecord record;

    private RunFolder(Path path, RunRecord record) {
        this.path = path;
        this.record = record;
    }

    /**
     * Refuses a folder in which no new run can be made, before any work is put into it.
     *
     * @throws TrainingException if it is a file, or holds a run or anything else
     * @throws IOException if it cannot be read
     */
    public static void requireFree(Path path) throws TrainingException, IOException {
        if (Files.isRegularFile(path.resolve("run.json"))) {
            throw new TrainingException(Sentence.of("problem.runs.exists", path));
        }
        for (Path above = path.toAbsolutePath(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                requireUsable(path, above);
                break;
            }
        }
        if (Files.isDirectory(path)) {
            List<Path> entries = Folders.entries(path);
            if (entries.stream()
                    .anyMatch(entry -> !entry.getFileName().toString().equals(RunLock.FILE))) {
                throw new TrainingException(Sentence.of("problem.runs.not-empty", path));
            }
        }
    }

    private static void requireUsable(Path path, Path existing) throws TrainingException {
        if (!Files.isDirectory(existing)) {
            throw new TrainingException(Sentence.of("problem.runs.is-file", existing));
        }
        if (Files.isWritable(existing)) {
            return;
        }
        try {
            // Only an attempt tells a protected disk from missing permissions.
            Files.delete(Files.createTempFile(existing, ".", ".tmp"));
        } catch (IOException e) {
            throw new TrainingException(
                    DiskFailure.sentence(path.toString(), e)
                            .orElseGet(() -> Sentence.of("problem.runs.unwritable", path)),
                    e);
        }
    }

    /**
     * Makes the folder of a new run and writes {@code run.json}.
     *
     * @throws TrainingException if the folder is not free
     * @throws IOException if it cannot be written
     */
    public static RunFolder create(Path path, RunRecord record) throws TrainingException, IOException {
        requireFree(path);
        Files.createDirectories(path);
        AtomicFile.write(path.resolve("run.json"), RunJson.write(record));
        return new RunFolder(path, record);
    }

    /** Whether a folder holds a run. */
    public static boolean isRun(Path path) {
        return Files.isRegularFile(path.resolve("run.json"));
    }

    /**
     * Opens the folder of a run, running or ended.
     *
     * @throws TrainingException if there is no run in it, or one that this version cannot read
     */
    public static RunFolder open(Path path) throws TrainingException {
        Path file = path.resolve("run.json");
        if (!Files.isRegularFile(file)) {
            throw new TrainingException(Sentence.of("problem.runs.none", path));
        }
        try {
            return new RunFolder(path, RunJson.read(Files.readString(file)));
        } catch (NewerFormatException e) {
            throw new TrainingException(Sentence.of("problem.runs.newer", path, e.format()), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new TrainingException(Sentence.of("problem.runs.damaged", file), e);
        }
    }

    /** All sub-folders with a {@code run.json}, in order of their names. */
    public static List<Path> runsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return Folders.entries(folder).stream().filter(RunFolder::isRun).toList();
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** What the run was started with. */
    public RunRecord record() {
        return record;
    }

    /** The ONNX file of the best checkpoint, whether it is there yet or not. */
    public Path model() {
        return path.resolve("model.onnx");
    }

    /** The list of its pictures with their classes and splits, as CSV. */
    public Path samples() {
        return path.resolve("samples.csv");
    }

    /**
     * Its pictures with their classes and splits.
     *
     * @throws TrainingException if the list of them is missing or damaged
     */
    public Dataset dataset() throws TrainingException {
        return RunSamples.read(samples(), record.classes());
    }

    /** The list of pictures that could not be read, as CSV, whether there are any or not. */
    public Path unreadable() {
        return path.resolve("unreadable.csv");
    }

    /** Writes the list of pictures that could not be read. Where all can be, as when a run goes on with the others, the list stays. */
    public void listUnreadable(List<UnreadableFile> pictures) throws IOException {
        if (pictures.isEmpty()) {
            return;
        }
        Stream<List<String>> lines = pictures.stream()
                .map(u -> List.of(u.file().toString(), u.problem().getMessage()));
        String csv = Csv.text(Stream.concat(Stream.of(List.of("file", "reason")), lines));
        AtomicFile.write(unreadable(), csv.getBytes(StandardCharsets.UTF_8));
    }

    /** The weights that it began with, where they are not random ones; whether they are or not. */
    public Path firstWeights() {
        return path.resolve("first.safetensors");
    }

    /** Whether there is what a trainer needs to go on with it: a checkpoint, or else all that it began with. */
    boolean canGoOn() {
        boolean random = record.config().transfer().pretrained().isEmpty();
        return !checkpoints().isEmpty()
                || (Files.isRegularFile(samples()) && (random || Files.isRegularFile(firstWeights())));
    }

    /** What its trainer has said when it was complete; empty before, and where it was killed behind the last epoch. */
    public Optional<TrainingEvent.Finished> completion() throws IOException {
        return RunOutline.read(eventLog())
                .end()
                .filter(TrainingEvent.Finished.class::isInstance)
                .map(TrainingEvent.Finished.class::cast)
                .filter(finished -> finished.outcome() == TrainingEvent.Outcome.COMPLETED);
    }

    /** Its checkpoints. */
    public Checkpoints checkpoints() {
        return new Checkpoints(path.resolve("checkpoints"));
    }

    /** Its events. */
    public EventLog eventLog() {
        return new EventLog(path.resolve("events.jsonl"));
    }

    /** Which process works on it. */
    public RunProcess process() {
        return new RunProcess(path.resolve("process.json"));
    }

    /** Deletes what a trainer that was killed left half-written; for the trainer that has claimed the run. */
    public void deleteLeftovers() throws IOException {
        for (String name : List.of(
                "run.json", "samples.csv", "unreadable.csv", "first.safetensors", "model.onnx", "process.json")) {
            AtomicFile.deleteLeftovers(path.resolve(name));
        }
        checkpoints().deleteLeftovers();
    }

    /** Asks whichever trainer works on this run to stop; it looks a few times a second. */
    public void requestStop() throws IOException {
        Files.write(path.resolve("stop"), new byte[0]);
    }

    /** Asks whichever trainer works on this run for something; it looks a few times a second. */
    public void ask(RunRequest request) throws IOException {
        Files.writeString(
                path.resolve(REQUESTS), request.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Whether somebody asked for a stop. */
    public boolean stopRequested() {
        return Files.exists(path.resolve("stop"));
    }

    /** Forgets a request to stop. */
    public void clearStopRequest() throws IOException {
        Files.deleteIfExists(path.resolve("stop"));
    }

    /**
     * Deletes the run with all that is in its folder.
     *
     * @throws TrainingException if a trainer is at work on it
     * @throws IOException if something cannot be deleted
     */
    public void delete() throws TrainingException, IOException {
        requireIdle();
        Folders.delete(path);
    }

    /**
     * Deletes what takes room: checkpoints, first weights and the model. Settings, pictures, events and figures stay.
     *
     * @throws TrainingException if a trainer is at work on it
     * @throws IOException if something cannot be deleted
     */
    public void deleteWeights() throws TrainingException, IOException {
        requireIdle();
        for (Path file : List.of(path.resolve("checkpoints"), firstWeights(), model())) {
            Folders.delete(file);
        }
    }

    private void requireIdle() throws TrainingException, IOException {
        if (process().isAlive()) {
            throw RunLock.atWork(path);
        }
        RunLock.take(path).close();
    }

    /** Where the run stands now, from its events and its process. */
    public RunSummary summary() throws IOException {
        return RunSummaries.of(this, RunOutline.read(eventLog()));
    }

    /** Its identity among the runs of a project: the name of its folder. */
    public String id() {
        return Optional.ofNullable(path.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("run");
    }
}
