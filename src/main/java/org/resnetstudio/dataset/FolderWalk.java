package org.resnetstudio.dataset;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.resnetstudio.dataset.ProblemList.Kind;

/**
 * Finds the files of sources and tells from the folders which class and split they belong to. Reads names and kinds of
 * files only.
 */
final class FolderWalk {
    private static final Set<String> SYSTEM_NAMES =
            Set.of("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir", "$recycle.bin");
    private static final Map<String, Split> SPLIT_NAMES = Map.of(
            "train", Split.TRAIN,
            "validation", Split.VALIDATION,
            "valid", Split.VALIDATION,
            "val", Split.VALIDATION,
            "test", Split.TEST);
    private static final int MAX_CLASS_NAME = 200;
    static final String LINK_TO_ITSELF =
            "This link leads to itself, so it was left out; delete it, or link the picture.";

    private final ProblemList problems;
    private final Consumer<Path> heartbeat;
    private final ClassNames names = new ClassNames();
    private final Map<Path, FoundImage> found = new LinkedHashMap<>();

    /** @param heartbeat called for every file; may throw to stop the walk */
    FolderWalk(ProblemList problems, Consumer<Path> heartbeat) {
        this.problems = problems;
        this.heartbeat = heartbeat;
    }

    /** All files so far, in order, each once; also those that are no pictures. */
    List<FoundImage> found() {
        return List.copyOf(found.values());
    }

    /** Adds a file that was named by itself, or by a manifest. */
    void addFile(Path file, Optional<String> className, Optional<Split> split) {
        Path absolute = file.toAbsolutePath().normalize();
        heartbeat.accept(absolute);
        found.putIfAbsent(absolute, new FoundImage(absolute, className.map(names::spelling), split));
    }

    /** Adds a folder of pictures, of class folders, or of {@code train}, {@code validation} and {@code test}. */
    void addFolder(Path source) {
        Path folder = source.toAbsolutePath().normalize();
        Optional<Listing> listing = list(folder, List.of());
        if (listing.isEmpty()) {
            return;
        }
        List<Path> folders = listing.get().folders();
        boolean splits = !folders.isEmpty()
                && (folders.stream()
                                .anyMatch(f ->
                                        splitOf(f).filter(Split.TRAIN::equals).isPresent())
                        || folders.stream().allMatch(f -> splitOf(f).isPresent()));
        if (!splits) {
            addClassFolders(listing.get(), Optional.empty());
            return;
        }
        listing.get().files().forEach(file -> addFile(file, Optional.empty(), Optional.empty()));
        for (Path child : folders) {
            Optional<Split> split = splitOf(child);
            if (split.isPresent()) {
                list(child, listing.get().trail()).ifPresent(inner -> addClassFolders(inner, split));
            } else {
                problems.add(
                        Kind.FOLDER,
                        child,
                        "This folder stands beside train, validation and test, so it was left out; import it by"
                                + " itself if it holds pictures.");
            }
        }
    }

    /** Files directly in {@code parent} have no label; each folder in it is a class. */
    private void addClassFolders(Listing parent, Optional<Split> split) {
        parent.files().forEach(file -> addFile(file, Optional.empty(), split));
        for (Path folder : parent.folders()) {
            String name = nameOf(folder);
            if (name.isBlank() || name.length() > MAX_CLASS_NAME) {
                problems.add(
                        Kind.FOLDER,
                        folder,
                        "The name of this folder cannot be the name of a class; give it 1 to 200 characters.");
                continue;
            }
            boolean twin = names.knows(name) && !names.spelling(name).equals(ClassNames.clean(name));
            int before = found.size();
            int problemsBefore = problems.size();
            addBelow(folder, parent.trail(), Optional.of(name), split);
            if (found.size() == before && problems.size() == problemsBefore) {
                problems.add(
                        Kind.FOLDER,
                        folder,
                        "This class folder holds no pictures, so nothing was taken from it; put pictures into it or"
                                + " delete it.");
            } else if (twin) {
                problems.add(
                        Kind.FOLDER,
                        folder,
                        "The class \"" + names.spelling(name)
                                + "\" has the same name but for its spelling, so both were taken as one; rename this"
                                + " folder if they differ.");
            }
        }
    }

    private void addBelow(Path folder, List<Path> trail, Optional<String> className, Optional<Split> split) {
        Optional<Listing> listing = list(folder, trail);
        if (listing.isPresent()) {
            listing.get().files().forEach(file -> addFile(file, className, split));
            for (Path child : listing.get().folders()) {
                addBelow(child, listing.get().trail(), className, split);
            }
        }
    }

    /**
     * What is in a folder, sorted.
     *
     * @param trail real paths of this folder and those above it, to recognise loops
     */
    private record Listing(List<Path> files, List<Path> folders, List<Path> trail) {}

    private Optional<Listing> list(Path folder, List<Path> trailAbove) {
        List<Path> files = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        try {
            Path real = folder.toRealPath();
            if (trailAbove.contains(real)) {
                problems.add(
                        Kind.FOLDER,
                        folder,
                        "This link leads back to a folder above it, so it was not followed; delete it if it is a"
                                + " mistake.");
                return Optional.empty();
            }
            List<Path> trail = new ArrayList<>(trailAbove);
            trail.add(real);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    sortIn(entry, files, folders);
                }
            }
            Comparator<Path> order = Comparator.comparing(FolderWalk::nameOf, NaturalOrder.NAMES);
            files.sort(order);
            folders.sort(order);
            return Optional.of(new Listing(files, folders, trail));
        } catch (DirectoryIteratorException e) {
            problems.add(Kind.FOLDER, folder, reason(e.getCause()));
        } catch (IOException e) {
            problems.add(Kind.FOLDER, folder, reason(e));
        }
        return Optional.empty();
    }

    private void sortIn(Path entry, List<Path> files, List<Path> folders) {
        String name = nameOf(entry);
        if (name.startsWith(".") || SYSTEM_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
            return;
        }
        if (!isSound(entry)) {
            problems.add(
                    Kind.FOLDER,
                    entry,
                    "The name of this file or folder is not valid text, so it was left out; rename it.");
        } else if (leadsToItself(entry)) {
            problems.add(Kind.FOLDER, entry, LINK_TO_ITSELF);
        } else if (Files.isDirectory(entry)) {
            folders.add(entry);
        } else {
            files.add(entry);
        }
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
                    && nameOf(entry).indexOf('\uFFFD') < 0;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "There is no permission to read this folder, so it was left out; change its permissions.";
        }
        if (e instanceof NoSuchFileException) {
            return "This folder or file is not there (any more); check its name.";
        }
        return "This folder could not be read (" + e.getMessage() + "); check the disk.";
    }

    /** The split that a folder or a manifest names; empty for any other word. */
    static Optional<Split> splitNamed(String word) {
        return Optional.ofNullable(SPLIT_NAMES.get(word.toLowerCase(Locale.ROOT)));
    }

    private static Optional<Split> splitOf(Path folder) {
        return splitNamed(nameOf(folder));
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
