package org.resnetstudio.dataset;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.resnetstudio.problem.Sentence;

/**
 * Finds the files of sources and tells from the folders which class and split they belong to. Reads names and kinds of
 * files only.
 */
final class FolderWalk {
    private final ProblemList problems;
    private final List<ImportProblem> warnings;
    private final FolderReader reader;
    private final Consumer<Path> heartbeat;
    private final ClassNames names = new ClassNames();
    private final Map<Path, FoundImage> found = new LinkedHashMap<>();

    /**
     * @param warnings where what was taken, but perhaps not as it was meant, is added
     * @param heartbeat called for every file; may throw to stop the walk
     */
    FolderWalk(ProblemList problems, List<ImportProblem> warnings, Consumer<Path> heartbeat) {
        this.problems = problems;
        this.warnings = warnings;
        this.heartbeat = heartbeat;
        reader = new FolderReader(problems, heartbeat);
    }

    /** All files so far, in order, each once; also those that are no pictures. */
    List<FoundImage> found() {
        return List.copyOf(found.values());
    }

    /** Adds a file that was named by itself. */
    void addFile(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        heartbeat.accept(absolute);
        add(absolute, Optional.empty(), Optional.empty());
    }

    /** Adds the files that a manifest names. Its classes stand side by side, like those of a folder. */
    void addManifest(List<LabelFile.Row> rows, Path base) {
        Map<String, String> classes = names.sideBySide(
                rows.stream().flatMap(row -> row.className().stream()).toList());
        for (LabelFile.Row row : rows) {
            Path file = base.resolve(row.file()).normalize();
            heartbeat.accept(file);
            add(file, row.className().map(classes::get), row.split());
        }
    }

    /** What several sources say of one file is put together; where they contradict each other, the first counts. */
    private void add(Path file, Optional<String> className, Optional<Split> split) {
        FoundImage before = found.putIfAbsent(file, new FoundImage(file, className, split));
        if (before == null) {
            return;
        }
        found.put(
                file,
                new FoundImage(
                        file,
                        before.className().or(() -> className),
                        before.split().or(() -> split)));
        if (differ(before.className(), className) || differ(before.split(), split)) {
            warnings.add(new ImportProblem(
                    file,
                    Sentence.of(
                            "problem.dataset.picture.named-twice",
                            LabelFile.described(before.className(), before.split()),
                            LabelFile.described(className, split))));
        }
    }

    private static <T> boolean differ(Optional<T> a, Optional<T> b) {
        return a.isPresent() && b.isPresent() && !a.equals(b);
    }

    /** Adds a folder of pictures, of class folders, or of the parts of a dataset. */
    void addFolder(Path source) {
        reader.read(source).ifPresent(this::addFolder);
    }

    /**
     * Adds folders that were named together. Parts of a dataset, which {@code train} and {@code test} are, make one. Of the
     * others each one that holds nothing but pictures is a class under its own name; so is one that holds pictures and folders
     * beside such a class. Any other is a folder by itself.
     */
    void addFolders(List<Path> sources) {
        List<FolderTree> trees =
                sources.stream().flatMap(source -> reader.read(source).stream()).toList();
        Map<FolderTree, Optional<Split>> parts = FolderLayout.parts(trees);
        List<FolderTree> others =
                trees.stream().filter(tree -> !parts.containsKey(tree)).toList();
        addParts(parts);
        boolean flat = others.stream()
                .anyMatch(tree -> tree.holdsPictures() && tree.pictureFolders().isEmpty());
        Map<Path, List<FolderTree>> classes = others.stream()
                .filter(tree -> flat && tree.holdsPictures() && tree.path().getFileName() != null)
                .collect(Collectors.groupingBy(
                        tree -> tree.path().getParent(), LinkedHashMap::new, Collectors.toList()));
        classes.values().forEach(siblings -> {
            siblings.stream().filter(tree -> tree.pictureFolders().size() > 1).forEach(this::warnOfClassWithFolders);
            addClasses(siblings, Optional.empty());
        });
        Set<FolderTree> done = classes.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        others.stream().filter(tree -> !done.contains(tree)).forEach(this::addFolder);
    }

    private void addFolder(FolderTree folder) {
        Map<FolderTree, Optional<Split>> parts = FolderLayout.parts(folder.folders());
        folder.files().forEach(file -> add(file, Optional.empty(), Optional.empty()));
        if (parts.isEmpty()) {
            warnOfSubfolders(folder);
            addClasses(folder.folders(), Optional.empty());
            return;
        }
        warnOfUnlabelled(folder, parts);
        addParts(parts);
        Sentence beside = Listing.of(names(parts.keySet()));
        for (FolderTree child : folder.folders()) {
            if (!parts.containsKey(child)) {
                problems.add(LeftOut.FOLDER, child.path(), Sentence.of("problem.dataset.folder.beside-parts", beside));
            }
        }
    }

    private void addParts(Map<FolderTree, Optional<Split>> parts) {
        // The spelling of the training part counts, whichever part comes first.
        parts.forEach((part, split) -> {
            if (split.equals(Optional.of(Split.TRAIN))) {
                names.sideBySide(classNames(FolderLayout.unwrapped(part).folders()));
            }
        });
        parts.forEach((part, split) -> {
            FolderTree folder = FolderLayout.unwrapped(part);
            if (split.isEmpty()) {
                folder.forEachFile(file -> add(file, Optional.empty(), Optional.empty()));
            } else {
                addBeside(folder, part);
                folder.files().forEach(file -> add(file, Optional.empty(), split));
                warnOfSubfolders(folder);
                addClasses(folder.folders(), split);
            }
        });
    }

    /** What lies in a part beside the folder that holds all its pictures: no picture, and told as that. */
    private void addBeside(FolderTree folder, FolderTree part) {
        if (folder != part) {
            part.files().forEach(file -> add(file, Optional.empty(), Optional.empty()));
            part.folders().stream()
                    .filter(inner -> inner != folder)
                    .forEach(inner -> inner.forEachFile(file -> add(file, Optional.empty(), Optional.empty())));
        }
    }

    /** Names of folders that can be the names of classes. */
    static List<String> classNames(List<FolderTree> folders) {
        return names(folders).stream().filter(FolderWalk::canNameAClass).toList();
    }

    private static boolean canNameAClass(String name) {
        return !ClassNames.clean(name).isEmpty() && name.length() <= ImageClass.LONGEST_NAME;
    }

    /** Each of these folders, which stand side by side, is a class. */
    private void addClasses(List<FolderTree> folders, Optional<Split> split) {
        Map<String, String> classes = names.sideBySide(classNames(folders.stream()
                .filter(folder -> !folder.isEmpty() || folder.incomplete())
                .toList()));
        Map<String, String> spelled = new LinkedHashMap<>();
        for (FolderTree folder : folders) {
            if (!canNameAClass(folder.name())) {
                problems.add(
                        LeftOut.FOLDER,
                        folder.path(),
                        Sentence.of("problem.dataset.folder.cannot-name-class", ImageClass.LONGEST_NAME));
            } else if (folder.isEmpty()) {
                tellEmpty(folder);
            } else {
                String name = classes.get(folder.name());
                String twin = spelled.putIfAbsent(name, folder.name());
                if (twin != null) {
                    warnings.add(new ImportProblem(folder.path(), Sentence.of("problem.dataset.folder.twin", name)));
                }
                addClass(folder, name, split);
            }
        }
    }

    private void tellEmpty(FolderTree folder) {
        if (!folder.incomplete() && !ProjectFolder.is(folder.path())) {
            problems.add(LeftOut.FOLDER, folder.path(), Sentence.of("problem.dataset.folder.empty-class"));
        }
    }

    private void addClass(FolderTree folder, String name, Optional<Split> split) {
        Map<FolderTree, Optional<Split>> parts = split.isPresent() ? Map.of() : FolderLayout.partsOfClass(folder);
        folder.files().forEach(file -> add(file, Optional.of(name), split));
        for (FolderTree inner : folder.folders()) {
            Optional<Split> innerSplit = parts.getOrDefault(inner, split);
            inner.forEachFile(file -> add(file, Optional.of(name), innerSplit));
        }
    }

    /** Where the parts hold no class folder at all, nobody may notice that nothing has a label. */
    private void warnOfUnlabelled(FolderTree folder, Map<FolderTree, Optional<Split>> parts) {
        boolean classes = parts.keySet().stream()
                .anyMatch(part -> !FolderLayout.unwrapped(part).pictureFolders().isEmpty());
        if (!classes) {
            warnings.add(new ImportProblem(
                    folder.path(),
                    Sentence.of(
                            parts.size() == 1
                                    ? "problem.dataset.folder.unlabelled-part"
                                    : "problem.dataset.folder.unlabelled-parts",
                            Listing.of(names(parts.keySet())))));
        }
    }

    /** Where class folders hold nothing but folders, the classes may be one floor lower. */
    private void warnOfSubfolders(FolderTree folder) {
        List<FolderTree> classes = folder.pictureFolders();
        boolean pictures = classes.stream().anyMatch(FolderTree::holdsPictures);
        for (FolderTree child : classes) {
            boolean part =
                    PartNames.of(child.name()).flatMap(PartNames.Part::split).isPresent();
            boolean named =
                    part && classes.size() > 1 && !child.pictureFolders().isEmpty();
            if (named || (pictures && isOneFloorHigher(child))) {
                warnOfClassWithFolders(child);
            }
        }
        Set<String> inside = new TreeSet<>(NaturalOrder.NAMES);
        if (classes.stream().allMatch(child -> FolderLayout.partsOfClass(child).isEmpty())) {
            inside.addAll(FolderLayout.sameInside(classes));
        }
        if (inside.size() > 1) {
            Sentence same = Listing.of(List.copyOf(inside));
            warnings.add(new ImportProblem(
                    folder.path(),
                    classes.size() == 1
                            ? Sentence.of(
                                    "problem.dataset.folder.only-class",
                                    classes.get(0).name(),
                                    same)
                            : Sentence.of("problem.dataset.folder.same-inside", Listing.of(names(classes)), same)));
        }
    }

    /** Whether its folders look more like classes than it does, beside classes that hold pictures themselves. */
    private static boolean isOneFloorHigher(FolderTree folder) {
        return !folder.holdsPictures()
                && folder.pictureFolders().size() > 1
                && FolderLayout.partsOfClass(folder).isEmpty();
    }

    private void warnOfClassWithFolders(FolderTree folder) {
        warnings.add(new ImportProblem(
                folder.path(),
                Sentence.of(
                        "problem.dataset.folder.class-with-folders",
                        folder.name(),
                        Listing.of(names(folder.pictureFolders())))));
    }

    private static List<String> names(Collection<FolderTree> folders) {
        return folders.stream().map(FolderTree::name).toList();
    }
}
