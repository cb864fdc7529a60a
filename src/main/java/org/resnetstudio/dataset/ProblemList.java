package org.resnetstudio.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects problems, and stops listing a kind one by one when there are very many of it. */
final class ProblemList {
    /** Kinds with their own bounds. */
    enum Kind {
        /** Files that are no pictures: a source may hold thousands, none of which matters much. */
        NOT_A_PICTURE(20, "%,d more files here are not pictures either, and were left out."),
        /** Pictures that cannot be read. */
        UNREADABLE(1000, "%,d more pictures here could not be read either."),
        /** Folders, names, links. */
        FOLDER(1000, "%,d more files and folders here had such problems.");

        private final int bound;
        private final String summary;

        Kind(int bound, String summary) {
            this.bound = bound;
            this.summary = summary;
        }
    }

    private final List<ImportProblem> problems = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, Path> lastFolder = new EnumMap<>(Kind.class);

    void add(Kind kind, Path file, String reason) {
        int count = counts.merge(kind, 1, Integer::sum);
        if (count <= kind.bound) {
            problems.add(new ImportProblem(file, reason));
        } else {
            Path parent = file.getParent() == null ? file : file.getParent();
            lastFolder.merge(kind, parent, ProblemList::commonFolder);
        }
    }

    /** Problems heard of so far, listed or not. */
    int size() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    List<ImportProblem> toList() {
        List<ImportProblem> all = new ArrayList<>(problems);
        lastFolder.forEach((kind, folder) -> all.add(
                new ImportProblem(folder, String.format(Locale.ROOT, kind.summary, counts.get(kind) - kind.bound))));
        return all;
    }

    private static Path commonFolder(Path a, Path b) {
        Path folder = a;
        while (!b.startsWith(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }
}
