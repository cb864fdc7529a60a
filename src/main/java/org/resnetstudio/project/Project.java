package org.resnetstudio.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.FolderScanner;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.LabelFile;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.ScanResult;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.dataset.StratifiedSplitter;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.ProjectDatabase.JournalEntry;
import org.resnetstudio.project.ProjectException.Reason;

/**
 * A project folder: its classes and samples, every edit ever made to them, and its runs.
 *
 * <p>Thread-safe. What is read comes from memory and never waits for an edit. Every edit is on disk when its method
 * returns, together with its journal entry, or has changed nothing when it throws. Pictures are never touched.
 */
public final class Project implements AutoCloseable {
    static final String DATABASE = "project.db";

    private static final String RUNS = "runs";

    private final Path folder;
    private final ProjectLock projectLock;
    private final ProjectDatabase database;
    private final Object editLock = new Object();
    private final List<ProjectListener> listeners = new CopyOnWriteArrayList<>();
    private volatile ProjectState state;
    private boolean closed;

    private Project(Path folder, ProjectLock projectLock, ProjectDatabase database, ProjectState state) {
        this.folder = folder;
        this.projectLock = projectLock;
        this.database = database;
        this.state = state;
    }

    /** Whether {@code folder} holds a project, as far as names tell. */
    public static boolean isProject(Path folder) {
        // Only the name: reading the file itself would make the operating system drop SQLite's locks on it.
        return Files.isRegularFile(folder.resolve(DATABASE));
    }

    /** Makes an empty project in {@code folder}, which is created when it is missing, and opens it. */
    public static Project create(Path folder) throws ProjectException {
        if (isProject(folder)) {
            throw new ProjectException(Reason.REFUSED, Sentence.of("problem.project.exists", folder));
        }
        ProjectFiles.create(folder.toAbsolutePath().normalize());
        return open(folder);
    }

    /** Opens the project in {@code folder}. Only one studio can have it open; see {@link #readDataset}. */
    public static Project open(Path folder) throws ProjectException {
        return ProjectFiles.open(folder.toAbsolutePath().normalize(), Project::new);
    }

    /** Opens the project in {@code folder}, or makes one. */
    public static Project openOrCreate(Path folder) throws ProjectException {
        return isProject(folder) ? open(folder) : create(folder);
    }

    /**
     * Reads what is stored at this moment, also while a studio has the project open; for the trainer process and the
     * command line. Ids are the project's.
     */
    public static Dataset readDataset(Path folder) throws ProjectException {
        return ProjectFiles.read(folder.toAbsolutePath().normalize());
    }

    /** The folder of the project that a run belongs to, by where it lies; empty if it lies elsewhere. */
    public static Optional<Path> ofRun(Path run) {
        Path runs = run.toAbsolutePath().normalize().getParent();
        return Optional.ofNullable(runs)
                .filter(folder -> folder.endsWith(RUNS))
                .map(Path::getParent)
                .filter(Project::isProject);
    }

    /** The project's folder, absolute. */
    public Path folder() {
        return folder;
    }

    /** The name of the folder. */
    public String name() {
        Path fileName = folder.getFileName();
        return fileName == null ? folder.toString() : fileName.toString();
    }

    /**
     * Where the runs of a project live, which need not be opened for it.
     *
     * @throws ProjectException if there is none in the folder
     */
    public static Path runsFolder(Path folder) throws ProjectException {
        if (!isProject(folder)) {
            throw new ProjectException(
                    ProjectException.Reason.NOT_A_PROJECT, Sentence.of("problem.project.none", folder));
        }
        return folder.resolve(RUNS);
    }

    /** Where runs live, one folder each. */
    public Path runsFolder() {
        return folder.resolve(RUNS);
    }

    /** What can be made again: thumbnails, prepared pictures. May be deleted while the project is closed. */
    public Path cacheFolder() {
        return folder.resolve("cache");
    }

    /** Everything at this moment, from memory. Samples are in the order of their ids. */
    public Dataset dataset() {
        return state.dataset();
    }

    /** The sample with this id, from memory. */
    public Optional<Sample> sample(long id) {
        return state.sample(id);
    }

    /** Grows with every change while the project is open; starts at 0 each time. */
    public long version() {
        return state.version();
    }

    /** Whether there is an edit to undo, of this session or an earlier one. */
    public boolean canUndo() {
        return state.undo().isPresent();
    }

    /** Whether there is an undone edit to do again. */
    public boolean canRedo() {
        return state.redo().isPresent();
    }

    /** What {@link #undo} would take back, such as "Labelled 3 pictures as cat". */
    public Optional<Sentence> undoDescription() {
        return state.undo();
    }

    /** What {@link #redo} would do again. */
    public Optional<Sentence> redoDescription() {
        return state.redo();
    }

    /** Adds a listener; the returned action takes it away. */
    public Runnable addListener(ProjectListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Labels samples with a class, or takes their label away. */
    public Edit label(Collection<Long> ids, OptionalInt classIndex) throws ProjectException {
        return edit(s -> PlannedEdit.label(s, ids, classIndex));
    }

    /** Moves samples to a split, or out of any. */
    public Edit setSplit(Collection<Long> ids, Optional<Split> split) throws ProjectException {
        return edit(s -> PlannedEdit.split(s, ids, split));
    }

    /** Leaves samples out of training and evaluation, or takes them in again. */
    public Edit setExcluded(Collection<Long> ids, boolean excluded) throws ProjectException {
        return edit(s -> PlannedEdit.exclude(s, ids, excluded));
    }

    /** Removes samples from the project. Their files stay. */
    public Edit removeSamples(Collection<Long> ids) throws ProjectException {
        return edit(s -> PlannedEdit.remove(s, ids));
    }

    /** Adds a class at the end. Refuses a name that differs from another one in case only. */
    public Edit addClass(String name) throws ProjectException {
        return edit(s -> PlannedEdit.addClass(s, database.reserve("class", 1), name));
    }

    /** Renames a class. Refuses a name that differs from another one in case only. */
    public Edit renameClass(int index, String name) throws ProjectException {
        return edit(s -> PlannedEdit.renameClass(s, index, name));
    }

    /** Removes a class. Its samples become unlabelled, and the classes behind it move up by one. */
    public Edit removeClass(int index) throws ProjectException {
        return edit(s -> PlannedEdit.removeClass(s, index));
    }

    /** Deals all labelled samples out again, see {@link StratifiedSplitter}. Also a given test part is dealt out. */
    public Edit splitAgain(double validationFraction, double testFraction, long seed) throws ProjectException {
        StratifiedSplitter splitter =
                new StratifiedSplitter(validationFraction, testFraction, seed, StratifiedSplitter.Scope.ALL);
        return edit(s -> PlannedEdit.splits(s, splitter.assign(s.dataset()), "edit.split-again"));
    }

    /** Gives a split to samples that lack one, see {@link StratifiedSplitter#forTraining}: do so before training. */
    public Edit completeSplits(double validationFraction, long seed) throws ProjectException {
        return edit(s -> PlannedEdit.splits(
                s,
                StratifiedSplitter.forTraining(s.dataset(), validationFraction, seed)
                        .assign(s.dataset()),
                "edit.complete-splits"));
    }

    /**
     * Takes in the pictures of folders, files and manifests, see {@link FolderScanner}, as one edit. Pictures that are
     * in the project already stay as they are. Either everything is stored or, when it is cancelled or fails, nothing.
     *
     * @param cancelled asked every few files
     */
    public ImportSummary importSources(List<Path> sources, ImportListener progress, BooleanSupplier cancelled)
            throws ProjectException {
        ScanResult scan;
        try {
            scan = new FolderScanner().scan(sources, progress, cancelled);
        } catch (CancellationException e) {
            return new ImportSummary(0, 0, List.of(), List.of(), Map.of(), 0, true);
        }
        progress.progress(ImportListener.Phase.STORING, 0, scan.images().size());
        Importer importer = new Importer(scan);
        edit(s -> importer.plan(s, database));
        progress.progress(
                ImportListener.Phase.STORING,
                scan.images().size(),
                scan.images().size());
        return importer.summary();
    }

    /**
     * Sets labels and splits from a file, see {@link LabelFile}, as one edit. Files are looked up by their path,
     * absolute, or relative to the project's folder, or else to that of the file. An empty class takes the label away, an
     * empty split or a missing column changes nothing, and unknown classes are added.
     */
    public LabelSummary importLabels(Path file) throws ProjectException {
        LabelImport labels = new LabelImport(file, folder, state.samples());
        Edit edit = edit(s -> labels.plan(s, database));
        return labels.summary(edit);
    }

    /** Takes the last edit back, and returns its description; empty when there is none. */
    public Optional<Sentence> undo() throws ProjectException {
        return step(true);
    }

    /** Does the edit again that was undone last, and returns its description; empty when there is none. */
    public Optional<Sentence> redo() throws ProjectException {
        return step(false);
    }

    /** Closes the database. Further edits fail; what was read stays readable. */
    @Override
    public void close() throws ProjectException {
        synchronized (editLock) {
            if (closed) {
                return;
            }
            closed = true;
            try (projectLock) {
                database.close();
            } catch (SQLException e) {
                throw Failures.of(folder, e);
            }
        }
    }

    @FunctionalInterface
    private interface Planner {
        PlannedEdit plan(ProjectState state) throws SQLException, ProjectException;
    }

    /**
     * What a change of the database leads to.
     *
     * @param next the same object when nothing changed
     * @param steps that lead to it
     */
    private record Outcome(Edit edit, ProjectState next, List<EditStep> steps) {
        Optional<ProjectChange> change(ProjectState before) {
            return next.version() == before.version()
                    ? Optional.empty()
                    : Optional.of(ProjectChange.of(before, next, steps));
        }
    }

    private Edit edit(Planner planner) throws ProjectException {
        return change(() -> {
            PlannedEdit plan = planner.plan(state);
            if (plan.changes().isEmpty()) {
                return new Outcome(new Edit(plan.description(), 0, state.version()), state, List.of());
            }
            database.write(plan.changes());
            database.record(plan.description(), plan.changes());
            ProjectState next = state.apply(plan.changes(), database::loadSamples)
                    .withHistory(Optional.of(plan.description()), Optional.empty());
            return new Outcome(new Edit(plan.description(), plan.size(), next.version()), next, plan.changes());
        });
    }

    private Optional<Sentence> step(boolean back) throws ProjectException {
        Edit edit = change(() -> {
            Optional<JournalEntry> entry = back ? database.lastDone() : database.lastUndone();
            if (entry.isEmpty()) {
                return new Outcome(new Edit(Sentence.EMPTY, 0, state.version()), state, List.of());
            }
            try {
                return step(entry.get(), back);
            } catch (IllegalArgumentException e) {
                throw Failures.damagedEntry(folder, entry.get().description(), e);
            }
        });
        return edit.changed() == 0 ? Optional.empty() : Optional.of(edit.description());
    }

    /** Throws {@link IllegalArgumentException} when the entry is damaged, or does not fit what it is to change. */
    private Outcome step(JournalEntry entry, boolean back) throws SQLException {
        List<EditStep> changes = back ? EditStep.inverse(entry.changes()) : entry.changes();
        database.write(changes);
        database.setUndone(entry.id(), back);
        ProjectState next = state.apply(changes, database::loadSamples)
                .withHistory(
                        database.lastDone().map(JournalEntry::description),
                        database.lastUndone().map(JournalEntry::description));
        return new Outcome(new Edit(entry.description(), changes.size(), next.version()), next, changes);
    }

    /** SQLite goes on writing into a file that was deleted, or lies on a disk that was taken away, and all of that is lost. */
    private void requireStillThere() throws ProjectException {
        if (!isProject(folder)) {
            throw new ProjectException(Reason.FAILED, Sentence.of("problem.project.gone", folder));
        }
    }

    private Edit change(Sqlite.Query<Outcome> work) throws ProjectException {
        Outcome outcome;
        Optional<ProjectChange> change;
        synchronized (editLock) {
            if (closed) {
                throw new ProjectException(Reason.FAILED, Sentence.of("problem.project.closed", folder));
            }
            requireStillThere();
            try {
                outcome = database.inTransaction(work);
            } catch (SQLException e) {
                throw Failures.of(folder, e);
            }
            change = outcome.change(state);
            state = outcome.next();
        }
        change.ifPresent(told -> listeners.forEach(listener -> listener.changed(told)));
        return outcome.edit();
    }
}
