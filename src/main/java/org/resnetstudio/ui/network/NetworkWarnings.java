package org.resnetstudio.ui.network;

import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.Shape;
import org.resnetstudio.ui.shell.Messages;

/** What is likely to go wrong with a network, in sentences. */
final class NetworkWarnings {
    /** Learned values for each picture from which on a network learns pictures by heart. */
    private static final long MANY_PARAMETERS = 10_000;

    private NetworkWarnings() {}

    /** The sentences, the gravest first; none for a network that is fine. */
    static List<String> of(NetworkGraph graph, NetworkSurroundings surroundings, Messages messages) {
        List<String> warnings = new ArrayList<>();
        TrainingDevice device = surroundings.device();
        long needed = device.forecast().bytes(graph, surroundings.batchSize());
        if (needed > device.memoryBytes()) {
            int batch = device.forecast().largestBatch(graph, device.memoryBytes());
            String size = messages.quantities().bytes(device.memoryBytes());
            warnings.add(
                    batch == 0
                            ? messages.text("network.warning.memory.never", size, device.words(messages))
                            : messages.text(
                                    "network.warning.memory",
                                    surroundings.batchSize(),
                                    messages.quantities().bytes(needed),
                                    device.words(messages),
                                    size,
                                    batch));
        }
        if (device.cardMissing()) {
            warnings.add(messages.text("network.warning.card"));
        }
        int tiny = stageOfOneElement(graph);
        if (tiny > 0 && tiny < graph.spec().stages().size()) {
            warnings.add(messages.text("network.warning.tiny", tiny));
        }
        int pictures = surroundings.pictures();
        if (pictures > 0 && graph.trainableParameters() / pictures > MANY_PARAMETERS) {
            warnings.add(messages.text(
                    "network.warning.parameters",
                    messages.quantities().shorten(graph.trainableParameters()),
                    messages.quantities().exact(pictures)));
        }
        return warnings;
    }

    /** The first stage whose blocks put out feature maps of a single element; 0 if none does. */
    private static int stageOfOneElement(NetworkGraph graph) {
        for (Node node : graph.nodes()) {
            Shape shape = node.output();
            if (node.operation() instanceof Operation.Add && shape.height() == 1 && shape.width() == 1) {
                return node.place().stage();
            }
        }
        return 0;
    }
}
