package org.resnetstudio.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.resnetstudio.dataset.ImportListener.Phase;
import org.resnetstudio.dataset.ProblemList.Kind;
import org.resnetstudio.image.ImageFormats;

/**
 * Finds pictures in folders and files, with the classes and splits that the folders' names give. A source is
 *
 * <ul>
 *   <li>a folder with one sub-folder per class,
 *   <li>a folder with {@code train}, {@code validation} (or {@code valid}, {@code val}) and {@code test}, each holding
 *       class folders,
 *   <li>a folder of pictures, which stay unlabelled,
 *   <li>a picture, which stays unlabelled,
 *   <li>a manifest ({@code .csv} or {@code .json}) that names pictures, classes and splits, see {@link LabelFile}.
 * </ul>
 *
 * <p>Folders inside a class folder belong to its class. Hidden and system files are passed over. Whatever cannot be
 * taken becomes an {@link ImportProblem} and the rest goes on. The order of the result depends on names alone.
 */
public final class FolderScanner {
    private static final int BLOCK = 256;

    /** Says what is wrong with a file, in one sentence; empty when it is a readable picture. */
    @FunctionalInterface
    interface PictureCheck {
        Optional<String> problemOf(Path file);
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
        int[] seen = {0};
        FolderWalk walk = new FolderWalk(problems, file -> {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("The scan was cancelled.");
            }
            if (++seen[0] % BLOCK == 0) {
                listener.progress(Phase.FINDING, seen[0], 0);
            }
        });
        for (Path source : sources) {
            addSource(source, walk, problems);
        }
        listener.progress(Phase.FINDING, seen[0], 0);
        List<FoundImage> candidates = pictures(walk.found(), problems);
        List<FoundImage> images = readable(candidates, problems, listener, cancelled);
        List<ImageClass> classes = images.stream()
                .flatMap(image -> image.className().stream())
                .distinct()
                .sorted(NaturalOrder.NAMES)
                .map(ImageClass::new)
                .toList();
        return new ScanResult(classes, images, problems.toList());
    }

    private static void addSource(Path source, FolderWalk walk, ProblemList problems) {
        String name = source.toString().toLowerCase(Locale.ROOT);
        if (Files.isDirectory(source)) {
            walk.addFolder(source);
        } else if (FolderWalk.leadsToItself(source)) {
            problems.add(Kind.FOLDER, source, FolderWalk.LINK_TO_ITSELF);
        } else if (!Files.exists(source)) {
            problems.add(Kind.FOLDER, source, "There is no such file or folder; check its name.");
        } else if (name.endsWith(".csv") || name.endsWith(".json")) {
            addManifest(source, walk, problems);
        } else if (isArchive(name)) {
            problems.add(
                    Kind.FOLDER,
                    source,
                    "Archives and packed data sets cannot be read; unpack it into a folder of"
                            + " pictures and import that folder.");
        } else {
            walk.addFile(source, Optional.empty(), Optional.empty());
        }
    }

    private static boolean isArchive(String name) {
        return List.of(".zip", ".tar", ".gz", ".tgz", ".7z", ".rar", ".bin", "-ubyte").stream()
                .anyMatch(name::endsWith);
    }

    private static void addManifest(Path manifest, FolderWalk walk, ProblemList problems) {
        LabelFile.Contents contents = LabelFile.read(manifest);
        Path base = manifest.toAbsolutePath().getParent();
        for (LabelFile.Row row : contents.rows()) {
            walk.addFile(base.resolve(row.file()), row.className(), row.split());
        }
        contents.problems().forEach(problem -> problems.add(Kind.FOLDER, problem.file(), problem.reason()));
    }

    private static List<FoundImage> pictures(List<FoundImage> files, ProblemList problems) {
        List<FoundImage> pictures = new ArrayList<>();
        for (FoundImage file : files) {
            if (ImageFormats.isImageFile(file.file())) {
                pictures.add(file);
            } else {
                problems.add(Kind.NOT_A_PICTURE, file.file(), "This file is not a picture, so it was left out.");
            }
        }
        return pictures;
    }

    private List<FoundImage> readable(
            List<FoundImage> candidates, ProblemList problems, ImportListener listener, BooleanSupplier cancelled) {
        List<FoundImage> images = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Optional<String>>>> blocks = new ArrayList<>();
            for (int from = 0; from < candidates.size(); from += BLOCK) {
                List<FoundImage> block = candidates.subList(from, Math.min(from + BLOCK, candidates.size()));
                blocks.add(pool.submit(() -> check(block, cancelled)));
            }
            int done = 0;
            for (Future<List<Optional<String>>> block : blocks) {
                for (Optional<String> problem : block.get()) {
                    FoundImage image = candidates.get(done++);
                    problem.ifPresentOrElse(
                            reason -> problems.add(Kind.UNREADABLE, image.file(), reason), () -> images.add(image));
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

    private List<Optional<String>> check(List<FoundImage> block, BooleanSupplier cancelled) {
        List<Optional<String>> results = new ArrayList<>();
        for (FoundImage image : block) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("The scan was cancelled.");
            }
            results.add(check.problemOf(image.file()));
        }
        return results;
    }
}
