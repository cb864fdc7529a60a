package org.resnetstudio.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.resnetstudio.dataset.ImportListener.Phase;
import org.resnetstudio.problem.Sentence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds pictures in folders and files, with the classes and splits that the folders' names give. A source is
 *
 * <ul>
 *   <li>a folder with one sub-folder per class,
 *   <li>a folder with the parts of a dataset, {@code train}, {@code validation} and {@code test} or similar names, each
 *       holding class folders; when folders are parts and when classes says {@link FolderLayout},
 *   <li>a folder of pictures, which stay unlabelled,
 *   <li>a picture, which stays unlabelled,
 *   <li>a manifest ({@code .csv}, {@code .tsv} or {@code .json}) that names pictures, classes and splits, see
 *       {@link LabelFile}.
 * </ul>
 *
 * <p>One folder is taken for what is in it. Of two and more that are named together, with files or without, each one that
 * holds pictures itself is a class under its own name; those that hold class folders are taken for what is in them, and parts
 * named together are parts.
 *
 * <p>Folders inside a class folder belong to its class; where all of them are named like parts, they give the splits of its
 * pictures. Hidden and system files are passed over, see {@link FolderReader}. Which names mean one class says
 * {@link ClassNames}. Whatever cannot be taken becomes an {@link ImportProblem}, what was taken but may be meant otherwise
 * becomes a warning, and the rest goes on. The order of the result depends on names alone.
 */
public final class FolderScanner {
    private static final Logger LOG = LoggerFactory.getLogger(FolderScanner.class);
    private static final int BLOCK = 256;
    private static final int CASES_IN_FULL = 5;

    /** What is wrong with a file, in one sentence. */
    record PictureProblem(LeftOut kind, Sentence reason) {}

    /** Says what is wrong with a file; empty when it is a readable picture. */
    @FunctionalInterface
    interface PictureCheck {
        Optional<PictureProblem> problemOf(Path file);
    }

    private final PictureCheck check;
    private final int threads;

    /** Reads the beginning of each picture, on as many threads as there are processors. */
    public FolderScanner() {
        this(new PictureFileCheck(), Runtime.getRuntime().availableProcessors());
    }

    FolderScanner(PictureCheck check, int threads) {
        this.check = check;
        this.threads = threads;
    }

    /** Scans without progress. */
    public ScanResult scan(List<Path> sources) {
        return scan(sources, ImportListener.NONE, () -> false);
    }

    /**
     * Scans.
     *
     * @param cancelled asked every few files
     * @throws CancellationException when {@code cancelled} said so
     */
    public ScanResult scan(List<Path> sources, ImportListener listener, BooleanSupplier cancelled) {
        ProblemList problems = new ProblemList();
        List<ImportProblem> warnings = new ArrayList<>();
        int[] seen = {0};
        FolderWalk walk = new FolderWalk(problems, warnings, file -> {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("The scan was cancelled.");
            }
            if (++seen[0] % BLOCK == 0) {
                listener.progress(Phase.FINDING, seen[0], 0);
            }
        });
        addSources(sources, walk, problems, warnings);
        listener.progress(Phase.FINDING, seen[0], 0);
        List<FoundImage> candidates = pictures(walk.found(), problems);
        List<FoundImage> images = readable(candidates, problems, listener, cancelled);
        List<ImageClass> classes = images.stream()
                .flatMap(image -> image.className().stream())
                .distinct()
                .sorted(NaturalOrder.NAMES)
                .map(ImageClass::new)
                .toList();
        warnOfCase(classes.stream().map(ImageClass::name).toList(), sources).ifPresent(warnings::add);
        return new ScanResult(classes, images, problems.toList(), warnings, problems.counts());
    }

    /**
     * Names of the classes of a folder, in natural order; also of those without pictures.
     *
     * @param folder as in {@link #scan}: with class folders, or with parts of a dataset
     */
    public static List<String> classNames(Path folder) {
        ClassNames names = new ClassNames();
        return new FolderReader(new ProblemList(), file -> {})
                .read(folder).stream()
                        .flatMap(tree -> classFolders(tree).stream())
                        .flatMap(siblings -> names.sideBySide(FolderWalk.classNames(siblings)).values().stream())
                        .distinct()
                        .sorted(NaturalOrder.NAMES)
                        .toList();
    }

    private static List<List<FolderTree>> classFolders(FolderTree tree) {
        Map<FolderTree, Optional<Split>> parts = FolderLayout.parts(tree.folders());
        return parts.isEmpty()
                ? List.of(tree.folders())
                : parts.entrySet().stream()
                        .filter(part -> part.getValue().isPresent())
                        .sorted(Comparator.comparing(part -> part.getValue().get()))
                        .map(part -> FolderLayout.unwrapped(part.getKey()).folders())
                        .toList();
    }

    /** Folders before files, because a file may be named in a folder's class, too. */
    private static void addSources(
            List<Path> sources, FolderWalk walk, ProblemList problems, List<ImportProblem> warnings) {
        List<Path> folders = sources.stream().filter(Files::isDirectory).toList();
        long missing = sources.stream().filter(source -> !Files.exists(source)).count();
        boolean together = folders.size() + missing > 1;
        if (together) {
            walk.addFolders(folders);
        }
        for (Path source : sources) {
            if (!Files.isDirectory(source)) {
                addFile(source, walk, problems, warnings);
            } else if (!together) {
                walk.addFolder(source);
            }
        }
    }

    private static void addFile(Path source, FolderWalk walk, ProblemList problems, List<ImportProblem> warnings) {
        String name = source.toString().toLowerCase(Locale.ROOT);
        if (FolderReader.leadsToItself(source)) {
            problems.add(LeftOut.LINK, source, FolderReader.LINK_TO_ITSELF);
        } else if (!Files.exists(source)) {
            problems.add(LeftOut.FOLDER, source, Sentence.of("problem.dataset.entry.no-such"));
        } else if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".json")) {
            addManifest(source, walk, problems, warnings);
        } else if (isArchive(name)) {
            problems.add(LeftOut.FOLDER, source, Sentence.of("problem.dataset.entry.archive"));
        } else {
            walk.addFile(source);
        }
    }

    private static void addManifest(
            Path manifest, FolderWalk walk, ProblemList problems, List<ImportProblem> warnings) {
        Path base = manifest.toAbsolutePath().getParent();
        LabelFile.Contents contents =
                LabelFile.readOnce(manifest, name -> base.resolve(name).normalize());
        walk.addManifest(contents.rows(), base);
        contents.problems().forEach(problem -> problems.add(LeftOut.LINE, problem.file(), problem.reason()));
        if (!contents.rows().isEmpty() && !contents.namesClasses()) {
            warnings.add(new ImportProblem(
                    manifest, Sentence.of("problem.dataset.file.no-class-column", Sentence.list(contents.columns()))));
        }
    }

    private static Optional<ImportProblem> warnOfCase(List<String> classNames, List<Path> sources) {
        List<Sentence> groups = ClassNames.alikeButForCase(classNames).stream()
                .map(Listing::ands)
                .toList();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        Sentence shown = Sentence.list(groups.subList(0, Math.min(CASES_IN_FULL, groups.size())));
        Sentence listed = groups.size() > CASES_IN_FULL ? Sentence.of("problem.dataset.list.etc", shown) : shown;
        return Optional.of(new ImportProblem(sources.get(0), Sentence.of("problem.dataset.case", listed)));
    }

    private static boolean isArchive(String name) {
        return List.of(".zip", ".tar", ".gz", ".tgz", ".7z", ".rar", ".bin", "-ubyte").stream()
                .anyMatch(name::endsWith);
    }

    private static List<FoundImage> pictures(List<FoundImage> files, ProblemList problems) {
        return files.stream()
                .filter(file -> PictureFiles.isPicture(file.file(), problems))
                .toList();
    }

    private List<FoundImage> readable(
            List<FoundImage> candidates, ProblemList problems, ImportListener listener, BooleanSupplier cancelled) {
        List<FoundImage> images = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Optional<PictureProblem>>>> blocks = new ArrayList<>();
            for (int from = 0; from < candidates.size(); from += BLOCK) {
                List<FoundImage> block = candidates.subList(from, Math.min(from + BLOCK, candidates.size()));
                blocks.add(pool.submit(() -> check(block, cancelled)));
            }
            int done = 0;
            for (Future<List<Optional<PictureProblem>>> block : blocks) {
                for (Optional<PictureProblem> problem : block.get()) {
                    FoundImage image = candidates.get(done++);
                    problem.ifPresentOrElse(
                            wrong -> problems.add(wrong.kind(), image.file(), wrong.reason()), () -> images.add(image));
                }
                listener.progress(Phase.CHECKING, done, candidates.size());
            }
            return images;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The scan was interrupted.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException cancellation) {
                throw cancellation;
            }
            throw new IllegalStateException("A picture could not be checked.", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Optional<PictureProblem>> check(List<FoundImage> block, BooleanSupplier cancelled) {
        List<Optional<PictureProblem>> results = new ArrayList<>();
        for (FoundImage image : block) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("The scan was cancelled.");
            }
            results.add(problemOf(image.file()));
        }
        return results;
    }

    /** What is wrong with a file; one that cannot even be checked is left out like an unreadable one, and the rest goes on. */
    private Optional<PictureProblem> problemOf(Path file) {
        try {
            return check.problemOf(file);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warn("{} could not be checked: {}", file, e.toString());
            return Optional.of(new PictureProblem(
                    LeftOut.UNREADABLE,
                    Sentence.of(
                            "problem.dataset.picture.unchecked", e.getClass().getSimpleName())));
        }
    }
}
