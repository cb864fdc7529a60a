package org.resnetstudio.runs;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.resnetstudio.dataset.DatasetHash;
import org.resnetstudio.engine.Way;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.job.Job;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * What a run was started with: the content of {@code run.json}. With the same pictures it is enough to repeat the run.
 *
 * @param createdMillis wall clock, milliseconds since 1970
 * @param job what was asked for
 * @param classes names, in the order of the network's outputs
 * @param normalization the values that the job's kind of normalisation led to
 * @param data the pictures
 * @param engine short name of the deep-learning engine: {@code dl4j}
 * @param device what it computed on: {@code cpu} or {@code cuda}; empty in runs of versions that did not keep it
 * @param way short name of the engine's {@link Way}
 * @param threads that the engine computed with, which its last digits depend on; 0 in runs of versions that did not keep it
 * @param versions of the studio, the engine's library and Java, by name
 */
public record RunRecord(
        long createdMillis,
        Job job,
        List<String> classes,
        Normalization normalization,
        DataSummary data,
        String engine,
        String device,
        String way,
        int threads,
        Map<String, String> versions) {
    /**
     * The pictures of a run.
     *
     * @param source where they came from, such as a folder; for people
     * @param sha256 of the contents, classes and splits of the pictures that take part; see {@link DatasetHash}
     * @param trainSamples number of training pictures
     * @param validationSamples number of validation pictures
     * @param testSamples number of test pictures
     */
    public record DataSummary(String source, String sha256, int trainSamples, int validationSamples, int testSamples) {}

    public RunRecord {
        classes = List.copyOf(classes);
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        if (classes.size() != job.network().input().classes()) {
            throw new InvalidValueException(Sentence.of(
                    "problem.runs.class-count", job.network().input().classes(), classes.size()));
        }
    }

    /** What is trained. */
    public ResNetSpec network() {
        return job.network();
    }

    /** Its hyper-parameters. */
    public TrainingConfig config() {
        return job.training();
    }
}
