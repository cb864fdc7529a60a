package org.resnetstudio.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.LayerSettings;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Stage;
import org.resnetstudio.network.Stem;
import org.resnetstudio.network.Variants;

/** A network as the options of the command line: its variant, and what was changed in it. */
public final class NetworkArguments {
    private final List<String> arguments = new ArrayList<>();

    private NetworkArguments() {}

    /**
     * The options that make this network; the number of classes is none of them.
     *
     * @throws IllegalArgumentException if its variant is not known
     */
    public static List<String> of(ResNetSpec spec) {
        NetworkArguments options = new NetworkArguments();
        ResNetSpec source = Variants.spec(
                spec.variant(), spec.input().imageSizePx(), spec.input().classes());
        options.add("--variant", spec.variant());
        options.add("--image-size", Integer.toString(spec.input().imageSizePx()));
        options.body(spec.body(), source.body());
        options.details(spec.body().details(), source.body().details());
        options.stem(spec.stem(), source.stem());
        options.layers(spec.layers(), source.layers());
        options.head(spec.head(), source.head());
        return List.copyOf(options.arguments);
    }

    private void body(Body body, Body own) {
        changed("--shortcut", body.shortcut(), own.shortcut(), Enum::name);
        changed("--block", body.block(), own.block(), NetworkArguments::lower);
        if (!body.stages().equals(own.stages()) || body.block() != own.block()) {
            add("--stages", numbers(body.stages(), Stage::blocks));
            add("--channels", numbers(body.stages(), Stage::channels));
            add("--strides", numbers(body.stages(), Stage::stride));
        }
        changed(
                "--downsampling",
                body.downsampling(),
                own.downsampling(),
                d -> d == Body.Downsampling.FIRST_1X1 ? "1x1" : "3x3");
    }

    private void details(BlockDetails details, BlockDetails own) {
        changed("--downsampling-block", details.downsamplingBlock(), own.downsamplingBlock(), NetworkArguments::lower);
        changed("--zero-padding", details.zeroPadding(), own.zeroPadding(), NetworkArguments::lower);
        changed("--projection", details.projection(), own.projection(), NetworkArguments::lower);
        changed("--squeeze-excitation", details.squeezeRatio(), own.squeezeRatio(), Object::toString);
        changed(
                "--order",
                details.order(),
                own.order(),
                order -> order == BlockDetails.Order.PRE_ACTIVATION ? "pre" : "post");
    }

    private void stem(Stem stem, Stem own) {
        changed("--stem", stem.kind(), own.kind(), NetworkArguments::lower);
        changed("--stem-channels", stem.channels(), own.channels(), Object::toString);
    }

    private void layers(LayerSettings layers, LayerSettings own) {
        changed("--convolution-bias", layers.convolutionBias(), own.convolutionBias(), Object::toString);
        changed("--padding", layers.samePadding(), own.samePadding(), same -> same ? "same" : "symmetric");
        changed("--batch-norm-epsilon", layers.batchNormEpsilon(), own.batchNormEpsilon(), Object::toString);
        changed("--batch-norm-momentum", layers.batchNormMomentum(), own.batchNormMomentum(), Object::toString);
        changed("--zero-last-gamma", layers.zeroLastGamma(), own.zeroLastGamma(), Object::toString);
    }

    private void head(Head head, Head own) {
        changed("--pooling", head.pooling(), own.pooling(), NetworkArguments::lower);
        changed("--hidden-units", head.hiddenUnits(), own.hiddenUnits(), Object::toString);
        changed("--dropout", head.dropout(), own.dropout(), Object::toString);
        changed("--output", head.output(), own.output(), NetworkArguments::lower);
    }

    private static String numbers(List<Stage> stages, Function<Stage, Integer> number) {
        return String.join(",", stages.stream().map(number).map(String::valueOf).toList());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private <T> void changed(String option, T value, T own, Function<T, String> text) {
        if (!value.equals(own)) {
            add(option, text.apply(value));
        }
    }

    private void add(String option, String value) {
        arguments.add(option);
        arguments.add(value);
    }
}
