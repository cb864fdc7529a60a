package org.resnetstudio.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds the files of sources and tells from the folders which class and split they belong to. Reads names and kinds of
 * files only.
 */
final class FolderWalk {
    private static final int NAMES_IN_FULL = 5;

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
                    "This picture was named twice, as " + LabelFile.described(before.className(), before.split())
                            + " and as " + LabelFile.described(className, split)
                            + "; the first counts, so correct it if that is wrong."));
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
        String beside = list(parts.keySet().stream().map(FolderTree::name).toList());
        for (FolderTree child : folder.folders()) {
            if (!parts.containsKey(child)) {
                problems.add(
                        LeftOut.FOLDER,
                        child.path(),
                        "This folder stands beside " + beside
                                + ", which are the parts of a dataset, so it was left out;"
                                + " import it by itself if it holds pictures.");
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
        return folders.stream()
                .map(FolderTree::name)
                .filter(FolderWalk::canNameAClass)
                .toList();
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
                        "The name of this folder cannot be the name of a class; give it 1 to " + ImageClass.LONGEST_NAME
                                + " characters.");
            } else if (folder.isEmpty()) {
                tellEmpty(folder);
            } else {
                String name = classes.get(folder.name());
                String twin = spelled.putIfAbsent(name, folder.name());
                if (twin != null) {
                    warnings.add(new ImportProblem(
                            folder.path(),
                            "The name of this folder looks like that of another one, \"" + name
                                    + "\", so both were taken as one class; rename this folder if they differ."));
                }
                addClass(folder, name, split);
            }
        }
    }

    private void tellEmpty(FolderTree folder) {
        if (!folder.incomplete() && !ProjectFolder.is(folder.path())) {
            problems.add(
                    LeftOut.FOLDER,
                    folder.path(),
                    "This class folder holds no pictures, so nothing was taken from it; put pictures into it or"
                            + " delete it.");
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
                    list(parts.keySet().stream().map(FolderTree::name).toList())
                            + (parts.size() == 1 ? " was taken as a part" : " were taken as parts")
                            + " of a dataset, whose pictures have no labels because there are no class folders in it;"
                            + " import the folder of each class if these are classes."));
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
            String same = list(List.copyOf(inside));
            warnings.add(new ImportProblem(
                    folder.path(),
                    classes.size() == 1
                            ? "The only folder with pictures here, "
                                    + classes.get(0).name() + ", was taken as a class, and "
                                    + same + " in it as part of that; choose "
                                    + classes.get(0).name()
                                    + " itself if these are the classes, or the parts of a dataset."
                            : list(classes.stream().map(FolderTree::name).toList())
                                    + " were taken as classes, though each of them holds no pictures but the folders "
                                    + same
                                    + "; if these are the classes, choose one of the folders, or name them train,"
                                    + " validation and test if they are the parts of a dataset."));
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
                "This folder was taken as the class \"" + folder.name() + "\", and "
                        + list(folder.pictureFolders().stream()
                                .map(FolderTree::name)
                                .toList())
                        + " in it as part of that, because other class folders stand beside it; import it by itself if the"
                        + " folders in it are the classes."));
    }

    /** "a, b and c"; of many, the first and their number. */
    private static String list(List<String> words) {
        List<String> shown = new ArrayList<>(words.subList(0, Math.min(NAMES_IN_FULL, words.size())));
        if (words.size() > shown.size()) {
            shown.add((words.size() - shown.size()) + " more");
        }
        int last = shown.size() - 1;
        return last < 1
                ? String.join("", shown)
                : String.join(", ", shown.subList(0, last)) + " and " + shown.get(last);
    }
}
