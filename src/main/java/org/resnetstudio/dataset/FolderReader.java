package org.resnetstudio.dataset;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.resnetstudio.files.Folders;
import org.resnetstudio.problem.Sentence;

/**
 * Reads what is in a folder and below it: the one way in which import, training, evaluation and classification look through
 * folders. Reads names and kinds of files only.
 *
 * <p>Hidden files and folders, and those that systems and programs leave behind ({@code Thumbs.db}, {@code desktop.ini},
 * {@code @eaDir}, {@code __MACOSX} …), are passed over, and so is what a studio keeps in a project's folder. Links are
 * followed; one that leads back to a folder above it is refused. What cannot be read is reported, and the rest goes on.
 */
final class FolderReader {
    static final Sentence LINK_TO_ITSELF = Sentence.of("problem.dataset.entry.link-to-itself");
    private static final Set<String> SYSTEM_NAMES = Set.of(
            "thumbs.db",
            "thumbs.db:encryptable",
            "ehthumbs.db",
            "ehthumbs_vista.db",
            "desktop.ini",
            "icon\r",
            "__macosx",
            "__pycache__",
            "@eadir",
            "@tmp",
            "#recycle",
            "#snapshot",
            "@recycle",
            "@recently-snapshot",
            "$recycle.bin",
            "recycler",
            "system volume information",
            "lost+found");

    private final ProblemSink problems;
    private final Consumer<Path> heartbeat;

    /** @param heartbeat called for every file; may throw to stop the reading */
    FolderReader(ProblemSink problems, Consumer<Path> heartbeat) {
        this.problems = problems;
        this.heartbeat = heartbeat;
    }

    /** Reads a folder; empty if that is impossible, which is reported. */
    Optional<FolderTree> read(Path folder) {
        return read(folder.toAbsolutePath().normalize(), List.of());
    }

    /** @param trailAbove real paths of the folders above, to recognise loops */
    private Optional<FolderTree> read(Path folder, List<Path> trailAbove) {
        List<Path> files = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        List<Path> trail = new ArrayList<>(trailAbove);
        boolean incomplete;
        try {
            Path real = folder.toRealPath();
            if (trailAbove.contains(real)) {
                return left(LeftOut.LINK, folder, Sentence.of("problem.dataset.entry.link-loop"));
            }
            trail.add(real);
            incomplete = list(folder, files, folders);
        } catch (IOException e) {
            return left(LeftOut.FOLDER, folder, reason(e));
        }
        List<FolderTree> inner = new ArrayList<>();
        for (Path child : folders) {
            Optional<FolderTree> tree = read(child, trail);
            tree.ifPresent(inner::add);
            incomplete |= tree.isEmpty() || tree.get().incomplete();
        }
        return Optional.of(new FolderTree(folder, files, inner, incomplete));
    }

    private Optional<FolderTree> left(LeftOut kind, Path entry, Sentence reason) {
        problems.add(kind, entry, reason);
        return Optional.empty();
    }

    /** Sorts what is in a folder into files and folders; says whether something had to be left out. */
    private boolean list(Path folder, List<Path> files, List<Path> folders) throws IOException {
        boolean complete = true;
        for (Path entry : Folders.entries(folder)) {
            complete &= sortIn(entry, files, folders);
        }
        Comparator<Path> order = Comparator.comparing(FolderTree::nameOf, NaturalOrder.NAMES);
        files.sort(order);
        folders.sort(order);
        ProjectFolder.hideOwnFiles(folder, files, folders);
        files.forEach(heartbeat);
        return !complete;
    }

    /** Says whether the entry could be taken, or does not count. */
    private boolean sortIn(Path entry, List<Path> files, List<Path> folders) {
        String name = FolderTree.nameOf(entry);
        if (name.startsWith(".") || SYSTEM_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
            return true;
        }
        if (!isSound(entry)) {
            left(LeftOut.LINK, entry, Sentence.of("problem.dataset.entry.name"));
            return false;
        }
        if (leadsToItself(entry)) {
            left(LeftOut.LINK, entry, LINK_TO_ITSELF);
            return false;
        }
        (Files.isDirectory(entry) ? folders : files).add(entry);
        return true;
    }

    /** Whether a link, by way of others perhaps, ends at itself; one that ends at nothing does not. */
    static boolean leadsToItself(Path entry) {
        if (!Files.isSymbolicLink(entry)) {
            return false;
        }
        Set<Path> passed = new HashSet<>();
        try {
            Path at = entry.toAbsolutePath().normalize();
            while (Files.isSymbolicLink(at)) {
                if (!passed.add(at)) {
                    return true;
                }
                at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
            }
            return false;
        } catch (IOException e) {
            // Not allowed to follow it: whoever reads the file says so.
            return false;
        }
    }

    /** Whether the name survives being written down, which names with broken bytes do not. */
    private static boolean isSound(Path entry) {
        try {
            return entry.getFileSystem().getPath(entry.toString()).equals(entry)
                    && FolderTree.nameOf(entry).indexOf('\uFFFD') < 0;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Sentence reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return Sentence.of("problem.dataset.entry.no-permission");
        }
        if (e instanceof NoSuchFileException) {
            return Sentence.of("problem.dataset.entry.missing");
        }
        return Sentence.of("problem.dataset.entry.read-failed", e.getMessage());
    }
}
