package org.resnetstudio.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.resnetstudio.dataset.PartNames.Part;

/**
 * Tells whether the folders in a folder are the parts of a dataset or its classes. Names alone do not tell: {@code train} is a
 * class of many datasets, and {@code Training} beside {@code Testing} is never one.
 *
 * <p>Only folders that lead to pictures count. They are parts when
 *
 * <ul>
 *   <li>each of them is named like one (see {@link PartNames}), and either they hold class folders, or they are of different
 *       parts, or there is nothing else; or
 *   <li>some are, of different parts, and hold the same class folders, or are a training part of two and more class folders
 *       and another part; or
 *   <li>some are, and no more others stand beside them, which hold no pictures themselves but the same class folders.
 * </ul>
 *
 * <p>In every other case all of them are classes, those named like a part too.
 */
final class FolderLayout {
    private final List<FolderTree> siblings;
    private final List<FolderTree> counting;
    private final Map<FolderTree, Part> named = new LinkedHashMap<>();

    private FolderLayout(List<FolderTree> siblings) {
        this.siblings = siblings;
        List<FolderTree> withPictures =
                siblings.stream().filter(FolderTree::leadsToPictures).toList();
        counting = withPictures.isEmpty() ? siblings : withPictures;
        Map<FolderTree, Part> candidates = new LinkedHashMap<>();
        for (FolderTree folder : counting) {
            PartNames.of(folder.name()).ifPresent(part -> candidates.put(folder, part));
        }
        String rest = commonRest(candidates);
        candidates.forEach((folder, part) -> {
            if (part.rest().equals(rest)) {
                named.put(folder, part);
            }
        });
    }

    /**
     * The parts among folders that stand side by side.
     *
     * @return the folders that are parts, each with its split, or none for pictures that nobody has labelled; nothing if the
     *     folders are classes
     */
    static Map<FolderTree, Optional<Split>> parts(List<FolderTree> siblings) {
        return new FolderLayout(siblings).parts();
    }

    /**
     * The folder that holds a part's class folders: the part itself, or the only folder in it where that is named like the
     * part, as in {@code seg_train/seg_train}, or says nothing, as in {@code train/images}.
     */
    static FolderTree unwrapped(FolderTree part) {
        List<FolderTree> inner = part.pictureFolders();
        if (part.holdsPictures() || inner.size() != 1) {
            return part;
        }
        Optional<Part> name = PartNames.of(part.name());
        FolderTree only = inner.get(0);
        boolean same = name.isPresent() && name.equals(PartNames.of(only.name()));
        return same || PartNames.saysNothing(only.name()) ? only : part;
    }

    /** The parts that a class's pictures are sorted into inside of its folder; nothing if they are not. */
    static Map<FolderTree, Optional<Split>> partsOfClass(FolderTree folder) {
        FolderLayout layout = new FolderLayout(folder.folders());
        boolean parts = !folder.holdsPictures()
                && layout.splits().size() > 1
                && layout.named.size() == layout.counting.size()
                && layout.counting.stream()
                        .noneMatch(part -> part.folders().stream().anyMatch(FolderTree::leadsToPictures));
        return parts ? layout.parts() : Map.of();
    }

    /** Names of the class folders that all these folders hold, while they hold no pictures themselves. */
    static Set<String> sameInside(List<FolderTree> folders) {
        Set<String> same = new HashSet<>();
        for (int i = 0; i < folders.size(); i++) {
            FolderTree folder = folders.get(i);
            Set<String> inside = folder.holdsPictures() ? Set.of() : insideOf(folder);
            if (i == 0) {
                same.addAll(inside);
            } else {
                same.retainAll(inside);
            }
        }
        return same;
    }

    private Map<FolderTree, Optional<Split>> parts() {
        Map<FolderTree, Optional<Split>> parts = new LinkedHashMap<>();
        if (isOfParts()) {
            named.forEach((folder, part) -> parts.put(folder, part.split()));
        }
        return parts;
    }

    private boolean isOfParts() {
        List<FolderTree> others =
                counting.stream().filter(folder -> !named.containsKey(folder)).toList();
        Set<Split> splits = splits();
        boolean plain = named.values().stream().allMatch(part -> part.rest().isEmpty());
        if (splits.isEmpty() || (splits.size() == 1 && !plain)) {
            return false;
        }
        boolean nested =
                named.keySet().stream().anyMatch(folder -> !insideOf(folder).isEmpty());
        if (others.isEmpty()) {
            return nested || (splits.size() > 1 ? plain : siblings.size() == 1);
        }
        boolean clear = splits.size() > 1 && (shareClasses(List.copyOf(named.keySet())) || hasTrainingPart());
        boolean repeated = others.size() <= named.size()
                && others.stream().noneMatch(FolderTree::holdsPictures)
                && others.stream().anyMatch(this::holdsClassesOfAPart);
        return clear || repeated;
    }

    private Set<Split> splits() {
        return named.values().stream().flatMap(part -> part.split().stream()).collect(Collectors.toSet());
    }

    private boolean hasTrainingPart() {
        return named.entrySet().stream()
                .anyMatch(e -> e.getValue().split().equals(Optional.of(Split.TRAIN))
                        && !e.getKey().holdsPictures()
                        && insideOf(e.getKey()).size() > 1);
    }

    private boolean holdsClassesOfAPart(FolderTree other) {
        return named.keySet().stream().anyMatch(part -> shareClasses(List.of(part, other)));
    }

    private static boolean shareClasses(List<FolderTree> folders) {
        Set<String> seen = new HashSet<>();
        for (FolderTree folder : folders) {
            for (String name : insideOf(folder)) {
                if (!seen.add(ClassNames.key(name))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> insideOf(FolderTree folder) {
        return unwrapped(folder).pictureFolders().stream()
                .map(inner -> ClassNames.clean(inner.name()))
                .collect(Collectors.toSet());
    }

    /** Nothing where some name has nothing else, otherwise what most names have. */
    private static String commonRest(Map<FolderTree, Part> candidates) {
        List<String> rests = new ArrayList<>();
        candidates.values().forEach(part -> rests.add(part.rest()));
        return rests.contains("")
                ? ""
                : rests.stream()
                        .collect(Collectors.groupingBy(rest -> rest, LinkedHashMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse("");
    }
}
