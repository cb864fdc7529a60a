package org.resnetstudio.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.resnetstudio.problem.Sentence;

/** Collects problems, counts them by kind, and stops listing a kind one by one when there are very many of it. */
final class ProblemList implements ProblemSink {
    private final List<ImportProblem> problems = new ArrayList<>();
    private final Map<LeftOut, Integer> counts = new EnumMap<>(LeftOut.class);
    private final Map<LeftOut, Path> lastFolder = new EnumMap<>(LeftOut.class);

    @Override
    public void add(LeftOut kind, Path file, Sentence reason) {
        int count = counts.merge(kind, 1, Integer::sum);
        if (count <= kind.listed()) {
            problems.add(new ImportProblem(file, reason));
        } else {
            Path parent = file.getParent() == null ? file : file.getParent();
            lastFolder.merge(kind, parent, ProblemList::commonFolder);
        }
    }

    /** How many there were of each kind, listed or not. */
    Map<LeftOut, Integer> counts() {
        return Map.copyOf(counts);
    }

    List<ImportProblem> toList() {
        List<ImportProblem> all = new ArrayList<>(problems);
        lastFolder.forEach(
                (kind, folder) -> all.add(new ImportProblem(folder, summary(kind, counts.get(kind) - kind.listed()))));
        return all;
    }

    private static Sentence summary(LeftOut kind, int more) {
        return Sentence.of("problem.dataset.more." + kind.name().toLowerCase(Locale.ROOT), more);
    }

    private static Path commonFolder(Path a, Path b) {
        Path folder = a;
        while (!b.startsWith(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }
}
