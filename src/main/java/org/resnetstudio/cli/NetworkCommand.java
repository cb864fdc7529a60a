package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shape;
import org.resnetstudio.network.Variants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the layers of a network with their shapes and costs. */
@Command(
        name = "network",
        modelTransformer = NetworkEdits.Flags.class,
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        description = "Shows the layers of a network with their shapes, parameters and FLOPs.",
        footer = {
            "",
            "Parameters are counted as the source of the variant counts them: papers and torchvision count learned values;"
                    + " Keras, and so 'mini' and the 'keras-' networks, counts the running statistics of batch norm too, which are not trainable."
                    + " FLOPs are multiply-adds of convolutions and dense layers for one picture."
        })
final class NetworkCommand implements Callable<Integer> {
    @Option(
            names = "--variant",
            required = true,
            paramLabel = "NAME",
            description =
                    "The network: mini; resnet20, 32, 44, 56, 110 or 164, or another right depth (small pictures); resnet18, 34,"
                            + " 50, 101 or 152; resnext50-32x4d, resnext101-32x8d; wide-resnet50-2, wide-resnet101-2; resnet18d to"
                            + " 152d; resnetv2-50, 101 or 152; seresnet18 to 152; keras-resnet50, 101 or"
                            + " 152; zerofill-50, 101 or 152.")
    private String variant;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description = "Number of classes; default: what the source of the variant has.")
    private Integer classes;

    @Option(
            names = "--image-size",
            paramLabel = "N",
            description = "Width and height of the pictures in pixels; default: what the source of the variant has.")
    private Integer imageSize;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        NetworkGraph graph;
        try {
            Variants.Variant chosen = Variants.named(variant);
            ResNetSpec network = Variants.spec(
                    variant,
                    Optional.ofNullable(imageSize).orElse(chosen.input().imageSizePx()),
                    Optional.ofNullable(classes).orElse(chosen.input().classes()));
            graph = NetworkGraph.compile(NetworkEdits.of(spec).apply(network));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(graph));
        } else {
            out.print(toText(graph));
        }
        return 0;
    }

    private static boolean countsRunningStatistics(NetworkGraph graph) {
        return Variants.named(graph.spec().variant()).origin().countsRunningStatistics();
    }

    /** As the source of the variant counts them. */
    private static long parameters(NetworkGraph graph) {
        return countsRunningStatistics(graph) ? graph.allParameters() : graph.trainableParameters();
    }

    private static long parameters(NetworkGraph graph, Node node) {
        return node.trainableParameters() + (countsRunningStatistics(graph) ? node.runningStatistics() : 0);
    }

    /** Of all layers but the dense ones behind the last feature map: what Keras calls a network without top. */
    private static long parametersWithoutHead(NetworkGraph graph) {
        return graph.nodes().stream()
                .filter(node -> !(node.operation() instanceof Operation.Dense))
                .mapToLong(node -> parameters(graph, node))
                .sum();
    }

    private static ObjectNode toJson(NetworkGraph graph) {
        ObjectNode json = Json.object()
                .put("variant", graph.spec().variant())
                .put("imageSize", graph.spec().input().imageSizePx())
                .put("classes", graph.spec().input().classes())
                .put("shortcut", graph.spec().body().shortcut().name())
                .put("parameters", parameters(graph))
                .put("trainableParameters", graph.trainableParameters())
                .put("parametersWithoutHead", parametersWithoutHead(graph))
                .put("flops", graph.flops())
                .put("activationElements", graph.activationElements());
        ArrayNode layers = json.putArray("layers");
        for (Node node : graph.nodes()) {
            ObjectNode layer = layers.addObject()
                    .put("name", node.name())
                    .put("type", node.operation().getClass().getSimpleName());
            ArrayNode shape = layer.putArray("outputShape");
            Shape output = node.output();
            shape.add(output.channels());
            if (!isVector(node)) {
                shape.add(output.height()).add(output.width());
            }
            layer.put("parameters", parameters(graph, node)).put("flops", node.flops());
        }
        return json;
    }

    private static boolean isVector(Node node) {
        return node.output().toString().indexOf('×') < 0;
    }

    private static String toText(NetworkGraph graph) {
        TextTable table = new TextTable(3, "Layer", "Type", "Output", "Parameters", "MFLOPs");
        for (Node node : graph.nodes()) {
            table.row(
                    node.name(),
                    type(node.operation()),
                    node.output().toString(),
                    number(parameters(graph, node)),
                    node.flops() == 0 ? "" : String.format(Locale.ROOT, "%,.2f", node.flops() / 1e6));
        }
        ResNetSpec network = graph.spec();
        String title = Variants.title(network);
        String parameters = countsRunningStatistics(graph)
                ? number(parameters(graph)) + ", of which " + number(graph.trainableParameters()) + " are trainable"
                : number(parameters(graph));
        return title + ", " + network.input().imageSizePx() + " px, "
                + network.input().classes() + " classes\n\n" + table + "\nParameters  " + parameters + "\nFLOPs       "
                + String.format(Locale.ROOT, "%.2f", graph.flops() / 1e9) + " G multiply-adds a picture\nActivations "
                + String.format(Locale.ROOT, "%.1f", graph.activationElements() * 4 / 1048576.0)
                + " MiB a picture in training\n";
    }

    private static String number(long value) {
        return value == 0 ? "" : String.format(Locale.ROOT, "%,d", value);
    }

    private static String type(Operation operation) {
        if (operation instanceof Operation.Convolution c) {
            return "Convolution " + c.kernel() + " × " + c.kernel()
                    + (c.stride() > 1 ? ", stride " + c.stride() : "")
                    + (c.groups() > 1 ? ", " + c.groups() + " groups" : "");
        }
        if (operation instanceof Operation.MaxPool m) {
            return "Max pool " + m.kernel() + " × " + m.kernel() + ", stride " + m.stride();
        }
        if (operation instanceof Operation.AveragePool a) {
            return "Average pool " + a.kernel() + " × " + a.kernel() + ", stride " + a.stride();
        }
        if (operation instanceof Operation.ZeroPadShortcut z) {
            return "Zero-pad shortcut" + (z.stride() > 1 ? ", stride " + z.stride() : "");
        }
        String words = operation.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
    }
}
