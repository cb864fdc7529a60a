package org.resnetstudio.ui.evaluate;

import java.util.List;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.evaluation.Evaluation;
import org.resnetstudio.evaluation.SampleResult;
import org.resnetstudio.ui.use.StudioModel;

/**
 * An evaluation together with the pictures it was made on.
 *
 * @param model what was evaluated
 * @param set on which pictures
 * @param evaluation the figures; a {@link SampleResult#sampleIndex} is a position in {@code samples}
 * @param samples in the order of evaluation
 * @param classNames the project's classes at that time, which the labels of the samples are indices of
 * @param leftOut labelled pictures whose class the model does not know
 * @param trainedOn pictures that are in this part of the project now, but that the model learnt from, and so are not among these
 * @param unreadable pictures that could not be read
 */
public record EvaluationResult(
        StudioModel model,
        EvaluationSet set,
        Evaluation evaluation,
        List<Sample> samples,
        List<String> classNames,
        int leftOut,
        int trainedOn,
        List<ImportProblem> unreadable) {
    public EvaluationResult {
        samples = List.copyOf(samples);
        classNames = List.copyOf(classNames);
        unreadable = List.copyOf(unreadable);
    }

    /** The picture of a result. */
    public Sample sample(SampleResult result) {
        return samples.get(result.sampleIndex());
    }
}
