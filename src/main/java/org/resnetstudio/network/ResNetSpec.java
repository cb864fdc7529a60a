package org.resnetstudio.network;

import java.util.List;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * What the user chose: everything that decides a network's layers. {@link NetworkGraph#compile} turns it into layers.
 *
 * @param variant its name, such as {@code resnet50}
 * @param input size of the pictures and number of classes
 * @param stem layers before the first stage
 * @param body the residual stages
 * @param layers settings of all convolutions and batch norms
 * @param head layers after the last stage
 */
public record ResNetSpec(String variant, Input input, Stem stem, Body body, LayerSettings layers, Head head) {
    /**
     * What goes in and comes out.
     *
     * @param imageSizePx width and height of the square pictures in pixels, 8 to 2048
     * @param classes 2 to 100,000
     */
    public record Input(int imageSizePx, int classes) {
        public Input {
            if (imageSizePx < 8 || imageSizePx > 2048) {
                throw new InvalidValueException(Sentence.of("problem.network.image-size", imageSizePx));
            }
            if (classes < 2 || classes > 100_000) {
                throw new InvalidValueException(Sentence.of("problem.network.classes", classes));
            }
        }
    }

    public ResNetSpec {
        variant = Variants.inUsualDigits(variant);
        if (head.output() == Head.Output.SIGMOID && input.classes() != 2) {
            throw new InvalidValueException(Sentence.of("problem.network.sigmoid", input.classes()));
        }
        if (layers.zeroLastGamma() && body.details().order() == BlockDetails.Order.PRE_ACTIVATION) {
            throw new InvalidValueException(Sentence.of("problem.network.zero-gamma"));
        }
    }

    /** Number of outputs of the last dense layer: 1 with a sigmoid, else the number of classes. */
    public int outputs() {
        return head.output() == Head.Output.SIGMOID ? 1 : input.classes();
    }

    /** The same network with other stages. */
    public ResNetSpec withBody(Body other) {
        return new ResNetSpec(variant, input, stem, other, layers, head);
    }

    /** The same network with another kind of shortcut. */
    public ResNetSpec withShortcut(Shortcut shortcut) {
        return withBody(body.withShortcut(shortcut));
    }

    /** The stages, first to last. */
    public List<Stage> stages() {
        return body.stages();
    }
}
