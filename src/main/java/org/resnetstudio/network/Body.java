package org.resnetstudio.network;

import java.util.List;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * The residual stages.
 *
 * @param block kind of every residual block
 * @param stages one to eight
 * @param shortcut how block inputs join block outputs
 * @param downsampling which convolution of a bottleneck carries the stride; basic blocks always use their first
 * @param details what else the blocks of published networks differ in
 */
public record Body(
        BlockKind block, List<Stage> stages, Shortcut shortcut, Downsampling downsampling, BlockDetails details) {
    /** The convolution of a bottleneck block that halves height and width. */
    public enum Downsampling {
        /** The first 1 x 1 (He et al. 2015, Keras; "v1"). */
        FIRST_1X1,
        /** The 3 x 3 (torchvision; "v1.5"). */
        MIDDLE_3X3
    }

    /** Of a network. */
    public static final int MOST_STAGES = 8;

    public Body {
        stages = List.copyOf(stages);
        if (stages.isEmpty() || stages.size() > MOST_STAGES) {
            throw new InvalidValueException(Sentence.of("problem.network.stages", stages.size()));
        }
    }

    /** The same stages with another kind of block. */
    public Body withBlock(BlockKind other) {
        return new Body(other, stages, shortcut, downsampling, details);
    }

    /** Other stages of the same kind. */
    public Body withStages(List<Stage> others) {
        return new Body(block, others, shortcut, downsampling, details);
    }

    /** The same stages with another kind of shortcut. */
    public Body withShortcut(Shortcut other) {
        return new Body(block, stages, other, downsampling, details);
    }

    /** The same stages with other details. */
    public Body withDetails(BlockDetails others) {
        return new Body(block, stages, shortcut, downsampling, others);
    }
}
