package org.resnetstudio.runs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;

/** Which pictures a run learnt from, was validated and was tested on. A dataset that is split again does not change that. */
public final class RunParts {
    /** Of a model that no run is known of. */
    public static final RunParts UNKNOWN = new RunParts(Map.of());

    private final Map<Path, Split> parts;

    private RunParts(Map<Path, Split> parts) {
        this.parts = parts;
    }

    /**
     * Reads them.
     *
     * @param folder of a run; of anything else they are {@link #UNKNOWN}, and so they are of a run without a list of its pictures
     * @throws TrainingException if the list, or the run, is damaged
     */
    public static RunParts of(Path folder) throws TrainingException {
        if (!RunFolder.isRun(folder)) {
            return UNKNOWN;
        }
        RunFolder run = RunFolder.open(folder);
        if (!Files.isRegularFile(run.samples())) {
            return UNKNOWN;
        }
        Map<Path, Split> parts = new HashMap<>();
        Dataset dataset = run.dataset();
        for (Sample sample : dataset.samples()) {
            if (sample.takesPart()) {
                parts.put(key(sample.file()), sample.split().orElseThrow());
            }
        }
        return new RunParts(parts);
    }

    /** The part of a picture in the run; empty if it was in none. */
    public Optional<Split> partOf(Path picture) {
        // Where none is known, the path need not be made comparable.
        return parts.isEmpty() ? Optional.empty() : Optional.ofNullable(parts.get(key(picture)));
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
