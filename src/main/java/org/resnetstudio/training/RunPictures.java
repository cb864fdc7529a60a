package org.resnetstudio.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnetstudio.dataset.DatasetHash;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.image.UnreadableFile;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.RunRecord;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;

/** Whether a run has the pictures that it should have. */
final class RunPictures {
    private RunPictures() {}

    /** The fingerprint of the pictures that take part, as runs keep it. */
    static String sha256(TrainingPictures pictures) {
        Map<Path, String> hashes = pictures.contentHashes();
        return DatasetHash.of(pictures.dataset(), sample -> hashes.get(sample.file()));
    }

    /**
     * The pictures that a run was started with.
     *
     * @param listed prepared from the run's list; not to be used any more
     * @param leftOut pictures of the list that take no part; asked only where it holds others than were trained on
     * @throws TrainingException if they have changed, or some of them can no longer be read
     */
    static TrainingPictures asStarted(TrainingPictures listed, RunRecord record, Trainer.LeftOut leftOut)
            throws TrainingException, IOException {
        String expected = record.data().sha256();
        if (sha256(listed).equals(expected)) {
            return listed;
        }
        TrainingPictures rest = listed.without(leftOut.pictures());
        for (TrainingPictures candidate : List.of(rest, listed)) {
            if (formerSha256(candidate).equals(expected)) {
                return candidate;
            }
        }
        throw changed(listed);
    }

    private static TrainingException changed(TrainingPictures pictures) {
        List<UnreadableFile> lost = pictures.unreadable();
        if (lost.isEmpty()) {
            return new TrainingException(Sentence.of("problem.training.changed"));
        }
        return new TrainingException(
                Sentence.of("problem.training.lost", unreadable(lost).get(0).message(), lost.size(), lost.size()));
    }

    /** The fingerprint as runs of former versions kept it; only pictures without label or split are read for it. */
    private static String formerSha256(TrainingPictures pictures) throws TrainingException {
        Map<Path, String> hashes = pictures.contentHashes();
        for (Sample sample : pictures.dataset().samples()) {
            if (!sample.excluded() && !sample.takesPart()) {
                try {
                    hashes.put(sample.file(), pictures.contentHash(sample.file()));
                } catch (UnreadableImageException e) {
                    // Whether the others are as they were cannot be told without it.
                    throw new TrainingException(
                            Sentence.of("problem.training.gone-unlabelled", sample.file(), e.sentence()), e);
                }
            }
        }
        return DatasetHash.withUnassigned(pictures.dataset(), sample -> hashes.get(sample.file()));
    }

    /** What to say about pictures that could not be read: a warning for each, and one for all of those whose folder is gone. */
    static List<TrainingEvent.Warning> unreadable(List<UnreadableFile> files) {
        List<TrainingEvent.Warning> single = new ArrayList<>();
        Map<Path, Integer> lost = new LinkedHashMap<>();
        for (UnreadableFile file : files) {
            Path folder = file.file().toAbsolutePath().getParent();
            if (folder == null || Files.isDirectory(folder)) {
                single.add(TrainingEvent.Warning.ofPictures(
                        1,
                        Sentence.of(
                                "problem.training.of-file",
                                file.file(),
                                file.problem().sentence())));
            } else {
                lost.merge(highestMissing(folder), 1, Integer::sum);
            }
        }
        List<TrainingEvent.Warning> all = new ArrayList<>();
        lost.forEach((folder, count) -> all.add(
                TrainingEvent.Warning.ofPictures(count, Sentence.of("problem.training.folder-gone", folder, count))));
        all.addAll(single);
        return all;
    }

    private static Path highestMissing(Path folder) {
        Path missing = folder;
        while (missing.getParent() != null && !Files.isDirectory(missing.getParent())) {
            missing = missing.getParent();
        }
        return missing;
    }
}
